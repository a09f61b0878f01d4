"""One spelling for the many that publishers use for one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

_NUMBER_BEFORE = re.compile(r"^\d{3}-(?=\D)")
_NO_LETTER = re.compile(r"[^a-z0-9 ]+")
_BEFORE: Final = (
    "london borough of",
    "royal borough of",
    "city and county of",
    "metropolitan borough of",
    "county borough of",
    "council of the",
    "borough of",
    "county of",
    "city of",
    "total",
    "the",
)
_AFTER: Final = (
    "metropolitan borough council",
    "metropolitan district council",
    "london borough council",
    "county borough council",
    "county council",
    "district council",
    "borough council",
    "city council",
    "county borough",
    "metropolitan borough",
    "london borough",
    "council area",
    "city of",
    "county of",
    "corporation",
    "council",
    "borough",
    "city",
    "county",
    "district",
    "pre lg",
    "ua",
    "mbc",
    "mdc",
    "lb",
    "cc",
    "dc",
    "bc",
    "mb",
)


def name_key(name: str) -> str:
    """Lower case, no accents or punctuation, "and" for "&": `Kingston.upon.Hull` and its like."""
    text = unquote(name).replace("&", " and ").replace("’", "").replace("'", "")
    plain = unicodedata.normalize("NFKD", _NUMBER_BEFORE.sub("", text.strip())).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_NO_LETTER.sub(" ", letters).split())


def shorter_keys(key: str) -> Iterator[str]:
    """The key without the words that say what sort of council it is, least taken away first."""
    seen = {key}
    waiting = [key]
    while waiting:
        for shorter in _without_one(waiting.pop(0)):
            if shorter and shorter not in seen:
                seen.add(shorter)
                waiting.append(shorter)
                yield shorter


def _without_one(key: str) -> Iterator[str]:
    for words in _AFTER:
        if key.endswith(f" {words}"):
            yield key.removesuffix(f" {words}")
    for words in _BEFORE:
        if key.startswith(f"{words} "):
            yield key.removeprefix(f"{words} ")
