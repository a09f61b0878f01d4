"""Residents, for rates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from almoner.engine.places import IntArray, Months


def residents(
    population: pl.DataFrame, band: str, places: Sequence[str], months: Months
) -> IntArray:
    """Months x places: residents of an age band; 0 where no estimate is held.

    A month takes the mid-year estimate of the calendar year before its reporting year ends, as the
    Department for Education does; failing that the nearest earlier year, then the earliest.
    """
    found = np.zeros((len(months), len(places)), np.int64)
    wanted = (np.arange(months.first, months.last + 1) + 9) // 12 - 1
    held = population.filter(pl.col("age_band") == band, pl.col("area").is_in(list(places)))
    numbers = {place: number for number, place in enumerate(places)}
    for (place,), rows in held.sort("year").partition_by("area", as_dict=True).items():
        years, people = rows["year"].to_numpy(), rows["people"].to_numpy()
        latest = np.searchsorted(years, wanted, side="right") - 1
        found[:, numbers[place]] = people[np.maximum(latest, 0)]
    return found
