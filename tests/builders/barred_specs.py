"""Specs drawn as `rule_specs`, with cells parted by bars, for returns whose names have spaces.

    == 106a
    List 1 | Date initial EHC plan issued | Date updated EHC plan issued
    ! 02/01/2024 | 01/01/2024

`!` marks a row that breaches, `.` one that passes; `-` is a blank cell. Rows of a block that draws
the same table again go on after those before. What follows `:: ` are columns with one value
in every row of the block's tables that have no other: `:: Event_Type = Service | Client_Type = X`.
"""

from __future__ import annotations

from pathlib import Path

from tests.builders.rule_specs import Row, Spec


def read_barred_specs(file: Path) -> list[Spec]:
    """The specs of a file, in order."""
    return [_spec(block) for block in file.read_text(encoding="utf-8").split("== ")[1:]]


def _spec(block: str) -> Spec:
    code, *lines = [line for line in block.splitlines() if line.strip()]
    spec, table, columns = Spec(code.strip()), "", list[str]()
    fixed: Row = {}
    for line in lines:
        if line.startswith(":: "):
            fixed = dict(_pair(cell) for cell in _cells(line[3:]))
        elif line.startswith(("! ", ". ")):
            _add(spec, table, columns, fixed, line)
        elif line[0] != "#":
            table, *columns = (str(cell) for cell in _cells(line))
            spec.tables.setdefault(table, [])
    return spec


def _add(spec: Spec, table: str, columns: list[str], fixed: Row, line: str) -> None:
    cells = _cells(line[2:])
    assert len(cells) == len(columns), (spec.code, line)
    rows = spec.tables[table]
    if line[0] == "!":
        spec.expected.add((table, len(rows)))
    rows.append({**fixed, **dict(zip(columns, cells, strict=True))})


def _cells(text: str) -> list[object]:
    return [None if cell.strip() == "-" else cell.strip() for cell in text.split(" | ")]


def _pair(cell: object) -> tuple[str, object]:
    name, _equals, value = str(cell).partition(" = ")
    return name, value
