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
    for number, place in enumerate(places):
        rows = population.filter(age_band=band, area=place).sort("year")
        if rows.height:
            years, people = rows["year"].to_numpy(), rows["people"].to_numpy()
            wanted = np.arange(months.first, months.last + 1)
            wanted = (wanted + 9) // 12 - 1
            latest = np.searchsorted(years, wanted, side="right") - 1
            found[:, number] = people[np.maximum(latest, 0)]
    return found
