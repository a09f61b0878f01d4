"""Publishers' names of places and categories turned into codes; unknown ones are refused."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from almoner.publications.reading import Table
from almoner.publications.shaping import read_distinct
from almoner.reference.areas import AreaKind, CodeScheme, Nation, areas
from almoner.reference.language import _
from almoner.reference.periods import Period
from almoner.reference.refusal import Refusal


def read_places(
    table: Table,
    column: str,
    *,
    names: Mapping[str, str] | None = None,
    nation: Nation | None = None,
    scheme: CodeScheme | None = None,
    kind: AreaKind | None = None,
    at: str | None = None,
) -> pl.Series:
    """The codes of the areas in `column`, looked for only in a nation, code scheme or kind.

    `names` gives known names, or codes, for what only this publisher writes. `at` is a column of
    period codes: of several areas with one name, the one that existed at the end of the period is
    taken (Dorset has been two councils), and without it the one of today.
    """
    known = names or {}

    def read(text: object, period: str | None = None, *, row: int) -> tuple[str]:
        label = "" if text is None else str(text)
        if label in known:
            return (areas().require(known[label]).code,)
        found = areas().require(
            label,
            nation=nation,
            scheme=scheme,
            kind=kind,
            on=Period.from_code(period).end if period else None,
            file=table.path.name,
            row=row,
            column=column,
        )
        return (found.code,)

    return read_distinct(table, [column, at] if at else [column], ["area"], read).to_series()


def read_codes(
    table: Table, column: str, codes: Mapping[str, str | None], *, message: str = ""
) -> pl.Series:
    """Our codes for the publisher's categories in `column`; None stands for a total.

    Categories are compared without case, with every run of white space as one space.
    """
    plain = {_plain(label): code for label, code in codes.items()}

    def read(label: str | None, *, row: int) -> tuple[str | None]:
        if _plain(label or "") not in plain:
            raise Refusal(
                message or _("this category is not known"),
                file=table.path.name,
                row=row,
                column=column,
                found=label,
                expected=_("one of ") + ", ".join(codes),
            )
        return (plain[_plain(label or "")],)

    return read_distinct(table, [column], [column], read).to_series()


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
