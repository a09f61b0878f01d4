"""Rows that cannot be placed in the record: nobody's, or without a value that a fact must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from almoner.records.tables import declared_tables
from almoner.reference.language import _, ngettext
from almoner.reference.refusal import Refusal
from almoner.returns import dates
from almoner.returns.checking import check
from almoner.returns.keeping.facts import ROW, Reading, ends_of
from almoner.returns.keeping.giving import Gives
from almoner.returns.keeping.submitted import Submitted
from almoner.returns.kinds import kind_of
from almoner.returns.tables import row_column

_NAMED = 5


class Fault(NamedTuple):
    """A row of a table of a return (from 0) that gives no fact, and the field that is to blame."""

    table: str
    row: int
    field: str
    value: str | None


def faults_of(reading: Reading) -> Iterator[Fault]:
    """The rows of a submission that should give a fact and do not, table by table."""
    for name, frame in reading.prepared.items():
        about = reading.keeping.about(name)
        if about:
            yield from _of_table(reading, name, frame, about)


def _of_table(
    reading: Reading, name: str, frame: pl.DataFrame, about: tuple[Gives, ...]
) -> Iterator[Fault]:
    row = row_column(name)
    given = [one.frame.select(pl.col(ROW).alias(row)) for one in reading.givens
             if one.gives in about]  # fmt: skip
    frame = frame.with_columns(reading.person[name].alias("person_id"))
    silent = reading.keeping.silent.get(name)
    left = frame.join(pl.concat(given), on=row, how="anti", maintain_order="left")
    if silent is not None:
        left = left.filter(~silent)
    key = kind_of(reading.one.code).shapes[name].key
    blames = [key, *(field for gives in about for field in _needed(gives))]
    for values in left.iter_rows(named=True):
        blamed = key if values["person_id"] is None else _blamed(values, blames)
        raw = dates.raw(blamed)
        yield Fault(name, values[row], blamed, values.get(raw, values.get(blamed)))


def _needed(gives: Gives) -> list[str]:
    table = declared_tables()[gives.record]
    required = {column.name for column in table.columns if column.required}
    fields = [item.field for item in gives.items if item.field and item.column in required]
    return [
        *fields,
        *(field for link in gives.links if link.column in required for field in link.on),
        *ends_of(gives),
    ]


def _blamed(values: dict[str, object], blames: list[str]) -> str:
    empty = [name for name in blames if name in values and values[name] is None]
    return empty[0] if empty else blames[-1]


def cannot_be_placed(one: Submitted, faults: Sequence[Fault]) -> Refusal:
    """The refusal that names the first of the faults, the rules that find them, and how many."""
    first = faults[0]
    found = check(one.code, one.tables, year=one.collection.year,
                  authority=one.collection.authority)  # fmt: skip
    findings = pl.DataFrame(pl.from_arrow(found)).filter(pl.col("severity") == "error")
    rows = pl.DataFrame([(fault.table, fault.row) for fault in faults],
                        schema=["table", "row"], orient="row")  # fmt: skip
    rows = rows.with_columns(pl.col("row").cast(findings.schema["row"]))
    rules = findings.join(rows, on=["table", "row"], how="semi")["rule"].unique().sort()
    places = "; ".join(
        f"{fault.table} {fault.row}: {fault.field} {fault.value or _('blank')}"
        for fault in faults[:_NAMED]
    )
    message = ngettext(
        "{n} row cannot be placed in the record ({places}), found by rules {rules}",
        "{n} rows cannot be placed in the record ({places}), found by rules {rules}",
        len(faults),
    )
    return Refusal(
        message.format(n=f"{len(faults):,}", places=places, rules=", ".join(rules) or _("none")),
        file=first.table, row=first.row, column=first.field, found=first.value,
        expected=_("whose row it is, and values that a fact must have; or set such rows aside"),
    )  # fmt: skip
