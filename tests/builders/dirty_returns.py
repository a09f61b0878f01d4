"""Tables of any return as Hypothesis makes them: a few people, plausible values, and dirt."""

from __future__ import annotations

import polars as pl
from hypothesis import strategies as st

from almoner.returns.keeping.facts import keeping_of
from almoner.returns.kinds import kind_of
from almoner.returns.shapes import Field, TableShape, load_codes

PEOPLE = ("101", "102", "A7", " 103 ")
_DIRT = st.one_of(
    st.sampled_from(
        ["31/02/2026", "2026-02-31", "zz/09/2019", "0", "-1", "1e9", "NaN", "null", "?", "é ü",
         'say "no"', "a,b", "x" * 130, "l1\nl2", "=1+1", "N/A"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=6),
)  # fmt: skip
_DAYS = st.sampled_from(
    ["2025-04-01", "2025-06-30", "2025-12-25", "2026-01-05", "2026-03-31", "2010-02-28"]
)


def _cell(
    field: Field, shape: TableShape, codes: dict[str, tuple[str, ...]]
) -> st.SearchStrategy[str | None]:
    if field.is_date:
        good = _DAYS.map(lambda text: _in_form(text, shape.date_form))
    elif field.codes:
        name = field.codes.split(":")[-1]
        good = st.sampled_from(codes.get(name) or ("1",))
    elif field.kind == "key" or field.name.endswith("_id"):
        good = st.sampled_from(["1", "2", "3"])
    else:
        good = st.sampled_from(["1", "12", "2", "some words"])
    return st.one_of(good, good, good, st.none(), _DIRT)


def _in_form(text: str, form: str) -> str:
    year, month, day = text.split("-")
    return form.replace("%Y", year).replace("%m", month).replace("%d", day)


def _rows(
    shape: TableShape, codes: dict[str, tuple[str, ...]], *, most: int
) -> st.SearchStrategy[list[dict[str, str | None]]]:
    cells = {field.name: _cell(field, shape, codes) for field in shape.fields if not field.derived}
    if shape.key in cells:
        cells[shape.key] = st.one_of(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.none())
    return st.lists(st.fixed_dictionaries(cells), max_size=most)


def dirty_return(code: str, *, most: int = 5) -> st.SearchStrategy[dict[str, pl.DataFrame]]:
    """Some of the tables of a return with a few rows each, as text."""
    kind, names = kind_of(code), list(keeping_of(code).identity)
    codes = _codes(code)
    tables = {name: _rows(kind.shapes[name], codes, most=most) for name in names}
    chosen = st.lists(st.sampled_from(names), min_size=1, max_size=6, unique=True)
    return chosen.flatmap(
        lambda picked: st.fixed_dictionaries({name: tables[name] for name in picked})
    ).map(lambda found: {name: _frame(rows, kind.shapes[name]) for name, rows in found.items()})


def _codes(code: str) -> dict[str, tuple[str, ...]]:
    import importlib

    from almoner.returns.kinds import RETURNS

    data = getattr(importlib.import_module(f"{RETURNS[code].module}.fields"), "DATA", None)
    file = data / "codes.csv" if data else None
    return dict(load_codes(file)) if file and file.is_file() else {}


def _frame(rows: list[dict[str, str | None]], shape: TableShape) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(shape.columns, pl.String), orient="row")
