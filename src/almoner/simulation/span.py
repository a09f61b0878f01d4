"""The stretch of time that a made-up authority covers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Span:
    """`first` and `last` day of what is covered; history before it starts at `begin`."""

    first: np.datetime64
    last: np.datetime64

    @classmethod
    def of_years(cls, years: int, last_year: int) -> Span:
        """So many reporting years up to 31 March of `last_year`."""
        return cls(
            np.datetime64(f"{last_year - years}-04-01", "D"),
            np.datetime64(f"{last_year}-03-31", "D"),
        )

    @property
    def begin(self) -> np.datetime64:
        """Three years before: so that the first month opens with work in progress."""
        return (self.first.astype("datetime64[Y]") - 3).astype("datetime64[D]") + 90

    @property
    def years(self) -> float:
        """Length of history and span together."""
        return float((self.last - self.begin).astype(int)) / 365.25
