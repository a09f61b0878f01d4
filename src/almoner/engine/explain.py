"""Opens a measurement: the units behind it, the SQL that finds them, the version of its definition.

The units are found by the same tables and conditions as the figure was counted by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.terms import Shape, Term
from almoner.catalogue.time import month_index
from almoner.engine.compiler import Dialect, record_tables, states_sql, to_sql
from almoner.engine.dimensions import STATES
from almoner.engine.measure import Runs
from almoner.engine.places import Months, index_of_month, make_places
from almoner.engine.plan import (
    Plan,
    UnitTable,
    counted,
    make_plan,
    on_its_day,
    spans,
    stretch,
    weighed,
)
from almoner.reference.breakdown import parse_breakdown
from almoner.reference.language import _
from almoner.reference.period import Period, PeriodKind
from almoner.reference.refusal import Refusal

_LENGTH = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
    PeriodKind.ROLLING_YEAR: 12,
}


@dataclass(frozen=True)
class Explanation:
    """What stands behind one measurement.

    `numerator` and `denominator` have a row per unit: `unit_id`, `person_id` (null where a unit is
    about nobody), `team_id` and `weight`, what it adds (1 for a count). `sql` finds them.
    """

    indicator: str
    version: int
    period: str
    area: str
    breakdown: str
    numerator: pl.DataFrame
    denominator: pl.DataFrame | None
    sql: tuple[str, ...]


def explain(
    engine: Runs, indicator: Indicator, period: str, area: str, breakdown: str = ""
) -> Explanation:
    """The units behind the measurement of an indicator, period, area and breakdown.

    Refuses a period that indicators are not measured over.
    """
    over = Period.from_code(period)
    if over.kind not in _LENGTH:
        raise Refusal(_("indicators are not measured over this kind of period"), found=period)
    last = index_of_month(over.end.year, over.end.month)
    months = Months(last - _LENGTH[over.kind] + 1, last)
    plan = make_plan([indicator])
    teams = _teams(engine, area, months)
    terms = [t for t in (indicator.measure.numerator, indicator.measure.denominator) if t]
    sql = tuple(_sql(engine, plan, term, months, teams, area, breakdown) for term in terms)
    found = [engine.run(text) for text in sql]
    below = found[1] if len(found) > 1 else None
    return Explanation(
        indicator.code, indicator.version, period, area, breakdown, found[0], below, sql
    )


def _teams(engine: Runs, area: str, months: Months) -> list[str] | None:
    """The teams of a place at the end of the period; None when it is no team, service, council.

    With "" among them all work is the place's: that of no team counts for the only council.
    """
    team, membership = (engine.run(f"SELECT * FROM {n}") for n in ("team", "team_membership"))  # noqa: S608
    places = make_places(team, membership, {""}, months)
    if area in places.wholes:
        inside = places.weights[-1, :, places.wholes.index(area)]
        return [name for name, weight in zip(places.teams, inside, strict=True) if weight]
    return [area] if area in set(team["team_id"]) else None


def _sql(
    engine: Runs,
    plan: Plan,
    term: Term,
    months: Months,
    teams: Sequence[str] | None,
    area: str,
    breakdown: str,
) -> str:
    units = plan.units(term, len(months) if term.shape is Shape.WITHIN else 0)
    table = units.table
    condition = _in_period(units, term, months)
    if teams is not None:
        condition = condition if "" in teams else condition & table.team_id.isin(teams)
    elif units.has_person:
        condition = condition & (table.area == area)
    for name, member in parse_breakdown(breakdown).items():
        condition = condition & (table[name] == member)
    person = table.person_id if "person_id" in table.columns else ibis.null("string")
    weight = weighed(table, term) if term.weight is not None else ibis.literal(1)
    wanted = table.filter(condition).select(
        unit_id=table.unit_id, person_id=person, team_id=table.team_id, weight=weight
    )
    return _with_tables(units, wanted, months, engine.dialect)


def _in_period(units: UnitTable, term: Term, months: Months) -> Any:
    table = units.table
    if term.shape is Shape.EVENTS:
        month = month_index(table[term.on])
        here = counted(table, term, *on_its_day(units, term.on))
        return here & (month >= months.first) & (month <= months.last)
    starts, ends, lasts = stretch(table, spans(term, units))
    least = months.first if term.shape is Shape.MONTHS else months.last
    still = ends.isnull() | (month_index(ends) > least)
    return counted(table, term, lasts) & (month_index(starts) <= months.last) & still


def _with_tables(units: UnitTable, wanted: Any, months: Months, dialect: Dialect) -> str:
    named = {units.name: to_sql(units.rows, dialect)}
    if STATES.get_name() in record_tables(units.rows):
        named = {STATES.get_name(): states_sql(months.first, months.last, dialect)} | named
    before = ", ".join(f"{name} AS (\n{sql}\n)" for name, sql in named.items())
    return f"WITH {before}\n{to_sql(wanted, dialect)}"
