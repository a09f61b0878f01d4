"""Counts what the quality of data is graded by: of every table, row by row, summed by team and by
the locality in which the person lives.

Of the rows that matter now: with an event in the twelve months up to the last day covered, or
still open. The checker's process.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from almoner.casework.quality.declared import ENDS, events, expected, first_day
from almoner.records.table import Table

ENTERED_WITHIN_DAYS = 7
"""An event that is recorded later than this is recorded late: Almoner's own choice."""

COUNTS = (
    "expected", "filled", "rows", "valid", "dated", "in_time", "compared", "agreed",
)  # fmt: skip
_PERSON = ("sex", "ethnicity", "born_on")
_BEFORE_BIRTH = timedelta(days=280)


def counts_by_place(
    table: Table, versions: pl.DataFrame, people: pl.DataFrame, agreement: pl.DataFrame, on: date
) -> pl.DataFrame:
    """COUNTS by `team_id` and `locality` ("" where there is none) of a table's rows as at `on`.

    `people` are current persons, with the `locality` of their latest home; `agreement` has
    `person_id`, `compared` and `agreed`.
    """
    rows = _that_matter(table, versions.filter("version current"), on)
    if "person_id" in rows.columns and table.name != "person":
        about = people.select("person_id", *(pl.col(n).alias(f"person {n}") for n in _PERSON),
                              pl.col("died_on").alias("person died_on"))  # fmt: skip
        rows = rows.join(about, on="person_id", how="left", maintain_order="left")
    key = "person_id" if "person_id" in rows.columns else None
    if key:
        rows = rows.join(agreement, on=key, how="left", maintain_order="left")
        homes = people.select("person_id", pl.col("locality").alias("home locality"))
        rows = rows.join(homes, on=key, how="left", maintain_order="left")
    timely = _timeliness(table, versions, on)
    rows = rows.join(timely, on="version key", how="left")
    zero = pl.lit(0, pl.Int64)
    made = rows.select(
        team_id=pl.col("team_id").fill_null("") if "team_id" in rows.columns else pl.lit(""),
        locality=pl.col("home locality").fill_null("") if key else pl.lit(""),
        expected=_expected(table, rows),
        filled=_filled(table, rows),
        rows=pl.lit(1, pl.Int64),
        valid=_is_valid(table, rows, on).cast(pl.Int64),
        dated=pl.col("dated").fill_null(0),
        in_time=pl.col("in_time").fill_null(0),
        compared=pl.col("compared").fill_null(0) if key else zero,
        agreed=pl.col("agreed").fill_null(0) if key else zero,
    )
    place = ["team_id", "locality"]
    return made.group_by(place).agg(pl.col(COUNTS).sum()).sort(place)


def _that_matter(table: Table, rows: pl.DataFrame, on: date) -> pl.DataFrame:
    days = events(table)
    if not days:
        return rows
    since = on - timedelta(days=365)
    latest = pl.max_horizontal(pl.col(days))
    ends = [name for name in days if name in ENDS]
    is_open = pl.all_horizontal(pl.col(ends).is_null()) if ends else pl.lit(value=False)
    return rows.filter((latest > since) | is_open | latest.is_null())


def _wanted(table: Table, rows: pl.DataFrame) -> list[tuple[pl.Expr, pl.Expr]]:
    """For each column that should be filled: whether it is expected, and whether it is filled."""
    found = []
    for one in expected().get(table.name, []):
        asked = pl.col(one.once).is_not_null() if one.once else pl.lit(value=True)
        found.append((asked, asked & pl.col(one.column).is_not_null()))
    if "person born_on" in rows.columns:
        found += [(pl.lit(value=True), _says(f"person {name}")) for name in _PERSON]
    return found


def _says(name: str) -> pl.Expr:
    given = pl.col(name).is_not_null()
    return given & (pl.col(name) != "unknown") if name.endswith("ethnicity") else given


def _expected(table: Table, rows: pl.DataFrame) -> pl.Expr:
    return _sum([asked for asked, _filled in _wanted(table, rows)])


def _filled(table: Table, rows: pl.DataFrame) -> pl.Expr:
    return _sum([filled for _asked, filled in _wanted(table, rows)])


def _sum(flags: list[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal([pl.lit(0, pl.Int64), *(flag.cast(pl.Int64) for flag in flags)])


def _is_valid(table: Table, rows: pl.DataFrame, on: date) -> pl.Expr:
    """Nothing impossible: no event to come, no end before its start, none before birth or after
    death, no code that is not in its list."""
    wrong = [pl.col(name) > on for name in events(table)]
    start = first_day(table)
    if start:
        wrong += [pl.col(name) < pl.col(start) for name in events(table) if name in ENDS]
    if start and "person born_on" in rows.columns:
        wrong.append(pl.col(start) < pl.col("person born_on") - _BEFORE_BIRTH)
        wrong.append(pl.col(start) > pl.col("person died_on"))
    if table.name == "person":
        wrong += [pl.col("born_on") > on, pl.col("died_on") < pl.col("born_on")]
    wrong += [
        ~pl.col(one.name).is_in(list(one.codes)) for one in table.columns if one.codes
    ]  # fmt: skip
    return ~pl.any_horizontal([pl.lit(value=False), *(one.fill_null(value=False) for one in wrong)])


def _timeliness(table: Table, versions: pl.DataFrame, on: date) -> pl.DataFrame:
    """For each row: events of the last twelve months whose entry is dated, and those in time."""
    schema = {"version key": pl.String, "dated": pl.Int64, "in_time": pl.Int64}
    days = events(table)
    if not days or versions.is_empty():
        return pl.DataFrame(schema=schema)
    ordered = versions.sort("version key", "version number")
    since = on - timedelta(days=365)
    brought = [
        pl.when(pl.col(name).ne_missing(pl.col(name).shift(1).over("version key")))
        .then(pl.col(name))
        .alias(name)
        for name in days
    ]
    # The latest of the days that a version brought is the one whose entry it is.
    latest = ordered.with_columns(brought).select(
        "version key", "version known", day=pl.max_horizontal(pl.col(days))
    )
    counted = latest.filter(pl.col("version known").is_not_null(), pl.col("day") > since)
    delay = (pl.col("version known") - pl.col("day")).dt.total_days()
    return counted.group_by("version key").agg(
        dated=pl.len().cast(pl.Int64), in_time=(delay <= ENTERED_WITHIN_DAYS).sum().cast(pl.Int64)
    )


def latest_homes(addresses: pl.DataFrame) -> pl.DataFrame:
    """`person_id` and `locality` of the home that each person moved to last."""
    ordered = addresses.sort("started_on", "address_id", nulls_last=False)
    return ordered.group_by("person_id", maintain_order=True).agg(pl.col("locality").last())


def of_units(by_place: pl.DataFrame, parts_of: Mapping[str, pl.Expr]) -> dict[str, dict[str, int]]:
    """COUNTS of each unit: the sum over the rows that are its own."""
    found = {}
    for unit, own in parts_of.items():
        part = by_place.filter(own)
        found[unit] = {name: int(part[name].sum()) for name in COUNTS}
    return found
