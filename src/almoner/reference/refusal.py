"""What is said when input is not what it claims to be."""

from __future__ import annotations

from pathlib import Path

from almoner.reference.language import _


class Refusal(Exception):  # noqa: N818 - the domain's word; it is raised, but it is an answer
    """Input that cannot be taken: names the file, row and column, what was found and expected.

    `row` counts as a person reading the file would: the header is row 1. Nothing has been kept
    when this is raised.
    """

    def __init__(
        self,
        message: str,
        *,
        file: Path | str | None = None,
        row: int | None = None,
        column: str | None = None,
        found: object = None,
        expected: str | None = None,
    ) -> None:
        self.message = message
        self.file = str(file) if file is not None else None
        self.row = row
        self.column = column
        self.found = found
        self.expected = expected
        super().__init__(message)

    def __str__(self) -> str:
        """One sentence: where, what is wrong, what was found, what was expected."""
        where = [
            part
            for part in (
                self.file,
                _("row {row}").format(row=self.row) if self.row is not None else None,
                _("column {column}").format(column=self.column) if self.column else None,
            )
            if part
        ]
        text = f"{', '.join(where)}: {self.message}" if where else self.message
        if self.found is not None:
            text += _("; found {found!r}").format(found=self.found)
        if self.expected:
            text += _("; expected {expected}").format(expected=self.expected)
        return text
