"""Specs of a return's rules, drawn in text.

A spec names the rule, then draws tables: a line with the table's name and its columns, and a line
a row. `!` marks a row that breaches, `.` one that passes; `-` is a blank cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, object]
Place = tuple[str, int]


@dataclass
class Spec:
    """Tables of one rule and the places where it must find a breach."""

    code: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    expected: set[Place] = field(default_factory=set)

    def draw(self, table: str, columns: list[str], lines: list[str]) -> Spec:
        """Add a table from lines such as `! a 2026-05-01 -`."""
        rows = self.tables.setdefault(table, [])
        for line in lines:
            mark, *cells = line.split()
            assert len(cells) == len(columns), (self.code, line)
            if mark == "!":
                self.expected.add((table, len(rows)))
            values = (None if cell == "-" else cell for cell in cells)
            rows.append(dict(zip(columns, values, strict=True)))
        return self


def read_specs(file: Path) -> list[Spec]:
    """The specs of a file, each begun by a line such as `== 8816`."""
    specs: list[Spec] = []
    for block in file.read_text(encoding="utf-8").split("== ")[1:]:
        code, *lines = [line for line in block.splitlines() if line.strip()]
        spec, table, columns = Spec(code.strip()), "", []
        for line in lines:
            if line[0] in "!.":
                spec.draw(table, columns, [line])
            elif line[0] != "#":
                table, *columns = line.split()
                spec.tables[table] = []
        specs.append(spec)
    return specs


# What comes out of spreadsheets and other systems where a value should be.
RUBBISH = ("?", None, "31/02/2020", "2020-02-31", 7, "", "x" * 130)


def dirtied(tables: dict[str, list[Row]], keys: dict[str, str]) -> dict[str, list[Row]]:
    """The tables with rows of rubbish after the others, and every row twice again as a stranger's.

    `keys` is the column of each table that says whose a row is.
    """
    dirty = {}
    for table, rows in tables.items():
        names = list(dict.fromkeys(name for row in rows for name in row))
        rubbish: list[Row] = [dict.fromkeys(names, value) for value in RUBBISH]
        strangers = [{**row, keys[table]: f"stranger {n}"} for row in rows for n in (1, 2)]
        dirty[table] = [*rows, *rubbish, *strangers]
    return dirty
