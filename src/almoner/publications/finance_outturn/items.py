"""The items of form RO3: the publisher's headings, and its own keys for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from almoner.publications.files import read_csv
from almoner.publications.publication import DATA_DIR

PREFIX: Final = "RO3"
ITEMS: Final = DATA_DIR / "finance-outturn" / "ro3_items.csv"
_NOTE = re.compile(r"\[note \d+\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One heading: the service line, the column of the form (employees, income, net), the ages."""

    heading: str
    line: str
    column: str
    age: str

    @property
    def indicator(self) -> str:
        """The indicator's code; one line and column for all ages."""
        return f"{PREFIX}-{self.line}-{self.column}"

    @property
    def breakdown(self) -> str:
        """The ages that the item is about, or the total."""
        return f"age={self.age}" if self.age else ""


@lru_cache(maxsize=1)
def items() -> dict[str, Item]:
    """Every item, by its heading as `plain` has it."""
    rows = read_csv(ITEMS).frame.iter_rows()
    return {plain(row[0]): Item(*row) for row in rows}


def plain(heading: str) -> str:
    """A heading without notes, with one spelling of dashes, quotation marks and spaces."""
    text = _NOTE.sub("", heading)
    for theirs, ours in (("–", "-"), ("—", "-"), ("’", "'"), ('"', "")):
        text = text.replace(theirs, ours)
    return re.sub(r"\s*-\s*", "-", " ".join(text.split())).casefold()


def is_item(heading: str) -> bool:
    """Whether a heading is of a column of figures, known or not."""
    return bool(re.search(r"\(C\d|memorandum item", heading))
