"""The eleven lists of social care Annex A, their fields, and the answers that they take."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

from almoner.returns.shapes import load_codes, load_shapes

DATA = Path(__file__).resolve().parent / "data"
CHILD, ADOPTER = "Child Unique ID", "Individual adopter identifier"
SHAPES = load_shapes(DATA / "fields.csv", key=CHILD, upper=False)
LISTS = tuple(SHAPES)
ADOPTERS = "List 11"
# Pattern in a sheet's or file's title -> list.
TITLES = {rf"\blist ?0?{name.split()[1]}\b": name for name in LISTS}


class Item(NamedTuple):
    """A field of a list: number of the list and place in it, as in rule codes."""

    table: str
    number: str
    field: str
    kind: str
    codes: str
    asked: bool


def _items() -> tuple[Item, ...]:
    with (DATA / "fields.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Item(
                line["table"],
                f"{line['table'].split()[1]}.{line['position']}",
                line["field"],
                line["type"],
                line["code_list"],
                line["blank_allowed"] == "no",
            )
            for line in csv.DictReader(lines)
        )


ITEMS = _items()
_YES, _NO = ("yes", "y", "true", "1", "a) yes"), ("no", "n", "false", "0", "b) no")


def name_of(number: str) -> str:
    """The field with a number such as 7.13 (list 7, field 13)."""
    return next(item.field for item in ITEMS if item.number == number)


def tidy(text: str) -> str:
    """An answer as it is compared: lower case, plain apostrophes, single blanks."""
    return re.sub(r"\s+", " ", text.replace("’", "'").lower()).strip()


def _answers(codes: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for code in map(tidy, codes):
        words = {"true": _YES, "false": _NO}.get(code, (code,))
        found.update(words)
        # "a) Male" is also sent as "a", "a)" or "Male".
        lettered = re.fullmatch(r"([a-z])\) (.+)", code)
        if lettered:
            found.update((lettered[1], f"{lettered[1]})", lettered[2]))
    if {"true", "false"} <= found and "unknown" in found:
        found.update(("c) unknown", "u"))
    return frozenset(found)


ANSWERS = {name: _answers(codes) for name, codes in load_codes(DATA / "codes.csv").items()}
YES = _YES
