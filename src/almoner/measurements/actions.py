"""Loading editions: the only place that writes measurements.

An edition is loaded in one transaction, its readings included: whoever reads sees the store as it
was or as it is, and a kill at any moment leaves the one or the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

import polars as pl
from django.db import transaction
from django.utils import timezone

from almoner.catalogue.published import published_indicators
from almoner.measurements import bulk
from almoner.measurements.held import (
    current_measurements,
    latest_word,
    period_ends,
    published_in,
)
from almoner.measurements.models import Edition as StoredEdition
from almoner.measurements.models import Measurement, Series
from almoner.measurements.numbering import SERIES_KEY, SeriesNumbers
from almoner.measurements.readings import REBASES, read_series
from almoner.measurements.rebases import accepted
from almoner.publications.publication import Edition

KEY = ["indicator", "period", "area", "breakdown"]
SAID = ["value", "marker", "status"]
PARTS = ["numerator", "denominator"]


@dataclass(frozen=True)
class Loaded:
    """What loading one edition did: how many measurements are new, and if it was a re-issue."""

    publication: str
    edition: str
    measurements: int
    changed: bool
    reissue: bool = False


def load(
    *, editions: Iterable[Edition], progress: Callable[[str], None] = lambda _step: None
) -> list[Loaded]:
    """Keep `editions` and read every series that they touch; all of them, or none.

    The same files again change nothing. New indicators for an edition already held are added to
    it. If a file gives another value for something that an edition already said, nothing is
    overwritten: the file is kept as a re-issue, an edition of its own after the first.
    """
    with transaction.atomic():
        bulk.lock_for_writing()
        known = set(Series.objects.values_list("indicator", flat=True).distinct())
        numbers = SeriesNumbers()
        kept = [_keep(edition, numbers) for edition in sorted(editions, key=lambda e: e.code)]
        new = [rows for _result, rows in kept if rows is not None]
        if new:
            progress("reading")
            _store_readings(_current(pl.concat(new), known), numbers)
    return [result for result, _rows in kept]


def read_again(*, indicators: list[str]) -> None:
    """Work out the readings of `indicators` from the measurements as now held, and store them."""
    with transaction.atomic():
        bulk.lock_for_writing()
        _store_readings(current_measurements(indicators), SeriesNumbers())


def _current(new: pl.DataFrame, known: set[str]) -> pl.DataFrame:
    """The measurements as now held of every indicator in `new`.

    Those of series that the store did not have before are taken from `new` itself. A new series has
    no row of its own yet through which its measurements could be found (a council formed since, or
    a breakdown); and for new indicators, reading back what has just been written would be half the
    time of a first load.
    """
    touched = set(new["indicator"].unique())
    if not touched & known:
        return latest_word(new)
    held = current_measurements(sorted(touched & known))
    first = latest_word(new.join(held, on=SERIES_KEY, how="anti", maintain_order="left"))
    return pl.concat([held, first.select(held.columns)])


def _store_readings(current: pl.DataFrame, numbers: SeriesNumbers) -> None:
    readings = read_series(current, published_indicators(), _rebases())
    rows = numbers.of(readings).with_columns(
        pl.col("marker", "variation", "point_type", "label", "status").fill_null("")
    )
    bulk.upsert(Series, rows.drop("series_number").sort("id"))


def _rebases() -> pl.DataFrame:
    """The rebases of published series that stand: people's word outlives a load."""
    rows = accepted().filter(authority="").values_list(*REBASES)
    return pl.DataFrame(list(rows), schema=REBASES, orient="row")


def _keep(edition: Edition, numbers: SeriesNumbers) -> tuple[Loaded, pl.DataFrame | None]:
    """Store one edition's measurements that are new, and give them back with their edition."""
    sources = [asdict(source) for source in edition.sources]
    unchanged = Loaded(edition.publication, edition.code, 0, changed=False)
    stored = StoredEdition.objects.filter(publication=edition.publication, code=edition.code)
    held = stored.first()
    if held and sources and all(source in held.sources for source in sources):
        return unchanged, None
    for issue in _issues(edition):
        if sources and all(source in issue.sources for source in sources):
            return unchanged, None
    new, reissue = edition.measurements, False
    if held:
        new, reissue = _against(held, edition.measurements)
        if new.is_empty():
            _note_sources(held, sources)
            return unchanged, None
    target = _edition_row(edition, sources, held=None if reissue else held, reissue=reissue)
    rows = new.with_columns(
        edition_id=pl.lit(target.pk, dtype=pl.Int64),
        edition=pl.lit(target.code),
        ends_on=period_ends(new["period"]),
        marker=pl.col("marker").fill_null(""),
    )
    _insert(rows, numbers)
    result = Loaded(edition.publication, target.code, new.height, changed=True, reissue=reissue)
    return result, rows


def _issues(edition: Edition) -> list[StoredEdition]:
    return list(
        StoredEdition.objects.filter(
            publication=edition.publication, code__startswith=f"{edition.code} re-issue "
        )
    )


def _against(held: StoredEdition, incoming: pl.DataFrame) -> tuple[pl.DataFrame, bool]:
    """The incoming rows that the held edition lacks; and True when any contradicts it.

    A re-issue keeps all the rows that differ from the last word of the edition and its re-issues.
    A part that is not given contradicts none: one table of an edition, loaded alone, may lack the
    table that had the denominators.
    """
    said = published_in(held)
    both = incoming.with_columns(pl.col("marker").fill_null("")).join(
        said, on=KEY, how="left", suffix="_said"
    )
    absent = pl.col("value_said").is_null() & pl.col("marker_said").is_null()
    differs = pl.any_horizontal(
        *(pl.col(name).ne_missing(pl.col(f"{name}_said")) for name in SAID),
        *(
            pl.col(name).is_not_null() & pl.col(name).ne_missing(pl.col(f"{name}_said"))
            for name in PARTS
        ),
    )
    new = both.filter(absent | differs)
    contradicts = not new.filter(~absent).is_empty()
    return new.select(incoming.columns), contradicts


def _note_sources(held: StoredEdition, sources: list[dict[str, object]]) -> None:
    held.sources = [*held.sources, *(s for s in sources if s not in held.sources)]
    held.save(update_fields=["sources"])


def _edition_row(
    edition: Edition,
    sources: list[dict[str, object]],
    *,
    held: StoredEdition | None,
    reissue: bool,
) -> StoredEdition:
    if held:
        held.loaded_at = timezone.now()
        held.save(update_fields=["loaded_at"])
        _note_sources(held, sources)
        return held
    code = edition.code
    if reissue:
        code = f"{edition.code} re-issue {len(_issues(edition)) + 1:02}"
    return StoredEdition.objects.create(
        publication=edition.publication,
        code=code,
        title=edition.title,
        published_on=edition.published_on,
        loaded_at=timezone.now(),
        sources=sources,
    )


def _insert(rows: pl.DataFrame, numbers: SeriesNumbers) -> None:
    measurements = (
        numbers.of(rows)
        .rename({"id": "series_id"})
        .drop("indicator", "breakdown", "area", "edition")
        .sort("series_id", "period")
    )
    bulk.append(Measurement, measurements)
