"""Publishers' categories as our codes, and codes of several as a breakdown; unknown: refused."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from almoner.publications.tables import Table, read_distinct
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


def with_codes(
    table: Table,
    column: str,
    codes: Mapping[str, str],
    *,
    into: str | None = None,
    message: str = "",
) -> Table:
    """`table` with `column` (or a new column `into`) as our codes; see `read_codes`."""
    read = read_codes(table, column, codes, message=message)
    return table.with_columns(**{into or column: read})


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


def breakdown(**columns: str) -> pl.Expr:
    """The canonical breakdown text from columns of codes: `breakdown(age="age_code")`.

    A null or empty code leaves its characteristic out (a total).
    """
    parts = [
        pl.when(pl.col(column).fill_null("") != "").then(
            pl.concat_str(pl.lit(f"{name}="), pl.col(column))
        )
        for name, column in sorted(columns.items())
    ]
    return pl.concat_str(parts, separator=";", ignore_nulls=True)


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
