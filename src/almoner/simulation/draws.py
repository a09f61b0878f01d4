"""Drawing many values at once from margins, and moving dates by working days."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from almoner.reference.area import Nation
from almoner.reference.working_days import bank_holidays

Array = np.ndarray[Any, np.dtype[Any]]
Generator = np.random.Generator
MARGINS = Path(__file__).parent / "margins"
NEVER = np.datetime64("NaT", "D")


@cache
def margin(name: str) -> tuple[tuple[str, ...], Array]:
    """Keys and shares of a margin of `national.csv`."""
    with (MARGINS / "national.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            (row["key"], float(row["value"]))
            for row in csv.DictReader(stream)
            if row["margin"] == name
        ]
    values = np.array([value for _key, value in rows])
    return tuple(key for key, _value in rows), values / values.sum()


@cache
def counts(name: str) -> dict[str, float]:
    """The counts of a margin by key."""
    with (MARGINS / "national.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["margin"] == name]
    return {row["key"]: float(row["value"]) for row in rows}


def share(name: str, part: str, whole: str) -> float:
    """One count over another."""
    return counts(name)[part] / counts(name)[whole]


def drawn(rng: Generator, n: int, name: str) -> Array:
    """`n` keys drawn from a margin, as text."""
    keys, shares = margin(name)
    return np.array(keys, dtype=object)[rng.choice(len(keys), n, p=shares)]


def chosen(rng: Generator, n: int, options: Sequence[str], shares: Sequence[float]) -> Array:
    """`n` of the options, as text."""
    weights = np.array(shares, float)
    return np.array(options, dtype=object)[rng.choice(len(options), n, p=weights / weights.sum())]


def banded(rng: Generator, n: int, name: str) -> Array:
    """`n` whole numbers from a margin whose keys are bands such as "11-20", evenly in each."""
    keys, shares = margin(name)
    low, high = np.array([[int(part) for part in key.split("-")] for key in keys]).T
    band = rng.choice(len(keys), n, p=shares)
    return low[band] + (rng.random(n) * (high - low + 1)[band]).astype(int)


@cache
def _calendar() -> np.busdaycalendar:
    return np.busdaycalendar(holidays=[day.on for day in bank_holidays(Nation.ENGLAND)])


def working_later(days: Array, number: Array | int) -> Array:
    """The day on which so many working days have passed since each day."""
    known = ~np.isnat(days)
    moved = np.full(days.shape, NEVER)
    by = np.broadcast_to(np.asarray(number), days.shape)[known]
    moved[known] = np.busday_offset(days[known], by, roll="preceding", busdaycal=_calendar())
    return moved


def on_working_days(days: Array) -> Array:
    """The same days, those that are no working day moved to the next."""
    return np.busday_offset(days, 0, roll="forward", busdaycal=_calendar())


def seasonal(rng: Generator, n: int, first: np.datetime64, last: np.datetime64) -> Array:
    """`n` working days between two days, by month as referrals are."""
    months = np.arange(first.astype("datetime64[M]"), last.astype("datetime64[M]") + 1)
    keys, shares = margin("referral_month")
    weight = dict(zip(map(int, keys), shares, strict=True))
    weights = np.array([weight[int(m) % 12 + 1] for m in months.astype(int)])
    month = months[rng.choice(len(months), n, p=weights / weights.sum())]
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(int)
    days = month.astype("datetime64[D]") + (rng.random(n) * length).astype(int)
    return on_working_days(np.clip(days, first, last))


def ended(days: Array, last: np.datetime64) -> Array:
    """The days, those after `last` not yet known."""
    return np.where(days > last, NEVER, days)


def words(values: Array, present: Array) -> pl.Series:
    """The values as text, missing where not `present`."""
    return pl.Series(values.astype(str)).set(pl.Series(~present), None)


def keyed(prefix: str, numbers: Array) -> Array:
    """Keys with a prefix for these numbers."""
    text = pl.Series(numbers).cast(pl.String).str.zfill(8)
    return (pl.Series([prefix]).new_from_index(0, len(numbers)) + text).to_numpy()
