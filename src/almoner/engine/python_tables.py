"""The tables of a definition (projections, joins, windows) as the text of Python functions.

A table is a list of rows, and a row a tuple. Tables of which a definition makes several others are
made once. See `python_values` for why there is Python at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import ibis.expr.operations as ops

from almoner.engine.python_values import NotInPythonError, Scope

ALWAYS_THERE = frozenset({"calendar", "working_day"})
"""Tables that nobody's change touches: what is made of them alone is made once for all."""

_AGGREGATES = {ops.Max: "largest", ops.Min: "smallest", ops.Sum: "total"}
_DEEPEST = 12


class Writer:
    """Writes one function. `columns` has those of the tables that are read, by name.

    `always` gathers what is made of tables that never change: its node, and its name.
    """

    def __init__(self, columns: Mapping[str, Sequence[str]], always: dict[Any, str]) -> None:
        self._columns, self._always = columns, always
        self._numbers = count()
        self._names: dict[Any, str] = {}
        self._indexes: dict[tuple[str, tuple[int, ...]], str] = {}
        self._partitions: dict[Any, str] = {}
        self.lines: list[str] = []

    def name(self, letter: str) -> str:
        """A name that is not taken."""
        return f"{letter}{next(self._numbers)}"

    def add(self, text: str, depth: int = 0) -> None:
        """A line."""
        self.lines.append("    " * depth + text)

    def scope(self, named: Any, values: Sequence[Any]) -> Scope:
        """A scope for these values."""
        return Scope(named, values, self._numbers)

    def table(self, relation: Any) -> str:
        """The name of the list of a relation's rows."""
        if relation not in self._names:
            self._names[relation] = self._written(relation)
        return self._names[relation]

    def places(self, relation: Any) -> dict[str, int]:
        """The place of each column in a relation's rows."""
        if isinstance(relation, ops.UnboundTable):
            names = self._columns[relation.name]
        else:
            names = relation.schema.names
        return {name: place for place, name in enumerate(names)}

    def _written(self, relation: Any) -> str:
        match relation:
            case ops.UnboundTable():
                return self._made(f"tables[{relation.name!r}]")
            case ops.Project():
                return self._project(relation)
            case ops.Filter():
                return self._filter(relation)
            case ops.JoinChain():
                return self._join(relation)
            case ops.Aggregate():
                return self._aggregate(relation)
            case ops.Distinct():
                return self._made(f"list(dict.fromkeys({self.table(relation.parent)}))")
            case ops.Union():
                return self._union(relation)
        raise NotInPythonError(type(relation).__name__)

    def _made(self, text: str) -> str:
        name = self.name("r")
        self.add(f"{name} = {text}")
        return name

    def _project(self, relation: Any) -> str:
        source = self.table(relation.parent)
        values = list(relation.values.values())
        if self._is_all(relation.parent, values):
            return source
        windows = self._windows(relation.parent, values)
        made, row = self._made("[]"), self.name("x")
        at = self.name("i") if windows else ""
        named = self._reader({relation.parent: row})

        def of(node: Any) -> str:
            return f"{windows[node]}[{at}]" if node in windows else str(named(node))

        scope = self.scope(of, values)
        said = [scope.value(value) for value in values]
        self.add(
            f"for {at}, {row} in enumerate({source}):" if windows else f"for {row} in {source}:"
        )
        self._each(scope, f"{made}.append(({', '.join(said)},))", 1)
        return made

    def _is_all(self, parent: Any, values: Sequence[Any]) -> bool:
        """Whether values are the columns of a table as they stand."""
        names = [value.name for value in values if isinstance(value, ops.Field)]
        return len(names) == len(values) and names == list(self.places(parent))

    def _each(self, scope: Scope, last: str, depth: int) -> None:
        for line in scope.lines:
            self.add(line, depth)
        self.add(last, depth)

    def _reader(self, rows: Mapping[Any, str]) -> Any:
        places = {relation: self.places(_of_reference(relation)) for relation in rows}
        return lambda field: f"{rows[field.rel]}[{places[field.rel][field.name]}]"

    def _filter(self, relation: Any) -> str:
        if any(p.find(ops.WindowFunction, filter=ops.Value) for p in relation.predicates):
            raise NotInPythonError("a window in a condition")
        source, made, row = self.table(relation.parent), self._made("[]"), self.name("x")
        scope = self.scope(self._reader({relation.parent: row}), relation.predicates)
        holds = " and ".join(map(scope.holds, relation.predicates))
        self.add(f"for {row} in {source}:")
        self._each(scope, f"if {holds}: {made}.append({row})", 1)
        return made

    def _union(self, relation: Any) -> str:
        if list(relation.left.schema.names) != list(relation.right.schema.names):
            raise NotInPythonError("Union")
        both = f"{self.table(relation.left)} + {self.table(relation.right)}"
        return self._made(f"list(dict.fromkeys({both}))" if relation.distinct else both)

    def _aggregate(self, relation: Any) -> str:
        groups, metrics = relation.groups.values(), relation.metrics.values()
        if not groups or any(type(m) not in _AGGREGATES or m.where is not None for m in metrics):
            raise NotInPythonError("Aggregate")
        source, found, row = self.table(relation.parent), self._made("{}"), self.name("x")
        asked = [*groups, *(metric.arg for metric in metrics)]
        scope = self.scope(self._reader({relation.parent: row}), asked)
        keys, values = _row(map(scope.value, groups)), _row(scope.value(m.arg) for m in metrics)
        self.add(f"for {row} in {source}:")
        self._each(scope, f"{found}.setdefault({keys}, []).append({values})", 1)
        made = [
            f"{_AGGREGATES[type(m)]}(each[{i}] for each in rows)" for i, m in enumerate(metrics)
        ]
        return self._made(
            f"[(*key, {', '.join(made)}{',' if made else ''}) for key, rows in {found}.items()]"
        )

    def _join(self, relation: Any) -> str:
        sides = [relation.first, *(link.table for link in relation.rest)]
        if len(sides) > _DEEPEST:
            raise NotInPythonError("a long join")
        rows = {side: self.name("x") for side in sides}
        source = self.table(relation.first.parent)
        indexes = [self._matched(link, rows) for link in relation.rest]
        made = self._made("[]")
        read = self._reader(rows)
        self.add(f"for {rows[relation.first]} in {source}:")
        depth = 1
        for link, (index, keys) in zip(relation.rest, indexes, strict=True):
            depth = self._linked(link, rows, index, _key(map(read, keys)), depth)
        scope = self.scope(read, list(relation.values.values()))
        said = _row(map(scope.value, relation.values.values()))
        self._each(scope, f"{made}.append({said})", depth)
        return made

    def _linked(self, link: Any, rows: Mapping[Any, str], index: str, key: str, depth: int) -> int:
        """The rows of one link that match those before it; how deep what follows stands."""
        row, found = rows[link.table], f"{index}.get({key}, ())"
        others = [p for p in link.predicates if not isinstance(p, ops.Equals)]
        if others:
            scope = self.scope(self._reader(rows), others)
            holds = " and ".join(map(scope.holds, others))
            if scope.lines:
                raise NotInPythonError("a condition of a join that is said twice")
            found = f"[{row} for {row} in {found} if {holds}]"
        if link.how == "semi":
            self.add(f"if {found}:", depth)
        elif link.how == "left":
            nothing = (None,) * len(self.places(link.table.parent))
            self.add(f"for {row} in {found} or ({nothing},):", depth)
        elif link.how == "inner":
            self.add(f"for {row} in {found}:", depth)
        else:
            raise NotInPythonError(f"{link.how} join")
        return depth + 1

    def _matched(self, link: Any, rows: Mapping[Any, str]) -> tuple[str, list[Any]]:
        """The name of an index of a link's rows, and the columns of earlier rows to look up."""
        mine, theirs = [], []
        for predicate in link.predicates:
            if isinstance(predicate, ops.Equals):
                sides = [predicate.left, predicate.right]
                own = [s for s in sides if isinstance(s, ops.Field) and s.rel == link.table]
                other = [s for s in sides if s not in own]
                if len(own) != 1 or not isinstance(other[0], ops.Field):
                    raise NotInPythonError("Equals in a join")
                mine.append(own[0].name)
                theirs.append(other[0])
        if not mine:
            raise NotInPythonError("a join without a key")
        parent = link.table.parent
        at = tuple(self.places(parent)[name] for name in mine)
        return self._index(parent, at), theirs

    def _index(self, relation: Any, at: tuple[int, ...]) -> str:
        read = {table.name for table in relation.find(ops.UnboundTable)}
        if read <= ALWAYS_THERE:
            known = self._always.setdefault(relation, f"always_{len(self._always)}")
            return f"always({known!r}, {at})"
        table = self.table(relation)
        if (table, at) not in self._indexes:
            self._indexes[table, at] = name = self.name("m")
            self.add(f"{name} = indexed({table}, {at})")
        return self._indexes[table, at]

    def _windows(self, parent: Any, values: Sequence[Any]) -> dict[Any, str]:
        """The name of a list for each window among the values: what it gives for each row."""
        found = (w for value in values for w in value.find(ops.WindowFunction, filter=ops.Value))
        return {window: self._window(parent, window) for window in dict.fromkeys(found)}

    def _window(self, parent: Any, window: Any) -> str:
        parts, func = self._partition(parent, window), window.func
        kind = type(func).__name__.lower()
        if isinstance(func, ops.RowNumber):
            return self._made(f"numbered({parts})")
        values = self._column(parent, [func.arg])
        if isinstance(func, ops.Lead | ops.Lag) and func.offset is None and func.default is None:
            return self._made(f"{kind}({parts}, {values})")
        if type(func) not in _AGGREGATES or func.where is not None or window.start is not None:
            raise NotInPythonError(f"a window of {kind}")
        over = _AGGREGATES[type(func)]
        if window.end is None:
            return self._made(f"over_all({over}, {parts}, {values})")
        ahead = _ahead(window.end)
        if window.how == "rows":
            return self._made(f"over_rows({over}, {parts}, {values}, {ahead})")
        order = self._column(parent, [key.arg for key in window.order_by])
        return self._made(f"over_range({over}, {parts}, {values}, {order}, {ahead})")

    def _partition(self, parent: Any, window: Any) -> str:
        keys = window.order_by
        if not all(key.ascending is True or _is_true(key.ascending) for key in keys):
            raise NotInPythonError("a descending order")
        known = (parent, window.group_by, keys)
        if known not in self._partitions:
            groups = self._column(parent, list(window.group_by))
            order = self._column(parent, [key.arg for key in keys]) if keys else "None"
            self._partitions[known] = self._made(f"partitions({groups}, {order})")
        return self._partitions[known]

    def _column(self, parent: Any, values: Sequence[Any]) -> str:
        """A list of values, one for each row: as they are where there is one, else as tuples."""
        source, made, row = self.table(parent), self._made("[]"), self.name("x")
        scope = self.scope(self._reader({parent: row}), values)
        said = [scope.value(value) for value in values]
        self.add(f"for {row} in {source}:")
        self._each(scope, f"{made}.append({_key(said)})", 1)
        return made


def _row(said: Any) -> str:
    return f"({''.join(f'{one}, ' for one in said)})"


def _key(said: Any) -> str:
    found = list(said)
    return found[0] if len(found) == 1 else _row(found)


def _of_reference(relation: Any) -> Any:
    return relation.parent if isinstance(relation, ops.JoinReference) else relation


def _is_true(node: Any) -> bool:
    return isinstance(node, ops.Literal) and node.value is True


def _ahead(boundary: Any) -> int:
    """How far beyond the row a frame ends: a number of rows, or of what it is in the order of."""
    value = boundary.value
    if not isinstance(value, ops.Literal) or not isinstance(value.value, int):
        raise NotInPythonError("the end of a window")
    preceding = boundary.preceding is True or _is_true(boundary.preceding)
    return -value.value if preceding else int(value.value)
