"""A plan and its SQL, ready to run: compiled once, and kept on disk for the next process.

Compiling the whole catalogue takes seconds; reading it back takes milliseconds. What is kept is
found by a digest of all that the text depends on, so that a change of a definition, of the engine
or of a library is another file, never a wrong answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.register import computed_indicators
from almoner.engine.compiler import Dialect, Program, compiled, work_of
from almoner.engine.plan import Layout, Tally, TallyPair, make_plan
from almoner.engine.python_text import PythonText, python_text

_STARTED = time.time()
_PACKAGE = Path(__file__).resolve().parent.parent
_ROOMS = ("reference", "records", "catalogue", "engine")
_LIBRARIES = ("ibis-framework", "sqlglot", "duckdb")
_KEPT = 24


@dataclass(frozen=True)
class Prepared:
    """Where each indicator's sums are to be found, and the statements that make them.

    `python` says the same for few rows; None for a dialect other than DuckDB's.
    """

    layout: Layout
    program: Program
    python: PythonText | None


def prepared(
    indicators: Sequence[Indicator], *, broken_down: bool = True, dialect: Dialect = "duckdb"
) -> Prepared:
    """The layout and program of these indicators, from disk when they have been compiled before.

    Indicators that are not the catalogue's own are compiled every time, as are all when the code
    has changed since this process began, or when there is nowhere to keep a file.
    """
    place = _place(indicators, broken_down, dialect)
    if place is None:
        return _made(indicators, broken_down, dialect)
    found = _read(place, indicators, broken_down)
    if found is None:
        found = _made(indicators, broken_down, dialect)
        _write(place, found)
    return found


def _made(indicators: Sequence[Indicator], broken_down: bool, dialect: Dialect) -> Prepared:
    plan = make_plan(indicators, broken_down=broken_down)
    work = work_of(plan)
    layout = Layout(plan.indicators, plan.broken_down, plan.terms)
    python = python_text(plan, work) if dialect == "duckdb" else None
    return Prepared(layout, compiled(plan, dialect, work), python)


def folder() -> Path:
    """Where compiled catalogues are kept: in ALMONER_DATA_DIR, or in the user's cache."""
    if data := os.environ.get("ALMONER_DATA_DIR"):
        return Path(data) / "compiled"
    cache_home = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache_home) if cache_home else Path.home() / ".cache") / "almoner" / "compiled"


def _place(indicators: Sequence[Indicator], broken_down: bool, dialect: Dialect) -> Path | None:
    known = computed_indicators()
    if any(known.get(one.code) is not one for one in indicators):
        return None
    sources = digest_of_sources()
    if sources is None:
        return None
    about = [sources, dialect, broken_down, [one.code for one in indicators]]
    name = hashlib.sha256(json.dumps(about).encode()).hexdigest()
    with contextlib.suppress(RuntimeError, OSError):  # no home, or none that may be read
        return folder() / f"{name}.json"
    return None


@cache
def digest_of_sources() -> str | None:
    """A digest of all that compiled text depends on; None when it may have changed under us.

    A file that is newer than this process may not be the one that this process runs.
    """
    digest = hashlib.sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    for path in _sources():
        if path.stat().st_mtime >= _STARTED:
            return None
        digest.update(str(path.relative_to(_PACKAGE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted((_PACKAGE / room).rglob("*.py"))


def _read(place: Path, indicators: Sequence[Indicator], broken_down: bool) -> Prepared | None:
    try:
        held = json.loads(place.read_text(encoding="utf-8"))
        place.touch()
        terms = {code: [_pairs(pairs) for pairs in each] for code, each in held["terms"].items()}
        program = Program(
            held["tables"],
            tuple(held["statements"]),
            tuple(held["rows"]),
            tuple(frozenset(names) for names in held["reads"]),
            tuple(tuple(names) for names in held["needs"]),
            {name: tuple(columns) for name, columns in held["columns"].items()},
        )
        python = _python(held["python"])
    except (OSError, ValueError, KeyError, TypeError):  # absent, or cut short by a full disk
        return None
    return Prepared(Layout(tuple(indicators), broken_down, terms), program, python)


def _python(held: dict[str, Any] | None) -> PythonText | None:
    if held is None:
        return None
    columns = tuple(tuple(names) for names in held["columns"])
    return PythonText(held["always"], held["tables"], tuple(held["statements"]), columns)


def _pairs(held: dict[str, list[list[int] | None]]) -> dict[int, TallyPair]:
    return {
        int(window): TallyPair(Tally(*(starts or ())), Tally(*ends) if ends else None)
        for window, (starts, ends) in held.items()
    }


def _write(place: Path, made: Prepared) -> None:
    """Whole or not at all: two processes that write at once write the same."""
    text = json.dumps(_as_held(made))
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _tidy(place.parent)


def _as_held(made: Prepared) -> dict[str, Any]:
    program = made.program
    terms = {
        code: [
            {window: [_tally(pair.starts), _tally(pair.ends)] for window, pair in pairs.items()}
            for pairs in each
        ]
        for code, each in made.layout.terms.items()
    }
    return {
        "terms": terms,
        "tables": program.tables,
        "statements": program.statements,
        "rows": program.rows,
        "reads": [sorted(names) for names in program.reads],
        "needs": program.needs,
        "columns": program.columns,
        "python": made.python and asdict(made.python),
    }


def _tally(tally: Tally | None) -> list[int] | None:
    return None if tally is None else [tally.batch, tally.day, tally.column]


def _tidy(where: Path) -> None:
    """Keep those last used."""
    held = sorted(where.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in held[_KEPT:]:
        path.unlink(missing_ok=True)
