"""A slow, obvious evaluator of definitions: Ibis expressions over lists of dicts, row by row.

It shares no code with any engine. An operation that it does not know is an error.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import ibis.expr.operations as ops

Row = dict[str, Any]


class Evaluator:
    """Evaluates tables of definitions over record tables given as lists of dicts."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self.tables = tables
        self.known: dict[Any, list[Row]] = {}

    def rows(self, op: Any) -> list[Row]:
        if op not in self.known:
            self.known[op] = getattr(self, f"_{type(op).__name__}")(op)
        return self.known[op]

    def _UnboundTable(self, op: Any) -> list[Row]:
        return self.tables.get(op.name, [])

    def _JoinReference(self, op: Any) -> list[Row]:
        return self.rows(op.parent)

    _SelfReference = _JoinReference

    def _Project(self, op: Any) -> list[Row]:
        rows = self.rows(op.parent)
        columns = {name: self.column(value, op.parent, rows) for name, value in op.values.items()}
        return [{name: columns[name][i] for name in columns} for i in range(len(rows))]

    def _DropColumns(self, op: Any) -> list[Row]:
        return [{k: v for k, v in row.items() if k in op.schema} for row in self.rows(op.parent)]

    def _Filter(self, op: Any) -> list[Row]:
        rows = self.rows(op.parent)
        kept = [self.column(predicate, op.parent, rows) for predicate in op.predicates]
        return [row for i, row in enumerate(rows) if all(column[i] for column in kept)]

    def _Union(self, op: Any) -> list[Row]:
        rows = self.rows(op.left) + self.rows(op.right)
        return _different(rows) if op.distinct else rows

    def _Distinct(self, op: Any) -> list[Row]:
        return _different(self.rows(op.parent))

    def _Aggregate(self, op: Any) -> list[Row]:
        rows = self.rows(op.parent)
        keys = [self.column(value, op.parent, rows) for value in op.groups.values()]
        groups: dict[Any, list[Row]] = {}
        for i, row in enumerate(rows):
            groups.setdefault(tuple(key[i] for key in keys), []).append(row)
        return [
            dict(zip(op.groups, key, strict=True))
            | {
                name: (_biggest if isinstance(metric, ops.Max) else _least)(
                    [self.value(metric.arg, {op.parent: row}) for row in members]
                )
                for name, metric in op.metrics.items()
                if isinstance(metric, ops.Max | ops.Min)
            }
            for key, members in groups.items()
        ]

    def _JoinChain(self, op: Any) -> list[Row]:
        joined: list[dict[Any, Row]] = [{op.first: row} for row in self.rows(op.first)]
        for link in op.rest:
            following = []
            by_key, other_side = self._by_key(link)
            for sides in joined:
                matches = [
                    {**sides, link.table: row}
                    for row in by_key.get(self.value(other_side, sides), [])
                    if all(self.value(p, {**sides, link.table: row}) for p in link.predicates)
                ]
                blank = {link.table: dict.fromkeys(link.table.schema)}
                following += matches or ([{**sides, **blank}] if link.how == "left" else [])
            joined = following
        return [
            {name: self.value(value, sides) for name, value in op.values.items()}
            for sides in joined
        ]

    def _by_key(self, link: Any) -> tuple[dict[Any, list[Row]], Any]:
        """The rows of the table joined by the column of its first equality, and the other side."""
        equal = next(p for p in link.predicates if isinstance(p, ops.Equals))
        mine, other = equal.right, equal.left
        if not (isinstance(mine, ops.Field) and mine.rel == link.table):
            mine, other = other, mine
        found: dict[Any, list[Row]] = {}
        for row in self.rows(link.table):
            if row[mine.name] is not None:
                found.setdefault(row[mine.name], []).append(row)
        return found, other

    def column(self, value: Any, parent: Any, rows: list[Row]) -> list[Any]:
        windows = {
            node: self._window(node, parent, rows)
            for node in value.find(ops.WindowFunction, filter=ops.Value)
        }
        found = []
        for i, row in enumerate(rows):
            found.append(self.value(value, {parent: row}, {n: w[i] for n, w in windows.items()}))
        return found

    def _window(self, op: Any, parent: Any, rows: list[Row]) -> list[Any]:
        answers: list[Any] = [None] * len(rows)
        groups: dict[Any, list[int]] = {}
        for i, row in enumerate(rows):
            groups.setdefault(tuple(self.value(k, {parent: row}) for k in op.group_by), []).append(
                i
            )
        for members in groups.values():
            order = {
                i: tuple(_nulls_last(self.value(k.arg, {parent: rows[i]})) for k in op.order_by)
                for i in members
            }
            ordered = sorted(members, key=lambda i: order[i])
            for place, i in enumerate(ordered):
                answers[i] = self._windowed(op, parent, rows, ordered, place, order)
        return answers

    def _windowed(
        self, op: Any, parent: Any, rows: list[Row], ordered: list[int], place: int, order: Any
    ) -> Any:
        function = op.func
        if isinstance(function, ops.RowNumber):
            return place
        arg = [self.value(function.arg, {parent: rows[i]}) for i in ordered]
        if isinstance(function, ops.Lag | ops.Lead):
            there = place + (1 if isinstance(function, ops.Lead) else -1)
            return arg[there] if 0 <= there < len(arg) else None
        inside = [arg[j] for j in range(len(arg)) if self._in_frame(op, ordered, place, j, order)]
        present = [value for value in inside if value is not None]
        if isinstance(function, ops.Sum):
            return sum(present) if present else None
        if isinstance(function, ops.Min):
            return min(present) if present else None
        assert isinstance(function, ops.Max), type(function)
        return _biggest(present)

    def _in_frame(self, op: Any, ordered: list[int], place: int, j: int, order: Any) -> bool:
        def edge(boundary: Any, unbounded: int) -> int:
            if boundary is None:
                return unbounded
            number = self.value(boundary.value, {})
            return -number if boundary.preceding else number

        if op.how == "rows":
            return edge(op.start, -(10**9)) <= j - place <= edge(op.end, 10**9)
        there = order[ordered[j]][0][1] - order[ordered[place]][0][1]
        return bool(edge(op.start, -(10**9)) <= there <= edge(op.end, 10**9))

    def value(self, op: Any, rows: dict[Any, Row], windows: dict[Any, Any] | None = None) -> Any:
        def of(node: Any) -> Any:
            return self.value(node, rows, windows)

        match op:
            case ops.Field():
                return rows[op.rel][op.name]
            case ops.WindowFunction():
                return (windows or {})[op]
            case ops.Literal():
                return (str(op.dtype)[-3], op.value) if op.dtype.is_interval() else op.value
            case ops.Alias() | ops.Cast():
                return _cast(of(op.arg), getattr(op, "to", None))
            case ops.Coalesce():
                return next((v for v in map(of, op.arg) if v is not None), None)
            case ops.Greatest() | ops.Least():
                present = [v for v in map(of, op.arg) if v is not None]
                return (max if isinstance(op, ops.Greatest) else min)(present) if present else None
            case ops.And():
                left, right = of(op.left), of(op.right)
                return False if left is False or right is False else _both(left, right)
            case ops.Or():
                left, right = of(op.left), of(op.right)
                return True if left is True or right is True else _both(left, right)
            case ops.Not():
                return None if (v := of(op.arg)) is None else not v
            case ops.IsNull():
                return of(op.arg) is None
            case ops.NotNull():
                return of(op.arg) is not None
            case ops.IfElse():
                return of(op.true_expr if of(op.bool_expr) else op.false_null_expr)
            case ops.SearchedCase():
                pairs = zip(op.cases, op.results, strict=True)
                return next((of(result) for case, result in pairs if of(case)), of(op.default))
            case ops.InValues():
                v = of(op.value)
                return None if v is None else v in [of(option) for option in op.options]
        return self._function(op, of)

    def _function(self, op: Any, of: Any) -> Any:
        operands = [of(arg) for arg in op.args if isinstance(arg, ops.Value)]
        if any(operand is None for operand in operands):
            return None
        left, right = (*operands, None)[:2]
        return _FUNCTIONS[type(op).__name__](left, right, *operands[2:])


