"""Checking a return from its files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.checking import Outcome, context_of, outcome_of
from almoner.returns.context import Collection, Context
from almoner.returns.figures import Figure
from almoner.returns.files import parts_of
from almoner.returns.kinds import References, ReturnKind, kind_of
from almoner.returns.lists import read_list


@dataclass(frozen=True, slots=True)
class Request:
    """What to check: the return's code, where its files are, and what goes with them.

    Without a year, the collection year that is running today.
    """

    return_code: str
    path: Path
    previous: Path | None = None
    providers: Path | None = None
    postcodes: Path | None = None
    year: str | None = None
    authority: str | None = None

    def files(self) -> list[Path]:
        """The paths that are read."""
        paths = (self.path, self.previous, self.providers, self.postcodes)
        return [path for path in paths if path is not None]


def check_files(request: Request) -> Outcome:
    """The check of a return on disk. Raises Refusal for files that are not what they say."""
    kind = kind_of(request.return_code)
    return outcome_of(kind, read_files(kind, request))


def measure_files(request: Request) -> Mapping[str, Figure]:
    """The figures of a return on disk by indicator code. Raises Refusal as `check_files` does."""
    kind = kind_of(request.return_code)
    if kind.indicators is None:
        raise Refusal(_("there are no indicators from this return yet"), found=kind.code)
    return kind.indicators(read_files(kind, request))


def read_files(kind: ReturnKind, request: Request) -> Context:
    """The context of a return on disk. Raises Refusal for files that are not what they say."""
    year = collection_year(request.year)
    tables = kind.read(request.path)
    previous = kind.read(request.previous) if request.previous else {}
    references = References(_one_list(request.providers), _one_list(request.postcodes))
    collection = Collection.of(year, authority=request.authority, asked=request.year is not None)
    if kind.refuse_another is not None:
        kind.refuse_another(tables, collection, request.path)
    return context_of(kind, tables, previous, collection, references)


def _one_list(path: Path | None) -> pl.DataFrame | None:
    return None if path is None else read_list(parts_of(path, (".csv",))[0])


def collection_year(given: str | None, today: dt.date | None = None) -> str:
    """The year as asked for, or the one that contains today (April to March).

    Raises Refusal for one not written like 2026-27.
    """
    if given is None:
        day = today or dt.datetime.now(tz=dt.UTC).date()
        first = day.year if day.month >= 4 else day.year - 1
        return f"{first}-{(first + 1) % 100:02d}"
    parts = re.fullmatch(r"(\d{4})[-/](\d{2}|\d{4})", given)
    if parts is None or int(parts[2][-2:]) != (int(parts[1]) + 1) % 100:
        raise Refusal(_("this is not a collection year"), found=given, expected="2026-27")
    return f"{parts[1]}-{parts[2][-2:]}"
