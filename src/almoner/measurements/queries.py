"""What pages and commands read from the store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Max, QuerySet

from almoner.measurements.history import History
from almoner.measurements.models import Edition, Measurement, Series


@dataclass(frozen=True)
class Revision:
    """What one edition said of one period of a series."""

    edition: str
    publication: str
    published_on: date | None
    period: str
    label: str
    value: float | None
    marker: str
    status: str


def council_series(area: str, indicators: Collection[str] | None = None) -> list[Series]:
    """The total series of one area, all or only those `indicators`: one query, any number."""
    found = Series.objects.filter(area=area, breakdown="")
    if indicators is not None:
        found = found.filter(indicator__in=list(indicators))
    return list(found)


def indicator_series(
    indicator: str, *, breakdown: str = "", areas: Collection[str] | None = None
) -> list[Series]:
    """The series of one indicator in every area (or in `areas`), one breakdown."""
    found = Series.objects.filter(indicator=indicator, breakdown=breakdown)
    if areas is not None:
        found = found.filter(area__in=list(areas))
    return list(found)


def grid(indicators: Iterable[str], areas: Iterable[str]) -> dict[tuple[str, str], Series]:
    """Total series of `indicators` by `areas`, keyed (indicator, area); one query."""
    found = Series.objects.filter(
        indicator__in=list(indicators), area__in=list(areas), breakdown=""
    )
    return {(series.indicator, series.area): series for series in found}


def one_series(indicator: str, area: str, breakdown: str = "") -> Series | None:
    """The series of one indicator, area and breakdown, if there is one."""
    return Series.objects.filter(indicator=indicator, area=area, breakdown=breakdown).first()


def breakdowns(indicator: str, area: str) -> list[str]:
    """The breakdowns in which an area has the indicator, the total first."""
    found = Series.objects.filter(indicator=indicator, area=area)
    return sorted(found.values_list("breakdown", flat=True))


def history(series: Series) -> History:
    """Every period of `series`, with its readings."""
    return History.unpack(series.history)


def revisions(series: Series) -> list[Revision]:
    """What each edition said of the periods of `series` about which editions differ."""
    rows = [_revision(row) for row in _published(series)]
    said: dict[str, set[tuple[float | None, str]]] = {}
    for row in rows:
        said.setdefault(row.period, set()).add((row.value, row.marker))
    return [row for row in rows if len(said[row.period]) > 1]


def as_held(series: Series) -> list[Revision]:
    """The series as now held: for each period the latest edition's word."""
    return list({row.period: _revision(row) for row in _published(series)}.values())


def as_published(series: Series, edition: str) -> list[Revision]:
    """The series as the edition called `edition` published it."""
    return [_revision(row) for row in _published(series).filter(edition__code=edition)]


def editions() -> list[Edition]:
    """All editions loaded, latest first within a publication."""
    return list(Edition.objects.order_by("publication", "-code"))


def holds_all(publication: str, files: Collection[Path]) -> bool:
    """Whether every one of `files` (by its content) has been loaded as part of `publication`."""
    stored = Edition.objects.filter(publication=publication).values_list("sources", flat=True)
    held = {(source["name"], source["sha256"]) for sources in stored for source in sources}
    return bool(files) and all(
        (file.name, hashlib.sha256(file.read_bytes()).hexdigest()) in held for file in files
    )


def latest_loaded_at() -> Any:
    """When anything was last loaded, or None: part of every page's cache key."""
    return Edition.objects.aggregate(at=Max("loaded_at"))["at"]


def _published(series: Series) -> QuerySet[Measurement]:
    rows = Measurement.objects.filter(series=series).select_related("edition")
    return rows.order_by("ends_on", "period", "edition__code")


def _revision(row: Measurement) -> Revision:
    return Revision(
        edition=row.edition.code,
        publication=row.edition.publication,
        published_on=row.edition.published_on,
        period=row.period,
        label=row.label,
        value=row.value,
        marker=row.marker,
        status=row.status,
    )
