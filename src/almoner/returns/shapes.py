"""The shape of a return: its tables, their fields, and the code lists its fields take."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from almoner.returns import dates


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table of a return.

    `kind` is text, code, date, part-date, integer, postcode or derived. A derived field is not in
    the file: the reader or the context makes it. `codes` names the code list, where there is one.
    """

    name: str
    kind: str
    codes: str | None = None
    derived: bool = False

    @property
    def is_date(self) -> bool:
        """Whether the reader turns the text into a date."""
        return self.kind == "date"


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of a return: its name as rules call it, and its fields in the file's order.

    `key` is the field that says whose row it is (the child's identifier). `upper` says whether
    text is compared in upper case. `date_form` is the return's own form of a date. `other_names`
    are column names that are read as a field where the field's own name is not there.
    """

    name: str
    fields: tuple[Field, ...]
    key: str
    upper: bool = True
    date_form: str = dates.OWN_FORM
    other_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields that the file holds, in order."""
        return tuple(field.name for field in self.fields if not field.derived)

    @property
    def names(self) -> frozenset[str]:
        """Names of all fields, derived ones included."""
        return frozenset(field.name for field in self.fields)


def load_shapes(
    file: Path,
    *,
    key: str,
    upper: bool = True,
    date_form: str = dates.OWN_FORM,
    other_names: Mapping[str, str] | None = None,
) -> dict[str, TableShape]:
    """Table name -> shape, from a fields file (columns table, position, field, type, code_list)."""
    tables: dict[str, list[Field]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            derived = line["type"] == "derived"
            item = Field(line["field"], line["type"], line["code_list"] or None, derived)
            tables.setdefault(line["table"], []).append(item)
    other = other_names or {}
    return {
        name: TableShape(name, tuple(fields), key, upper, date_form, other)
        for name, fields in tables.items()
    }


def load_codes(file: Path) -> Mapping[str, tuple[str, ...]]:
    """Code list name (without the return's prefix) -> its codes, in order."""
    lists: dict[str, list[str]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            lists.setdefault(line["code_list"].split(":")[-1], []).append(line["code"])
    return {name: tuple(codes) for name, codes in lists.items()}
