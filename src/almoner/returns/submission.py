"""Checking a return from its files."""

from __future__ import annotations

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
from almoner.returns.kinds import References, ReturnKind, kind_of
from almoner.returns.references import POSTCODE_HEADINGS, PROVIDER_HEADINGS, read_reference
from almoner.returns.year import collection_year

_AREA_CODE = re.compile(r"[EWSN]\d{8}")


@dataclass(frozen=True, slots=True)
class Request:
    """What to check: the return's code, where its files are, and what goes with them.

    Without a year, the one of which the return itself speaks; where it does not, the collection
    year that is running today.
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
    asked = request.year is not None
    year = collection_year(request.year)
    authority = authority_code(request.authority)
    references = References(
        read_reference(request.providers, PROVIDER_HEADINGS),
        read_reference(request.postcodes, POSTCODE_HEADINGS),
    )
    tables = kind.read(request.path)
    previous = kind.read(request.previous) if request.previous else {}
    own = own_year(kind, tables)
    year = year if asked else own or year
    last = own_year(kind, previous)
    collection = Collection.of(year, authority=authority, asked=asked, own_year=own, own_last=last)
    if kind.refuse_another is not None:
        kind.refuse_another(tables, collection, request.path)
    return context_of(kind, tables, previous, collection, references)


def own_year(kind: ReturnKind, tables: Mapping[str, pl.DataFrame]) -> str | None:
    """The collection year of which tables as read speak themselves, like 2026-27."""
    return None if kind.year_of is None or not tables else kind.year_of(tables)


def authority_code(given: str | None) -> str | None:
    """The code of an authority given by code, number or name. Raises Refusal for an unknown one."""
    if given is None or _AREA_CODE.fullmatch(given.strip().upper()):
        return given and given.strip().upper()
    from almoner.reference.areas import areas

    return areas().require(given.strip()).code
