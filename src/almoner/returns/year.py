"""The collection year of a return, as people write it."""

from __future__ import annotations

import datetime as dt
import re

from almoner.reference.language import _
from almoner.reference.refusal import Refusal


def collection_year(given: str | None, today: dt.date | None = None) -> str:
    """The year as asked for, or the one that contains today (April to March), like 2026-27.

    Raises Refusal for one not written like 2026-27, 2026/27 or 2026-2027.
    """
    if given is None:
        return year_with(today or dt.datetime.now(tz=dt.UTC).date())
    parts = re.fullmatch(r"(\d{4})[-/](\d{2}|\d{4})", str(given).strip())
    if parts is None or int(parts[2][-2:]) != (int(parts[1]) + 1) % 100:
        raise Refusal(_("this is not a collection year"), found=given, expected="2026-27")
    return f"{parts[1]}-{parts[2][-2:]}"


def year_with(day: dt.date) -> str:
    """The collection year (April to March) in which a day lies, like 2026-27."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"