def _different(rows: list[Row]) -> list[Row]:
    return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in rows)]


def _both(left: Any, right: Any) -> Any:
    return None if left is None or right is None else (left and right) or (left or right)


def _least(values: list[Any]) -> Any:
    present = [value for value in values if value is not None]
    return min(present) if present else None


def _biggest(values: list[Any]) -> Any:
    present = [value for value in values if value is not None]
    return max(present) if present else None


def _nulls_last(value: Any) -> tuple[bool, Any]:
    return (value is None, value if value is not None else 0)


def _cast(value: Any, to: Any) -> Any:
    if value is not None and to is not None and to.is_integer():
        return int(value)
    return value


def _add_interval(day: dt.date, months_or_days: Any, *_rest: Any) -> dt.date:
    kind, number = months_or_days
    if kind == "D":
        return day + dt.timedelta(days=number)
    return months_later(day, number)


@cache
def months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


_FUNCTIONS: dict[str, Any] = {
    "Equals": lambda a, b: a == b,
    "NotEquals": lambda a, b: a != b,
    "Less": lambda a, b: a < b,
    "LessEqual": lambda a, b: a <= b,
    "Greater": lambda a, b: a > b,
    "GreaterEqual": lambda a, b: a >= b,
    "Add": lambda a, b: a + b,
    "Subtract": lambda a, b: a - b,
    "Multiply": lambda a, b: a * b,
    "ExtractYear": lambda a, _b: a.year,
    "ExtractMonth": lambda a, _b: a.month,
    "DateAdd": lambda a, b: _add_interval(a, b),
    "DateDelta": lambda _part, a, b: (a - b).days,
    "StartsWith": lambda a, b: a.startswith(b),
    "Substring": lambda a, b, c: a[b : b + c],
    "DateFromYMD": lambda a, b, c: dt.date(a, b, c),
}
