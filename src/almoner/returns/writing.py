"""Writing a return's tables as files, so that reading the files gives the tables again.

A return's `writing` module has its forms: name of the form -> a function from tables of text to
files by name. Every file is read back before it is handed on: a form that cannot hold a row or a
value (XML knows no row of a child without a header) is refused, and never loses it in silence.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.kinds import RETURNS, ReturnKind, kind_of
from almoner.returns.shapes import TableShape
from almoner.returns.tables import as_frame

Tables = Mapping[str, pl.DataFrame]
Files = dict[str, bytes]
Form = Callable[[Tables], Files]


def forms_of(code: str) -> Mapping[str, Form]:
    """The forms in which a return can be written, the usual one first."""
    kind_of(code)
    found: Mapping[str, Form] = importlib.import_module(f"{RETURNS[code].module}.writing").FORMS
    return found


def written(code: str, tables: Tables, form: str | None = None) -> Files:
    """The files of a return by name, in a form of its own (None: the usual one).

    Refuses an unknown form, and tables that the form cannot hold whole, naming the table.
    """
    forms = forms_of(code)
    name = form or next(iter(forms))
    if name not in forms:
        raise Refusal(_("this return has no such form"), found=name, expected=", ".join(forms))
    try:
        files = forms[name](tables)
    except ValueError as broken:  # a control character, which XML cannot hold
        raise _cannot_hold(code, name, str(broken)) from broken
    _read_back(kind_of(code), tables, files, name)
    return files


def _read_back(kind: ReturnKind, tables: Tables, files: Files, form: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        found = kind.read(Path(folder))
    tidy = getattr(importlib.import_module(f"{RETURNS[kind.code].module}.writing"), "TIDY", None)
    given, back = (tidy(side) if tidy else side for side in (dict(tables), dict(found)))
    for name, frame in given.items():
        if frame.height or name in back:
            _compare(kind, name, frame, back.get(name), form)


def _compare(
    kind: ReturnKind, name: str, given: pl.DataFrame, back: pl.DataFrame | None, form: str
) -> None:
    shape = kind.shapes[name]
    ours = comparable(given, shape)
    theirs = comparable(as_frame(back if back is not None else given.clear()), shape)
    lost = ours.height - ours.join(theirs, on=ours.columns, how="semi", nulls_equal=True).height
    if ours.height != theirs.height or lost:
        raise _cannot_hold(kind.code, form, name, max(lost, abs(ours.height - theirs.height)))


def comparable(frame: pl.DataFrame, shape: TableShape) -> pl.DataFrame:
    """The cells of a table that every form of the return should hold, blank ones as null."""
    upper = {column: column.strip().upper() for column in frame.columns} if shape.upper else {}
    frame = frame.rename(upper) if len(set(upper.values())) == len(upper) else frame
    dated = [name for name, kind in frame.schema.items() if kind == pl.Date]
    frame = frame.with_columns(pl.col(dated).dt.to_string(shape.date_form)) if dated else frame
    cells = [
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=pl.String).alias(name)
        for name in shape.columns
    ]
    texts = frame.select(cells).cast(pl.String)
    return texts.with_columns(pl.when(pl.all() != "").then(pl.all()))


def _cannot_hold(code: str, form: str, found: str, rows: int | None = None) -> Refusal:
    others = ", ".join(name for name in forms_of(code) if name != form)
    return Refusal(
        _("not everything can be written in the form {form}").format(form=form),
        file=found if rows is not None else None,
        found=_("{n} rows that it cannot hold").format(n=rows) if rows is not None else found,
        expected=_("another form: {others}").format(others=others) if others else None,
    )


def csv_files(tables: Tables, names: Mapping[str, str] | None = None) -> Files:
    """A CSV file a table; `names` gives the file's name without ending by table."""
    return {
        f"{(names or {}).get(table, table)}.csv": frame.write_csv().encode()
        for table, frame in tables.items()
    }
