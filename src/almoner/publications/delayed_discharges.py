"""Delayed discharges from hospital, monthly: Scotland by council, Wales and England by NHS body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from almoner.publications.categories import breakdown, with_codes
from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import STANDARD_MARKERS, Table, read_distinct
from almoner.reference.areas import CodeScheme, Nation
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind

CODE = "delayed-discharges"
FOLDER = DATA_DIR / CODE
FILES = {
    "scotland": ("scotland_council",),
    "wales": ("wales_health_board",),
    "england": ("england_nhs_trust",),
}
SCOTLAND = {
    "area_code": ("area_code", "council_area_code"),
    "month": ("month",),
    "age_group": ("age_group",),
    "delay_reason": ("delay_reason",),
    "num_delayed_bed_days": ("num_delayed_bed_days", "number_of_delayed_bed_days"),
    "average_daily_delayed_beds": (
        "average_daily_delayed_beds",
        "average_daily_number_of_delayed_beds",
    ),
}
SCOTTISH_INDICATORS = {
    "num_delayed_bed_days": "DD-BedDays",
    "average_daily_delayed_beds": "DD-AverageBeds",
}
SCOTTISH_REASONS = {
    "All Delay Reasons": "",
    "Health and Social Care Reasons": "health-and-social-care",
    "Patient and Family Related Reasons": "patient-and-family",
    "Code 9 AWI": "code-9-incapacity",
    "Code 9 Non-AWI": "code-9-other",
}
AGES = {"18plus": "", "18-74": "18-74", "75plus": "75+"}
WALES = {
    "area_code": ("lhb22_code", "lhb_code"),
    "month": ("month",),
    "delay_reason": ("delay_reason",),
    "delay_count": ("delay_count",),
}
ENGLAND = {**WALES, "area_code": ("nhs_trust22_code", "nhs_trust_code")}


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file, coded by its latest month and its nation: "2025-03-wales"."""
    return [
        _edition(nation, path) for nation, found in files_of(paths, FILES).items() for path in found
    ]


def _edition(nation: str, path: Path) -> Edition:
    frame = _READERS[nation](read_table(path))
    latest = str(frame["period"].max()).removeprefix("M")
    return Edition(
        publication=CODE,
        code=f"{latest}-{nation}",
        title=_("{nation} to {month}").format(nation=nation.title(), month=latest),
        measurements=measurements([frame]),
        sources=(SourceFile.of(path),),
    )


def _scotland(table: Table) -> pl.DataFrame:
    table = table.columns(SCOTLAND).unique(("area_code", "month", "age_group", "delay_reason"))
    table = with_areas(table, "area_code", names={"OTHER": "SCO-OUTSIDE"}, nation=Nation.SCOTLAND)
    table = with_codes(table, "delay_reason", SCOTTISH_REASONS)
    table = with_codes(table, "age_group", AGES)
    table = with_periods(table, "month", kind=PeriodKind.MONTH)
    table = table.with_columns(breakdown=breakdown(age="age_group", reason="delay_reason"))
    return pl.concat([_valued(table, column, name) for column, name in SCOTTISH_INDICATORS.items()])


def _wales(table: Table) -> pl.DataFrame:
    table = table.columns(WALES).unique(("area_code", "month", "delay_reason"))
    return _by_reason(with_areas(table, "area_code", nation=Nation.WALES), "DD-WalesDelays")


def _england(table: Table) -> pl.DataFrame:
    table = table.columns(ENGLAND).unique(("area_code", "month", "delay_reason"))
    return _by_reason(with_areas(table, "area_code", scheme=CodeScheme.ODS), "DD-EnglandDelays")


def _by_reason(table: Table, indicator: str) -> pl.DataFrame:
    """Counts by reason, and their sum: the publishers' files have no total."""
    slugs = read_distinct(table, ["delay_reason"], ["reason"], _slug)
    table = table.with_columns(reason=slugs["reason"])
    table = with_periods(table, "month", kind=PeriodKind.MONTH)
    table = table.with_columns(breakdown=breakdown(reason="reason"))
    frame = _valued(table, "delay_count", indicator)
    whole = pl.col("value").is_not_null().all()
    total = frame.group_by(
        "indicator", "period", "area", "status", "label", maintain_order=True
    ).agg(
        value=pl.when(whole).then(pl.col("value").sum()),
        marker=pl.when(~whole).then(pl.lit(Marker.NOT_AVAILABLE.value)),
    )
    return pl.concat([frame, total.with_columns(breakdown=pl.lit(""))], how="diagonal")


def _valued(table: Table, column: str, indicator: str) -> pl.DataFrame:
    value, marker = table.numbers(column, STANDARD_MARKERS, blank=Marker.NOT_AVAILABLE)
    return table.frame.select("period", "area", "status", "label", "breakdown").with_columns(
        value=value, marker=marker, indicator=pl.lit(indicator)
    )


def _slug(reason: str | None, *, row: int) -> tuple[str]:
    """A reason as a code: "Awaiting joint assessment" is awaiting-joint-assessment."""
    plain = unicodedata.normalize("NFKD", reason or "").lower()
    return (re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-"),)


_READERS: dict[str, Callable[[Table], pl.DataFrame]] = {
    "scotland": _scotland,
    "wales": _wales,
    "england": _england,
}

PUBLICATION = Publication(
    code=CODE,
    title="Delayed discharges from hospital",
    publisher="Public Health Scotland; Welsh Government; NHS England",
    attribution=(
        "Delayed discharges, Public Health Scotland, Welsh Government and NHS England, by way of "
        "the British Red Cross's healthyr. Contains public sector information licensed under the "
        "Open Government Licence v3.0."
    ),
    url="https://github.com/humaniverse/healthyr",
    read=read,
    packaged=tuple(sorted(FOLDER.glob("*.parquet"))),
)
