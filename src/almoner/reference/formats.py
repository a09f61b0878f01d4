"""Numbers and days as the reader's language writes them; numbers are rounded half up first."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date

from almoner.reference.rounding import round_half_up

_LOCALES: Final = {"en": "en_GB", "cy": "cy_GB"}
Number = int | float | Decimal


def reader_locale() -> str:
    """The locale in which dates and numbers are shown: British English unless set otherwise."""
    language = os.environ.get("ALMONER_LANGUAGE", "en")
    return _LOCALES.get(language, language)


def number(value: Number, decimals: int = 0, *, locale: str | None = None) -> str:
    """`1,234` or `17.7`: always that many decimals, so that figures in a column line up.

    A result of nought has no minus sign.
    """
    rounded = round_half_up(value, decimals)
    digits = f"{abs(rounded):,.{max(decimals, 0)}f}"
    symbols = _symbols(locale or reader_locale())
    written = "".join(symbols.get(char, char) for char in digits)
    return f"{symbols['-']}{written}" if rounded < 0 else written


def percent(value: Number, decimals: int = 1, *, locale: str | None = None) -> str:
    """`17.7%` for 17.7: the value is in percentage points, not a fraction of one."""
    return f"{number(value, decimals, locale=locale)}%"


def pounds(value: Number, decimals: int = 0, *, locale: str | None = None) -> str:
    """`£1,234`, and `-£1,234` below nought."""
    written = number(value, decimals, locale=locale)
    minus = _symbols(locale or reader_locale())["-"]
    below = written.startswith(minus)
    return f"{minus}£{written.removeprefix(minus)}" if below else f"£{written}"


def change(value: Number, decimals: int = 1, *, locale: str | None = None) -> str:
    """A difference with its sign: `+1.2`, `−0.4`, `0.0`; the minus is the typographer's."""
    rounded = round_half_up(value, decimals)
    sign = ("+" if rounded > 0 else "−") if rounded else ""
    return f"{sign}{number(abs(rounded), decimals, locale=locale)}"


def day_in_words(on: date, *, locale: str | None = None) -> str:
    """`31 March 2025`."""
    return format_date(on, "d MMMM y", locale=locale or reader_locale())


@lru_cache(maxsize=16)
def _symbols(locale: str) -> dict[str, str]:
    """What a locale writes for the marks of a plain number: its comma, point and minus."""
    marks = Locale.parse(locale).number_symbols["latn"]
    return {",": marks["group"], ".": marks["decimal"], "-": marks["minusSign"]}
