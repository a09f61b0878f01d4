"""Finds the work that several statements would do alike, so that it is done once.

Windows and groupings sort: what they give is made as a table when more than one statement reads
it. Conditions and joins by a key cost less than writing a table, and are left where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.operations as ops

from almoner.engine.pruning import pruned


@dataclass(frozen=True)
class Shared:
    """Tables to make (in order, by name) and the queries that read them, all of them pruned."""

    tables: dict[str, Any]
    queries: tuple[Any, ...]


def shared(queries: Sequence[Any]) -> Shared:
    """Ibis tables to the same with their shared parts apart."""
    tops = [query.op() for query in queries]
    parts = _parts(tops)
    stand_ins = {
        part: ops.UnboundTable(name=f"units_{number}", schema=part.schema)
        for number, part in enumerate(parts)
    }
    apart = [pruned(top.replace(stand_ins).to_expr()) for top in tops]
    wanted = _columns_read(apart)
    tables = {}
    for part in reversed(parts):
        others = {node: name for node, name in stand_ins.items() if node is not part}
        name = stand_ins[part].name
        rows = part.replace(others).to_expr().select(sorted(wanted.get(name, ())))
        tables[name] = pruned(rows)
        for other, columns in _columns_read([tables[name]]).items():
            wanted.setdefault(other, set()).update(columns)
    return Shared(dict(reversed(tables.items())), tuple(apart))


def _parts(tops: Sequence[Any]) -> list[Any]:
    """The outermost relations that take work and that several queries have, inner ones first."""
    graphs = [set(top.find(ops.Relation)) for top in tops]
    uses = Counter(node for graph in graphs for node in graph)
    found: set[Any] = set()
    seen: set[Any] = set()
    waiting = list(tops)
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for source in _sources(node):
            if uses[source] > 1 and _takes_work(source):
                found.add(source)
            else:
                waiting.append(source)
    return sorted(found, key=lambda node: (len(node.find(ops.Relation)), str(node.schema)))


def _sources(relation: Any) -> list[Any]:
    """The relations that one is made of."""
    match relation:
        case ops.JoinChain():
            sides = (relation.first, *(link.table for link in relation.rest))
            return [side.parent for side in sides]
        case ops.Union():
            return [relation.left, relation.right]
        case ops.UnboundTable():
            return []
    return [relation.parent]


def _takes_work(relation: Any) -> bool:
    """Whether a relation sorts or groups what it is made of, or joins by more than keys."""
    match relation:
        case ops.Project():
            return any(
                value.find(ops.WindowFunction, filter=ops.Value)
                for value in relation.values.values()
            )
        case ops.JoinChain():
            predicates = [p for link in relation.rest for p in link.predicates]
            return not all(isinstance(predicate, ops.Equals) for predicate in predicates)
    return isinstance(relation, ops.Aggregate | ops.Union)


def _columns_read(tables: Sequence[Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in tables:
        for field in table.op().find(ops.Field):
            if isinstance(field.rel, ops.UnboundTable) and field.rel.name.startswith("units_"):
                found.setdefault(field.rel.name, set()).add(field.name)
    return found
