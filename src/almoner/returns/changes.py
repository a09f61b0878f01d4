"""Checking one change of a record before it is kept: only the rules that it touches, in
milliseconds.

What a rule reads is known (`reads`), so that a new end of an episode asks the rules on ends and not
those on teeth. Rules that are words alone are built once and kept; tables are those of one child.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.context import Collection, Context
from almoner.returns.findings import Breach, tabulate
from almoner.returns.kinds import References, ReturnKind, kind_of
from almoner.returns.pairing import Paired
from almoner.returns.reads import Columns, reads_of, touched, wanted_by
from almoner.returns.rule import Breaches, Rule
from almoner.returns.running import Asked
from almoner.returns.shapes import TableShape
from almoner.returns.tables import as_frame, prepare_all
from almoner.returns.year import collection_year

if TYPE_CHECKING:
    import pyarrow as pa

_LAST = "_last"
_PROVIDERS = "ProviderList"
_MOST_KEPT = 20


class _Slice(NamedTuple):
    """A table's rows of one child, and where each stood in the table as given."""

    shape: TableShape
    frame: pl.DataFrame
    rows: pl.Series | None


def check_change(
    return_code: str,
    tables: Mapping[str, Any],
    *,
    changed: str,
    year: str,
    fields: Iterable[str] | None = None,
    child: str | None = None,
    collection_start: dt.date | str | None = None,
    collection_end: dt.date | str | None = None,
    authority: str | None = None,
    previous: Mapping[str, Any] | None = None,
    providers: Any = None,
    postcodes: Any = None,
) -> pa.Table:
    """Findings of the rules that a change of one child's record touches, as `check` gives them.

    `tables` (and `previous`) are as for `check`, with the record as it would be: the child's rows
    alone, or everybody's with `child` to say whose are meant. `changed` is the table of the changed
    row, `fields` those of its fields that differ (all, for a row that is new or was taken away).
    A finding may stand on another row of the child: an episode's new end can overlap the next.

    Rules that look at more than one child (numbers used twice, shares of a whole return) are left
    to `check`. Raises Refusal for an unknown return, year or table.
    """
    kind = kind_of(return_code)
    collection = Collection.of(collection_year(year), collection_start, collection_end, authority)
    plan = _plan(kind, changed, None if fields is None else frozenset(fields), collection.year)
    slices = _slices(kind, plan, tables, previous or {}, child)
    given = {
        name: frozenset(column.strip().upper() for column in one.frame.columns)
        for name, one in slices.items()
    }
    references = References(providers if _PROVIDERS in plan.tables else None, postcodes)
    context = kind.context(_prepared(kind, slices), given, collection, references)
    context.want(plan.wanted)
    rules = [rule for rule in plan.rules if _can_find(rule, context)]
    breaches = sorted(_run(kind, rules, context, given), key=lambda one: plan.order[one.rule.code])
    found = tabulate(breaches, context.tables, kind.shapes)
    return _where_they_stood(found, slices).to_arrow()


class _Plan(NamedTuple):
    """The rules that a kind of change touches, and what they read."""

    rules: tuple[Rule, ...]
    order: Mapping[str, int]
    tables: frozenset[str]
    wanted: Columns | None


_PLANS: dict[tuple[object, ...], _Plan] = {}


def _plan(kind: ReturnKind, changed: str, fields: frozenset[str] | None, year: str) -> _Plan:
    known = (kind.code, changed, fields, year)
    if known not in _PLANS:
        if changed.removesuffix(_LAST) not in kind.shapes:
            expected = ", ".join(kind.shapes)
            raise Refusal(_("there is no such table"), found=changed, expected=expected)
        _PLANS[known] = _made_plan(kind, changed, fields, year)
    return _PLANS[known]


