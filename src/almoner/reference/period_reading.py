"""Reading the period labels of publishers.

Publishers write the same period in many ways, and different periods in the same way. What a label
does not say by itself, the reader of the publication says with `kind`:

- YEAR: "2016" is the reporting year to March 2016, and "2017-20" the three reporting years from
  April 2017 to March 2020.
- ACADEMIC_YEAR: "2016" and "2015/16" are the academic year to August 2016.
- CALENDAR_YEAR, or nothing: "2016" is January to December 2016, and "2014-16" three such years.
- MONTH, QUARTER, DAY, WEEK, ROLLING_YEAR: the label must be one. "2012-13" is then no month, and
  "2011-12" is December 2011.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from almoner.reference.language import _
from almoner.reference.period import Period, PeriodKind
from almoner.reference.period_shapes import SHAPES
from almoner.reference.refusal import Refusal
from almoner.reference.status import Status

_STATUS_WORDS: Final = {
    Status.PROVISIONAL: ("prov", "provisional", "p", "estimate", "estimated", "est"),
    Status.REVISED: ("rev", "revised", "r"),
    Status.OUTTURN: ("ot", "outturn", "out-turn"),
    Status.FINAL: ("final", "f"),
}
_STATUS_BY_WORD: Final = {word: status for status, words in _STATUS_WORDS.items() for word in words}
_LABEL = re.compile(
    r"(?P<period>.*?\S)(?:\s*[(\[]\s*(?P<bracketed>[a-z-]+)\.?\s*[)\]]|\s+(?P<bare>[a-z-]{3,}))?"
)
_SAID_BY_KIND: Final = frozenset(
    {
        PeriodKind.MONTH,
        PeriodKind.QUARTER,
        PeriodKind.DAY,
        PeriodKind.WEEK,
        PeriodKind.ROLLING_YEAR,
    }
)


@dataclass(frozen=True, slots=True)
class ReadPeriod:
    """A period as read from a publisher's label: the period, its status, and the label itself."""

    period: Period
    status: Status
    label: str


def parse_period(
    label: str,
    *,
    kind: PeriodKind | None = None,
    file: Path | str | None = None,
    row: int | None = None,
    column: str | None = None,
) -> ReadPeriod:
    """The period and status that a publisher's label stands for.

    `kind` says what the label leaves open (see the module). Refuses a label that is no period,
    or that could be two, naming `file`, `row` and `column`. Answers are kept, so that a column
    of many rows costs one look-up each.
    """
    read = _read(label, kind)
    if read is None:
        raise Refusal(
            _("this is not the label of a period"),
            file=file,
            row=row,
            column=column,
            found=label,
            expected=_expected(kind),
        )
    return read


@lru_cache(maxsize=8192)
def _read(label: str, kind: PeriodKind | None) -> ReadPeriod | None:
    text = _tidied(label)
    match = _LABEL.fullmatch(text)
    if match is None:
        return None
    word = match["bracketed"] or match["bare"]
    status = _STATUS_BY_WORD.get(word) if word else Status.FINAL
    # A bare word that is no status is part of the label: "2018 april".
    period_text = match["period"] if status else text
    if status is None and match["bracketed"]:
        return None
    period = _period(period_text, kind)
    return ReadPeriod(period, status or Status.FINAL, label) if period else None


def _period(text: str, kind: PeriodKind | None) -> Period | None:
    for pattern, reader in SHAPES:
        if match := pattern.fullmatch(text):
            period = _tried(reader, match, kind)
            if period and (kind not in _SAID_BY_KIND or period.kind is kind):
                return period
    return None


def _tried(
    reader: Callable[[re.Match[str], PeriodKind | None], Period | None],
    match: re.Match[str],
    kind: PeriodKind | None,
) -> Period | None:
    try:
        return reader(match, kind)
    except (ValueError, Refusal):  # no such day, or no whole period
        return None


def _tidied(label: str) -> str:
    dashes = str.maketrans("–—−\u2010\u2011\xa0", "----- ")
    return " ".join(label.translate(dashes).casefold().split())


def _expected(kind: PeriodKind | None) -> str:
    examples = {
        PeriodKind.DAY: _("a day such as 31 March 2025 or 2025-03-31"),
        PeriodKind.WEEK: _("a week such as w/c 2025-03-31"),
        PeriodKind.MONTH: _("a month such as 2024-04 or April 2024"),
        PeriodKind.QUARTER: _("a quarter such as 2018 Q2, 2018/19 Q1 or Apr-Jun 2018"),
        PeriodKind.ROLLING_YEAR: _("a rolling year such as year to September 2024"),
    }
    years = _("a period such as 2016, 2016/17, 2016-17 (OT), 2014-16, 2015/16-17/18, 2018 Q2")
    return examples.get(kind, years) if kind else years
