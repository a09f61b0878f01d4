"""The Measurement: one indicator, period, area and breakdown, with a value or the reason for none.

Two shapes of the same thing: `Measurement` for one, `MEASUREMENT_SCHEMA` for a frame of many.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import polars as pl
from polars.datatypes import DataTypeClass

from almoner.reference.breakdown import breakdown_code, parse_breakdown
from almoner.reference.language import _
from almoner.reference.marker import Marker
from almoner.reference.refusal import Refusal
from almoner.reference.status import Status

__all__ = [
    "MEASUREMENT_KEY",
    "MEASUREMENT_SCHEMA",
    "Marker",
    "Measurement",
    "Status",
    "breakdown_code",
    "check_measurements",
    "empty_measurements",
    "parse_breakdown",
]

MEASUREMENT_SCHEMA: Final[dict[str, pl.DataType | DataTypeClass]] = {
    "indicator": pl.String,
    "period": pl.String,
    "area": pl.String,
    "breakdown": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "value": pl.Float64,
    "status": pl.String,
    "marker": pl.String,
    "label": pl.String,
}
"""Columns of a frame of measurements: codes as text, numbers in the indicator's unit; `marker` is
null where there is a value; `label` is the period as published."""

MEASUREMENT_KEY: Final = ("indicator", "period", "area", "breakdown")
"""What no two measurements of one edition may share."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure, or the reason why there is none.

    `period`, `area` and `breakdown` are codes; `source` is a publication's code and `edition` the
    edition in which the figure stood. Refuses a figure with neither value nor marker, or both.
    """

    indicator: str
    period: str
    area: str
    breakdown: str = ""
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    status: Status = Status.FINAL
    marker: Marker | None = None
    source: str = ""
    edition: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no measurement."""
        parse_breakdown(self.breakdown)
        if (self.value is None) == (self.marker is None):
            raise Refusal(_("a measurement has either a value or a marker"), found=self._key())
        numbers = (self.value, self.numerator, self.denominator)
        if any(number is not None and not math.isfinite(number) for number in numbers):
            raise Refusal(_("a measurement's numbers are finite"), found=self._key())

    def _key(self) -> str:
        return f"{self.indicator} | {self.period} | {self.area} | {self.breakdown}"


def empty_measurements() -> pl.DataFrame:
    """A frame of no measurements, with every column."""
    return pl.DataFrame(schema=MEASUREMENT_SCHEMA)


def check_measurements(frame: pl.DataFrame, *, file: str | None = None) -> pl.DataFrame:
    """`frame` as it stands, or a refusal naming the first measurement at fault.

    Checks the columns and their types, value or marker and never both, finite numbers, known
    markers and statuses, and no two rows for one key.
    """
    if dict(frame.schema) != dict(MEASUREMENT_SCHEMA):
        raise Refusal(
            _("this is not a frame of measurements"),
            file=file,
            found=", ".join(frame.columns),
            expected=", ".join(MEASUREMENT_SCHEMA),
        )
    for message, at_fault in _faults():
        rows = frame.filter(at_fault)
        if rows.height:
            found = {name: rows[name][0] for name in (*MEASUREMENT_KEY, "value", "marker")}
            raise Refusal(message, file=file, found=found)
    return frame


def _faults() -> list[tuple[str, pl.Expr]]:
    numbers = [pl.col(name) for name in ("value", "numerator", "denominator")]
    return [
        (
            _("a measurement names its indicator, period, area, breakdown and status"),
            pl.any_horizontal(pl.col(*MEASUREMENT_KEY, "status").is_null()),
        ),
        (
            _("a measurement has either a value or a marker"),
            pl.col("value").is_null() == pl.col("marker").is_null(),
        ),
        (
            _("a measurement's numbers are finite"),
            pl.any_horizontal(~number.is_finite().fill_null(value=True) for number in numbers),
        ),
        (_("this marker is not known"), ~pl.col("marker").is_in([m.value for m in Marker])),
        (_("this status is not known"), ~pl.col("status").is_in([s.value for s in Status])),
        (
            _("two rows for one measurement"),
            pl.struct(*MEASUREMENT_KEY).is_duplicated(),
        ),
    ]
