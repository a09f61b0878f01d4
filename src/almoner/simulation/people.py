"""Made-up people and where they live."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from almoner.simulation.authority import postcodes
from almoner.simulation.draws import NEVER, Array, Generator, keyed, words

_DAYS_A_YEAR = 365.25


@dataclass
class People:
    """People of one chunk. Arrays are one element a person; days are NumPy days."""

    number: Array
    key: Array
    born_on: Array
    sex: Array
    ethnicity: Array
    postcode: Array

    @property
    def district(self) -> Array:
        """The number of each person's district."""
        return postcodes().district[self.postcode]

    @property
    def ward(self) -> Array:
        """Each person's ward."""
        return postcodes().ward[self.postcode]

    def age_on(self, who: Array, days: Array) -> Array:
        """Ages of `who` (positions) on days, to a day or so."""
        return ((days - self.born_on[who]).astype(float) / _DAYS_A_YEAR).astype(int)


def make_people(rng: Generator, first: int, born_on: Array, sex: Array, ethnicity: Array) -> People:
    """People born on these days, each at a postcode."""
    n = len(born_on)
    number = np.arange(first, first + n)
    where = rng.integers(0, len(postcodes().postcode), n)
    return People(number, keyed("P", number), born_on, sex, ethnicity, where)


def nhs_numbers(number: Array) -> pl.Series:
    """A made-up NHS number for each number, from 999 on, where none are issued."""
    digits = (number[:, None] // 10 ** np.arange(5, -1, -1)) % 10
    full = np.concatenate([np.full((len(number), 3), 9), digits], axis=1)
    check = (11 - (full * np.arange(10, 1, -1)).sum(axis=1) % 11) % 11
    text = [f"{''.join(map(str, row))}{last}" for row, last in zip(full, check, strict=True)]
    return words(np.array(text), check != 10)


def person_table(rng: Generator, people: People, died_on: Array, asylum: Array) -> pl.DataFrame:
    """The person table of a chunk."""
    n = len(people.number)
    return pl.DataFrame(
        {
            "person_id": pl.Series(people.key, dtype=pl.String),
            "nhs_number": nhs_numbers(people.number % 1_000_000),
            "sex": pl.Series(people.sex, dtype=pl.String),
            "ethnicity": pl.Series(people.ethnicity, dtype=pl.String),
            "born_on": people.born_on,
            "died_on": died_on,
            "disabled": rng.random(n) < 0.12,
            "asylum_seeking": asylum,
        }
    )


def address_table(
    rng: Generator, people: People, first: int, begin: np.datetime64, end: np.datetime64
) -> pl.DataFrame:
    """Where people live: one address, and for a fifth of them a move."""
    n = len(people.number)
    codes = postcodes()
    moves = np.flatnonzero(rng.random(n) < 0.2)
    moved_on = begin + rng.integers(1, int((end - begin).astype(int)), len(moves))
    started = np.maximum(people.born_on, np.datetime64("1990-01-01"))
    ended_on = np.full(n, NEVER)
    ended_on[moves] = np.maximum(moved_on, started[moves] + 1)
    old = people.postcode.copy()
    # The last home is the one that teams go by; the earlier one is anywhere.
    old[moves] = rng.integers(0, len(codes.postcode), len(moves))
    who = np.concatenate([np.arange(n), moves])
    where = np.concatenate([old, people.postcode[moves]])
    return pl.DataFrame(
        {
            "address_id": pl.Series(keyed("AD", first + np.arange(len(who))), dtype=pl.String),
            "person_id": pl.Series(people.key[who], dtype=pl.String),
            "started_on": np.concatenate([started, ended_on[moves]]),
            "ended_on": np.concatenate([ended_on, np.full(len(moves), NEVER)]),
            "postcode": pl.Series(codes.postcode[where], dtype=pl.String),
            "ward": pl.Series(codes.ward[where], dtype=pl.String),
            "locality": pl.Series(codes.locality[where], dtype=pl.String),
        }
    )
