"""Rounding half up, away from zero, on exact numbers: as publishers round.

The binary fraction nearest to 2.675 lies below it, so rounding it as it stands gives 2.67, and
Python's own `round` takes an exact tie to the even figure. Here a count over a count is rounded
in whole numbers, and a lone number by the decimal that a person sees.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

if TYPE_CHECKING:
    import polars as pl

_LARGEST: Final = 2**62
_CONTEXT: Final = Context(prec=400)
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def half_up(
    numerator: int | Decimal | Fraction,
    denominator: int | Decimal | Fraction,
    *,
    multiplier: int | Decimal | Fraction = 1,
    places: int = 0,
) -> Decimal:
    """`multiplier` x `numerator` / `denominator`, exactly, rounded half up to `places` decimals.

    `half_up(1, 8, multiplier=100, places=0)` is 13 (12.5 goes up). Negative places round to tens.
    Refuses a denominator of nought.
    """
    if denominator == 0:
        raise Refusal(_("nothing can be divided by a denominator of nought"), found=denominator)
    exact = Fraction(numerator) * Fraction(multiplier) / Fraction(denominator)
    scaled = abs(exact) * Fraction(10) ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-places, _CONTEXT)


def round_half_up(value: Decimal | Fraction | float | int | str, places: int = 0) -> Decimal:
    """A number rounded half up to `places` decimals.

    A float is taken for the shortest decimal that means it: 2.675 is 2.675, and gives 2.68.
    Refuses what is not a finite number.
    """
    if isinstance(value, Fraction):
        return half_up(value, 1, places=places)
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise Refusal(_("only a finite number can be rounded"), found=value)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _CONTEXT)


def half_up_many(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    multiplier: int = 1,
    places: int = 0,
) -> Floats:
    """As `half_up` over arrays of whole numbers: float64, the nearest to each rounded decimal.

    NaN where the denominator is nought. Refuses numbers that are not whole, and numbers too large
    to be multiplied in 64 bits.
    """
    above, below = np.broadcast_arrays(_whole(numerators), _whole(denominators))
    scale = multiplier * 10**places
    largest = int(np.abs(above).max(initial=0)) * 2 * abs(scale) + int(np.abs(below).max(initial=0))
    if largest > _LARGEST:
        raise Refusal(_("these numbers are too large to be rounded exactly"), found=largest)
    sign = np.where((above < 0) != (below < 0), -1, 1) * (1 if scale >= 0 else -1)
    above, below = np.abs(above) * abs(scale), np.abs(below)
    rounded = (2 * above + below) // np.where(below == 0, 1, 2 * below)
    result: Floats = np.where(below == 0, np.nan, sign * rounded / 10**places)
    return result


def half_up_expr(
    numerator: pl.Expr, denominator: pl.Expr, *, multiplier: int = 1, places: int = 0
) -> pl.Expr:
    """As `half_up_many` for columns of counts (nought or more): null where there is no answer."""
    import polars as pl  # the web workers, which round too, do without it

    above = numerator.cast(pl.Int64, strict=True) * (multiplier * 10**places)
    below = denominator.cast(pl.Int64, strict=True)
    rounded = (2 * above + below) // (2 * below)
    # Polars divides by a constant by multiplying with its inverse, which is not the nearest float.
    ten = (below * 0 + 10**places).cast(pl.Float64)
    return pl.when(below != 0).then(rounded.cast(pl.Float64) / ten)


def round_half_up_many(values: npt.ArrayLike, places: int = 0) -> Floats:
    """As `round_half_up` over an array of floats; what is not finite stays as it is.

    Numbers near a tie, where the binary fraction may mislead, are rounded one by one in decimals.
    """
    numbers = np.asarray(values, dtype=np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.abs(numbers) * 10.0**places
        near_tie = np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6 * np.maximum(scaled, 1.0)
        rounded = np.sign(numbers) * np.floor(scaled + 0.5) / 10.0**places
    result: Floats = np.where(np.isfinite(numbers), rounded, numbers)
    for index in zip(*np.nonzero(near_tie & np.isfinite(numbers)), strict=True):
        result[index] = float(round_half_up(float(numbers[index]), places))
    return result


def _whole(values: npt.ArrayLike) -> Integers:
    given = np.asarray(values)
    if given.dtype.kind in "iu":
        return given.astype(np.int64)
    numbers = given.astype(np.float64)
    if not np.all(np.isfinite(numbers)) or np.any(numbers != np.trunc(numbers)):
        raise Refusal(_("only whole numbers can be divided exactly"), found=str(given.dtype))
    return numbers.astype(np.int64)
