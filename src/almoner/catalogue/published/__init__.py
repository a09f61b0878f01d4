"""The indicators that others publish: one CSV of entries a publication, read and checked here."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

ENTRIES_DIR = Path(__file__).resolve().parent

_CODE = re.compile(r"[A-Z0-9]+-[A-Za-z0-9_.+-]+")


class Polarity(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NONE = "none"

    @property
    def improvement(self) -> int:
        """1 where more is better, -1 where less is, and 0 where neither direction is good."""
        return (self is Polarity.HIGHER) - (self is Polarity.LOWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedIndicator:
    """One measure of a publication, in words.

    `code` is the stable code that measurements carry: the publication's prefix, a hyphen, and the
    publisher's own key. `unit` is what a value is in ("%", "per 10,000", "£ per week", "children").
    `decimals` is how many places the publisher shows. `range_low` and `range_high` are given when
    `polarity` is RANGE. `headline` is how early it is shown on a council's page (1 first; 0: only
    when asked for). `no_quartile` says that the publisher does not band it.
    Blank text means that the publisher says nothing: it is never filled by us.
    """

    code: str
    publication: str
    title: str
    sentence: str
    service: str
    topic: str
    numerator: str
    denominator: str
    unit: str
    decimals: int
    polarity: Polarity
    range_low: float | None
    range_high: float | None
    period_kind: str
    why_it_matters: str
    definition: str
    definition_url: str
    caveats: str
    source: str
    lineage: str
    headline: int
    no_quartile: bool


SERVICES = ("children", "adults", "housing", "workforce", "finance", "inspection", "corporate")


def read_entries(path: Path) -> list[PublishedIndicator]:
    """The entries in the CSV at `path`; Refusal names the row and column of the first fault."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        names = [field.name for field in fields(PublishedIndicator)]
        if reader.fieldnames != names:
            raise Refusal(
                _("the columns of a catalogue file are wrong"),
                file=path.name,
                row=1,
                found=", ".join(reader.fieldnames or []),
                expected=", ".join(names),
            )
        return [_entry(path, number, row) for number, row in enumerate(reader, start=2)]


@cache
def published_indicators() -> dict[str, PublishedIndicator]:
    """Every published indicator by its code, in the order of the files."""
    entries: dict[str, PublishedIndicator] = {}
    for path in sorted(ENTRIES_DIR.glob("*.csv")):
        for entry in read_entries(path):
            if entry.code in entries:
                raise Refusal(_("a code stands twice"), file=path.name, found=entry.code)
            entries[entry.code] = entry
    return entries


def search(text: str) -> list[PublishedIndicator]:
    """Indicators whose code, title, sentence or topic has every word of `text`."""
    words = text.lower().split()
    return [
        entry
        for entry in published_indicators().values()
        if all(
            word in f"{entry.code} {entry.title} {entry.sentence} {entry.topic}".lower()
            for word in words
        )
    ]


def _entry(path: Path, row: int, cells: dict[str, str]) -> PublishedIndicator:
    def refuse(column: str, expected: str) -> Refusal:
        return Refusal(
            _("a catalogue entry is wrong"),
            file=path.name,
            row=row,
            column=column,
            found=cells[column],
            expected=expected,
        )

    if not _CODE.fullmatch(cells["code"]):
        raise refuse("code", _("a prefix, a hyphen and a key without spaces"))
    if cells["service"] not in SERVICES:
        raise refuse("service", ", ".join(SERVICES))
    if cells["polarity"] not in set(Polarity):
        raise refuse("polarity", ", ".join(Polarity))
    for column in ("title", "sentence", "unit", "source", "period_kind", "topic"):
        if not cells[column].strip():
            raise refuse(column, _("some text"))
    typed: dict[str, object] = dict(cells)
    for column in ("decimals", "headline"):
        if not cells[column].isdigit():
            raise refuse(column, _("a whole number"))
        typed[column] = int(cells[column])
    for column in ("range_low", "range_high"):
        typed[column] = float(cells[column]) if cells[column] else None
    if (cells["polarity"] == Polarity.RANGE) != (typed["range_low"] is not None):
        raise refuse("range_low", _("a number exactly when polarity is range"))
    if cells["no_quartile"] not in {"yes", "no"}:
        raise refuse("no_quartile", "yes, no")
    typed["no_quartile"] = cells["no_quartile"] == "yes"
    typed["polarity"] = Polarity(cells["polarity"])
    return PublishedIndicator(**typed)  # type: ignore[arg-type]
