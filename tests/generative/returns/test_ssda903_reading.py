"""Whatever is sent, reading an SSDA903 gives its tables or a refusal, and never anything else."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.reference.refusal import Refusal
from almoner.returns.ssda903.fields import FILES, SHAPES
from almoner.returns.ssda903.reading import read

NAMES = st.sampled_from(
    ["header.csv", "episodes.csv.gz", "return.xml", "return.xml.gz", "return.zip", "a.csv", "x.gz"]
)
TAGS = st.sampled_from(["EXPSSDA903", "CHILD", "HEADER", "EPISODE", "CHILDID", "DOB", "AREVIEW"])
CELLS = st.text(max_size=8)
patient = settings(max_examples=80, deadline=None)


def _read(name: str, content: bytes) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        return {table: frame.height for table, frame in read(file).items()}


@patient
@given(NAMES, st.binary(max_size=400), st.booleans())
def test_any_bytes(name: str, content: bytes, packed: bool) -> None:
    try:
        tables = _read(name, gzip.compress(content) if packed else content)
    except Refusal:
        return
    assert set(tables) <= set(SHAPES)


@patient
@given(st.sampled_from(list(FILES)), st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_any_cells_under_the_right_headings(stem: str, rows: list[list[str]]) -> None:
    lines = [",".join(SHAPES[FILES[stem]].columns), *(",".join(row) for row in rows)]
    try:
        tables = _read(f"{stem}.csv", "\n".join(lines).encode("utf-8", "surrogatepass"))
    except Refusal:
        return
    assert set(tables) == {FILES[stem]}


def _element(depth: int) -> st.SearchStrategy[str]:
    inside = CELLS if depth == 0 else st.one_of(CELLS, st.lists(_element(depth - 1)).map("".join))
    return st.tuples(TAGS, inside).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")


@patient
@given(st.lists(_element(3), max_size=4))
def test_any_elements(elements: list[str]) -> None:
    text = f"<EXPSSDA903>{''.join(elements)}</EXPSSDA903>"
    try:
        tables = _read("return.xml", text.encode("utf-8", "surrogatepass"))
    except Refusal:
        return
    assert {"Header", "Episodes"} <= set(tables)
