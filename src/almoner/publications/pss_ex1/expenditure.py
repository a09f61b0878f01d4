"""Expenditure: thousand pounds by line of service and column of the form."""

from __future__ import annotations

import re

import polars as pl

from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.pss_ex1.layout import MARKERS
from almoner.publications.tables import Table, read_distinct
from almoner.reference.areas import Nation
from almoner.reference.breakdown import breakdown_code
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind
from almoner.reference.refusal import Refusal

# The form's column -> the indicator.
AMOUNTS = {
    "own_incl_capital": "PSSEX1-OwnWithCapital",
    "own_capital": "PSSEX1-OwnCapital",
    "own_excl_capital": "PSSEX1-Own",
    "by_others": "PSSEX1-ByOthers",
    "gross_incl_capital": "PSSEX1-GrossWithCapital",
    "gross_excl_capital": "PSSEX1-Gross",
    "client_contributions": "PSSEX1-ClientContributions",
    "joint_arrangements": "PSSEX1-JointArrangements",
    "other_income": "PSSEX1-OtherIncome",
    "total_income": "PSSEX1-Income",
    "net_current": "PSSEX1-Net",
    "net_total": "PSSEX1-NetTotal",
    "gross_current": "PSSEX1-GrossCurrent",
}
COLUMNS = {
    **{name: (name,) for name in ("year", "council", "line_code", "service")},
    **{name: (name,) for name in AMOUNTS},
}
# The form asked for fewer columns of some lines, and had no gross_current in its first year, where
# 23 stray figures stand in its place.
NET_TOTAL_ONLY = ("J1", "K1")
FIRST_YEAR = "2000-01"

# Beginning of a line's code -> the group of services; line numbers within it move between years.
GROUPS = {
    "A": "strategy",
    "BA": "children-commissioning",
    "BB": "children-looked-after",
    "BC": "family-support",
    "BD": "youth-justice",
    "BE": "children-other",
    "B": "children",
    "C": "older",
    "D": "physical-disability",
    "E": "learning-disability",
    "F": "mental-health",
    "G": "asylum-seekers",
    "H": "adults-other",
    "I": None,
    "J": "supported-employment",
    "K": "other",
}
# Names that the form changed -> the later name.
RENAMED = {
    "nursing-home-placements": "nursing-care",
    "nursing-care-placements": "nursing-care",
    "residential-care-home-placements": "residential-care",
    "residential-care-placements": "residential-care",
    "commissioning-and-social-work-excluding-galro": "commissioning-and-social-work",
    "supporting-people-sp": "supporting-people",
    "other-other-adult-services": "other",
    "other-other-childrens-and-families-services": "other",
    "substance-abuse-addictions": "substance-misuse",
}


def measured(table: Table) -> pl.DataFrame:
    """Measurements of all amounts: `PSSEX1-Gross` by `group` and `service`, and so on."""
    table = table.columns(COLUMNS).unique(("year", "council", "line_code"))
    table = with_periods(table, "year", kind=PeriodKind.YEAR)
    table = with_areas(table, "council", nation=Nation.ENGLAND, at="period")
    table = table.with_columns(breakdown=_breakdowns(table))
    return pl.concat([_amounts(table, name) for name in AMOUNTS])


def line_breakdown(line_code: str, service: str) -> str:
    """The breakdown of a line of the form: its group of services, and the service in it.

    >>> line_breakdown("BB3", "Fostering services")
    'group=children-looked-after;service=fostering-services'
    >>> line_breakdown("C11", "TOTAL OLDER PEOPLE excluding Supporting People (LINES C1 to C10)")
    'group=older'
    """
    prefix = line_code.rstrip("0123456789")
    plain = re.sub(r"\(lines?.*?\)$", "", service.strip(), flags=re.IGNORECASE).strip()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
    name = RENAMED.get(name, name)
    if prefix in ("J", "K"):
        return breakdown_code(group=GROUPS[prefix])
    if name.startswith("total"):
        with_supporting_people = name.endswith(
            ("including-sp", "incl-sp", "including-supporting-people")
        )
        name = "total-with-supporting-people" if with_supporting_people else ""
        if plain.upper().startswith("TOTAL SUPPORTING PEOPLE"):
            name = "supporting-people"
    return breakdown_code(group=GROUPS[prefix], service=name or None)


def _breakdowns(table: Table) -> pl.Series:
    def read(line_code: str | None, service: str | None, *, row: int) -> tuple[str]:
        try:
            return (line_breakdown(line_code or "", service or ""),)
        except KeyError:
            raise Refusal(
                _("this line of the form is not known"),
                file=table.path.name,
                row=row,
                column="line_code",
                found=line_code,
                expected=", ".join(GROUPS),
            ) from None

    return read_distinct(table, ["line_code", "service"], ["breakdown"], read).to_series()


def _amounts(table: Table, column: str) -> pl.DataFrame:
    asked = (
        ~pl.col("line_code").is_in(NET_TOTAL_ONLY) if column != "net_total" else pl.lit(value=True)
    )
    if column == "gross_current":
        asked &= pl.col("year") != FIRST_YEAR
    value, marker = table.numbers(column, MARKERS, blank=Marker.NOT_AVAILABLE)
    return (
        table.frame.with_columns(value=value, marker=marker, indicator=pl.lit(AMOUNTS[column]))
        .filter(asked)
        .select("indicator", "period", "area", "breakdown", "value", "status", "marker", "label")
    )
