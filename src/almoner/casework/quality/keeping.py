"""Counts the quality of an authority's data and keeps it. The checker's process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

import polars as pl
from django.db import transaction
from django.utils import timezone

from almoner.casework.models import Authority, RecordVersion
from almoner.casework.quality.agreement import agreement_by_person
from almoner.casework.quality.counting import COUNTS, counts_by_place, latest_homes, of_units
from almoner.casework.quality.declared import events
from almoner.casework.quality.models import QualityCount
from almoner.casework.quality.reading import versions_of
from almoner.casework.queries import units
from almoner.catalogue.register import computed_indicators
from almoner.records.tables import declared_tables

_LEFT_OUT = frozenset({"returned_row", "returned_table"})


def count_quality(authority: Authority) -> int:
    """Count every table again and keep the sums by indicator and unit; how many there are."""
    on = authority.covers_to or timezone.localdate()
    parts_of = _parts_of(authority)
    by_table = {
        name: of_units(counts, parts_of) for name, counts in _table_counts(authority, on).items()
    }
    now = timezone.now()
    rows = [
        QualityCount(authority=authority.code, unit=unit, indicator=code, tables=",".join(tables),
                     counted_at=now, **_summed(by_table, tables, unit))
        for code, read in tables_read().items()
        if (tables := [name for name in read if name in by_table])
        for unit in parts_of
    ]  # fmt: skip
    with transaction.atomic():
        QualityCount.objects.filter(authority=authority.code).delete()
        QualityCount.objects.bulk_create([row for row in rows if row.rows], batch_size=2000)
    return len(rows)


class Counter:
    """Counts authorities again whose records have changed since this process last did."""

    def __init__(self, count: Callable[[Authority], object] | None = None) -> None:
        """`count` counts one, or gives False when it cannot now; `count_quality` without one."""
        self._count = count or count_quality
        self._seen: dict[str, int] = {}

    def __call__(self) -> None:
        """Count what is stale. Every version that is written has a higher number than before."""
        for authority in Authority.objects.order_by("code"):
            newest = RecordVersion.objects.filter(authority=authority.code).order_by("-pk").first()
            if newest is None or self._seen.get(authority.code) == newest.pk:
                continue
            if self._count(authority) is not False:
                self._seen[authority.code] = newest.pk


@cache
def tables_read() -> dict[str, list[str]]:
    """Indicator to the tables of the record that its definition reads, in their order."""
    from almoner.catalogue.record_tables import RECORDS
    from almoner.catalogue.terms import Shape

    found = {}
    for code, one in computed_indicators().items():
        names: set[str] = set()
        for term in (one.measure.numerator, one.measure.denominator):
            if term is not None:
                window = [1] if term.shape is Shape.WITHIN else []
                names |= _unbound(term.rows(RECORDS, *window))
        found[code] = _of_events(names)
    return found


def _unbound(expression: object) -> set[str]:
    from ibis.expr import operations

    return {found.name for found in expression.op().find(operations.UnboundTable)}  # type: ignore[attr-defined]


def _of_events(names: set[str]) -> list[str]:
    """Those of what happened, in their order; of people alone where there are no others.

    What is known of a person is looked at with every row that is about the person.
    """
    tables = declared_tables()
    found = [name for name in tables if name in names and name != "person" and events(tables[name])]
    return found or [name for name in ("person",) if name in names]


def _table_counts(authority: Authority, on: date) -> dict[str, pl.DataFrame]:
    tables = declared_tables()
    people = versions_of(authority.code, tables["person"])
    current = people.filter("version current")
    addresses = versions_of(authority.code, tables["address"]).filter("version current")
    current = current.join(latest_homes(addresses), on="person_id", how="left")
    agreement = pl.DataFrame(schema={"person_id": pl.String, "compared": pl.Int64,
                                     "agreed": pl.Int64})  # fmt: skip
    if "returned_row" in tables:
        returned = versions_of(authority.code, tables["returned_row"]).filter("version current")
        agreement = agreement_by_person(returned, current)
    wanted = {name for read in tables_read().values() for name in read} - _LEFT_OUT
    return {
        name: counts_by_place(tables[name], versions_of(authority.code, tables[name]), current,
                              agreement, on)
        for name in sorted(wanted)
    }  # fmt: skip


def _parts_of(authority: Authority) -> dict[str, pl.Expr]:
    """Unit to which rows are its own: a team's, those of a service's teams, of the people who live
    in a locality, or everything."""
    found: dict[str, pl.Expr] = {}
    everywhere = units(authority)
    for unit in everywhere:
        if unit.kind == "service":
            teams = [one.code for one in everywhere
                     if one.kind == "team" and one.service == unit.code]  # fmt: skip
            found[unit.code] = pl.col("team_id").is_in(teams)
        elif unit.kind == "team":
            found[unit.code] = pl.col("team_id") == unit.code
        elif unit.kind == "locality":
            found[unit.code] = pl.col("locality") == unit.code
        else:
            found[unit.code] = pl.lit(value=True)
    return found


def _summed(
    by_table: dict[str, dict[str, dict[str, int]]], tables: Sequence[str], unit: str
) -> dict[str, int]:
    return {name: sum(by_table[table][unit][name] for table in tables) for name in COUNTS}
