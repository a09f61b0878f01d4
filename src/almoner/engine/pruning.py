"""Leaves out of a query what nobody asks of it: columns, and joins made only for such columns.

A table of units is written once for all indicators, with every column that any of them wants. A
database drops a column that is not read, but not a left join: it cannot know that a day stands once
in the calendar, or a key once in its table. We do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ibis.expr.operations as ops

from almoner.records.tables import declared_tables

_KEYS = {("calendar", "day"), ("working_day", "number")}


def pruned(table: Any) -> Any:
    """The same Ibis table made of no more than it needs."""
    return _kept(table.op(), frozenset(table.columns)).to_expr()


def _kept(relation: Any, wanted: frozenset[str]) -> Any:
    """A relation with at least the `wanted` columns, and the same rows."""
    match relation:
        case ops.Project():
            return _project(relation, wanted)
        case ops.JoinChain():
            return _join(relation, wanted)
        case ops.DropColumns():
            return _kept(relation.parent, wanted)
        case ops.Filter():
            parent = _kept(relation.parent, wanted | _names(relation.predicates))
            moved = _moved(relation.predicates, {relation.parent: parent})
            return ops.Filter(parent, moved)
        case ops.Aggregate():
            return _aggregate(relation, wanted)
        case ops.Distinct():
            return ops.Distinct(_exactly(relation.parent))
        case ops.UnboundTable():
            return _project(_of_all(relation), wanted, leaf=True)
        case ops.Union():
            return ops.Union(_exactly(relation.left), _exactly(relation.right), relation.distinct)
        case _:
            return relation


def _exactly(relation: Any) -> Any:
    """A side of a union, of which no column may go: the place of each counts."""
    whole = relation if isinstance(relation, ops.Project) else _of_all(relation)
    return _project(whole, frozenset(whole.values))


def _of_all(relation: Any) -> Any:
    return ops.Project(relation, {name: ops.Field(relation, name) for name in relation.schema})


def _project(relation: Any, wanted: frozenset[str], *, leaf: bool = False) -> Any:
    values = {name: value for name, value in relation.values.items() if name in wanted}
    if not values:  # rows are counted, no column is read: keep one
        values = dict(list(relation.values.items())[:1])
    source = relation.parent
    parent = source if leaf else _kept(source, _names(values.values()))
    return ops.Project(parent, _all_moved(values, {source: parent}))


def _aggregate(relation: Any, wanted: frozenset[str]) -> Any:
    metrics = {name: value for name, value in relation.metrics.items() if name in wanted}
    parent = _kept(relation.parent, _names([*relation.groups.values(), *metrics.values()]))
    by = {relation.parent: parent}
    return ops.Aggregate(parent, _all_moved(relation.groups, by), _all_moved(metrics, by))


def _join(relation: Any, wanted: frozenset[str]) -> Any:
    values = {name: value for name, value in relation.values.items() if name in wanted}
    if not values:
        values = dict(list(relation.values.items())[:1])
    links = _needed_links(relation.rest, values)
    read = _fields([*values.values(), *(p for link in links for p in link.predicates)])
    sides = [relation.first, *(link.table for link in links)]
    by: dict[Any, Any] = {}
    for side in sides:
        names = frozenset(field.name for field in read if field.rel == side)
        parent = _kept(side.parent, names or frozenset(list(side.parent.schema.names)[:1]))
        by[side] = ops.JoinReference(parent, side.identifier)
    if not links:
        by[relation.first] = by[relation.first].parent
        return ops.Project(by[relation.first], _all_moved(values, by))
    rest = [ops.JoinLink(link.how, by[link.table], _moved(link.predicates, by)) for link in links]
    return ops.JoinChain(by[relation.first], rest, _all_moved(values, by))


def _needed_links(links: Iterable[Any], values: Mapping[str, Any]) -> list[Any]:
    """Without the joins to one row at most from which nothing is taken; looked at from the last."""
    kept: list[Any] = []
    for link in reversed(list(links)):
        later = [p for other in kept for p in other.predicates]
        read = any(field.rel == link.table for field in _fields([*values.values(), *later]))
        if read or not (link.how == "left" and _one_row(link)):
            kept.insert(0, link)
    return kept


def _one_row(link: Any) -> bool:
    """Whether a join is on the key of a table of which each key stands once."""
    for predicate in link.predicates:
        if isinstance(predicate, ops.Equals):
            for side in (predicate.left, predicate.right):
                if isinstance(side, ops.Field) and side.rel == link.table and _is_key(side):
                    return True
    return False


def _is_key(field: Any) -> bool:
    source = _source(field.rel.parent, field.name)
    if source is None:
        return False
    table, column = source
    declared = declared_tables().get(table)
    return source in _KEYS or (declared is not None and declared.key == column)


def _source(relation: Any, name: str) -> tuple[str, str] | None:
    """The table and column that a column is taken from unchanged, row by row."""
    match relation:
        case ops.UnboundTable():
            return relation.name, name
        case ops.Filter() | ops.DropColumns():
            return _source(relation.parent, name)
        case ops.Project() if isinstance(relation.values[name], ops.Field):
            return _source(relation.parent, relation.values[name].name)
    return None


def _fields(values: Iterable[Any]) -> set[Any]:
    return {field for value in values for field in value.find(ops.Field, filter=ops.Value)}


def _names(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(field.name for field in _fields(values))


def _all_moved(values: Mapping[str, Any], by: Mapping[Any, Any]) -> dict[str, Any]:
    return dict(zip(values, _moved(values.values(), by), strict=True))


def _moved(values: Iterable[Any], by: Mapping[Any, Any]) -> list[Any]:
    """The values, read from other relations by the same names."""
    found = list(values)
    fields = {field: ops.Field(by[field.rel], field.name) for field in _fields(found)}
    return [value.replace(fields, filter=ops.Value) for value in found]