def _made_plan(kind: ReturnKind, changed: str, fields: frozenset[str] | None, year: str) -> _Plan:
    book = kind.rules()
    rules = tuple(
        rule
        for rule in (book[code] for code in touched(kind.code, changed, fields))
        if rule.holds_in(year) and not rule.whole
    )
    wanted = wanted_by(kind, rules)
    read = (
        set(wanted) if wanted is not None else {*kind.shapes, *(f"{n}{_LAST}" for n in kind.shapes)}
    )
    for rule in rules:
        read.update(rule.needs, rule.also)
    return _Plan(rules, {r.code: at for at, r in enumerate(rules)}, frozenset(read), wanted)


def _slices(
    kind: ReturnKind,
    plan: _Plan,
    tables: Mapping[str, Any],
    previous: Mapping[str, Any],
    child: str | None,
) -> dict[str, _Slice]:
    named = [(name, name.removesuffix(_LAST), given) for name, given in tables.items()]
    named += [(f"{name}{_LAST}", name, given) for name, given in previous.items()]
    found = {}
    for name, shape_name, given in named:
        shape = kind.shapes.get(shape_name)
        if shape is None:
            expected = ", ".join(kind.shapes)
            raise Refusal(_("there is no such table"), found=shape_name, expected=expected)
        if name in plan.tables or (name == shape_name and shape.name in plan.tables):
            found[name] = _slice(shape, as_frame(given), child)
    return found


def _slice(shape: TableShape, frame: pl.DataFrame, child: str | None) -> _Slice:
    if child is None or shape.key not in frame.columns:
        return _Slice(shape, frame, None)
    keys = frame.get_column(shape.key).cast(pl.String).str.strip_chars()
    same = (
        keys.str.to_uppercase() == child.strip().upper() if shape.upper else keys == child.strip()
    )
    rows = same.fill_null(value=False).arg_true()
    return _Slice(shape, frame[rows], rows)


def _prepared(kind: ReturnKind, slices: Mapping[str, _Slice]) -> dict[str, pl.DataFrame]:
    full = {n: (one.shape, one.frame) for n, one in slices.items() if one.frame.height}
    ready = prepare_all(full)
    return {name: ready[name] if name in ready else _empty(kind.code, name) for name in slices}


@cache
def _empty(code: str, name: str) -> pl.DataFrame:
    shape = kind_of(code).shapes[name.removesuffix(_LAST)]
    return prepare_all({name: (shape, pl.DataFrame())})[name]


def _can_find(rule: Rule, context: Context) -> bool:
    """Whether the rule has what it needs, and any row that it could mark."""
    return context.has(*rule.needs) and any(
        context.has(table) and context.tables[table].height for table in rule.marks
    )


_KEPT: dict[tuple[object, ...], dict[str, Breaches | Paired]] = {}


def _run(
    kind: ReturnKind, rules: Iterable[Rule], context: Context, given: Mapping[str, frozenset[str]]
) -> Iterator[Breach]:
    kept = _kept((kind.code, context.collection, frozenset(given.items())))
    reads = reads_of(kind.code)
    asked = Asked(context)
    for rule in rules:
        found = kept[rule.code] if rule.code in kept else rule.breaches(context)
        if rule.code not in kept and rule.code in reads and reads[rule.code].words_alone:
            kept[rule.code] = found.of(None) if isinstance(found, Paired) else found
        asked.take(rule, found.of(context) if isinstance(found, Paired) else found)
    yield from asked.of_rows()
    yield from asked.of_frames()


def _kept(known: tuple[object, ...]) -> dict[str, Breaches | Paired]:
    """What rules that are words alone gave before, for such tables of such a collection."""
    if len(_KEPT) >= _MOST_KEPT and known not in _KEPT:
        _KEPT.clear()
    return _KEPT.setdefault(known, {})


def _where_they_stood(found: pl.DataFrame, slices: Mapping[str, _Slice]) -> pl.DataFrame:
    """The findings with the numbers of the rows in the tables as they were given."""
    if not found.height or all(one.rows is None for one in slices.values()):
        return found
    places = [
        int(one.rows[row]) if (one := slices[table]).rows is not None else row
        for table, row in found.select("table", "row").rows()
    ]
    return found.with_columns(pl.Series("row", places, dtype=pl.UInt32))
