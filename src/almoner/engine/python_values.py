"""The values of a definition (a comparison, a day so much later) as the text of Python expressions.

A third language beside the two dialects of SQL, for the rows of one person: there a database
spends a hundred times longer on getting ready than on counting. It is made of the same Ibis
expressions, so that there is still one definition; what is not known here is refused, and counted
by SQL. Unknown (null) goes through it as it does in SQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import ibis.expr.operations as ops

_COMPARED = {
    ops.Equals: "==",
    ops.NotEquals: "!=",
    ops.Less: "<",
    ops.LessEqual: "<=",
    ops.Greater: ">",
    ops.GreaterEqual: ">=",
}
_RECKONED = {ops.Add: "+", ops.Subtract: "-", ops.Multiply: "*"}
_LEAVES = (ops.Field, ops.Literal, ops.WindowFunction)


class NotInPythonError(Exception):
    """Something that this language cannot say; SQL must count it."""


class Scope:
    """Where values are said: how a column is read there, and what has a name already.

    Work that several values share is done once for each row, in `lines` before them.
    """

    def __init__(
        self, named: Callable[[Any], str], values: Iterable[Any], numbers: Iterator[int]
    ) -> None:
        self._named, self._numbers = named, numbers
        self._uses = _uses(values)
        self._known: dict[tuple[Any, bool], str] = {}
        self.lines: list[str] = []

    def value(self, node: Any) -> str:
        """An expression of what a value is: None where it is unknown."""
        return self._once(node, exact=True)

    def holds(self, node: Any) -> str:
        """An expression that is True where a condition holds, and False where not or unknown."""
        return self._once(node, exact=False)

    def _once(self, node: Any, *, exact: bool) -> str:
        say = self._value if exact else self._holds
        if self._uses[node] < 2 or isinstance(node, _LEAVES):
            return say(node)
        key = (node, exact)
        if key not in self._known:
            text = say(node)
            self._known[key] = name = f"s{next(self._numbers)}"
            self.lines.append(f"{name} = {text}")
        return self._known[key]

    def _value(self, node: Any) -> str:
        month_of = _month_of(node)
        if month_of is not None:
            return f"month_of({self.value(month_of)})"
        match node:
            case ops.Field() | ops.WindowFunction():
                return self._named(node)
            case ops.Literal():
                return _literal(node)
            case ops.Coalesce() if _is_or_false(node):
                return self.holds(node.arg[0])
            case ops.Coalesce():
                return self._first_known(node.arg)
            case ops.Cast():
                return self._cast(node)
            case ops.Least() | ops.Greatest():
                return self._best(type(node).__name__.lower(), node.arg)
            case ops.IfElse():
                one, other = self.value(node.true_expr), self.value(node.false_null_expr)
                return f"({one} if {self.holds(node.bool_expr)} else {other})"
            case ops.SearchedCase():
                return self._case(node)
        if node.dtype.is_boolean():
            return self._truth(node)
        return self._reckoned(node)

    def _reckoned(self, node: Any) -> str:
        match node:
            case ops.Add() | ops.Subtract() | ops.Multiply():
                return self._if_known(f"{{}} {_RECKONED[type(node)]} {{}}", node.left, node.right)
            case ops.DateAdd():
                return f"{_later(node.right)}({self.value(node.left)}, {int(node.right.value)})"
            case ops.DateDelta() if _is_day(node.part):
                return self._if_known("({} - {}).days", node.left, node.right)
            case ops.Substring():
                start, length = _whole(node.start), _whole(node.length)
                return self._if_known("{}[{}:{}]", node.arg, said=(start, start + length))
        raise NotInPythonError(type(node).__name__)

    def _truth(self, node: Any) -> str:
        if _never_unknown(node):
            return self._holds(node)
        match node:
            case ops.And():
                return f"both({self.value(node.left)}, {self.value(node.right)})"
            case ops.Or():
                return f"either({self.value(node.left)}, {self.value(node.right)})"
            case ops.Not():
                return self._if_known("not {}", node.arg)
            case ops.InValues():
                return self._if_known("{} in {}", node.value, said=(_options(node),))
            case ops.StartsWith():
                return self._if_known("{}.startswith({})", node.arg, node.start)
        if type(node) in _COMPARED:
            return self._if_known(f"{{}} {_COMPARED[type(node)]} {{}}", node.left, node.right)
        raise NotInPythonError(type(node).__name__)

    def _holds(self, node: Any) -> str:
        match node:
            case ops.And():
                return f"({self.holds(node.left)} and {self.holds(node.right)})"
            case ops.Or():
                return f"({self.holds(node.left)} or {self.holds(node.right)})"
            case ops.Not() if _never_unknown(node.arg):
                return f"(not {self.holds(node.arg)})"
            case ops.IsNull():
                return f"({self.value(node.arg)} is None)"
            case ops.NotNull():
                return f"({self.value(node.arg)} is not None)"
            case ops.InValues():
                return f"({self.value(node.value)} in {_options(node)})"
            case ops.Coalesce() if _is_or_false(node):
                return self.holds(node.arg[0])
            case ops.Equals() if _never_unknown(node.left) or _never_unknown(node.right):
                return f"({self.value(node.left)} == {self.value(node.right)})"
        if type(node) in _COMPARED:
            return self._compared(node)
        return f"({self._value(node)} is True)"

    def _compared(self, node: Any) -> str:
        names, tests = zip(*map(self._tested, (node.left, node.right)), strict=True)
        known = [test for test in tests if test]
        return f"({' and '.join([*known, f'{names[0]} {_COMPARED[type(node)]} {names[1]}'])})"

    def _tested(self, node: Any) -> tuple[str, str]:
        """A name for a value, and a condition that it is known ("" where it always is)."""
        text = self.value(node)
        if _never_unknown(node):
            return text, ""
        if text.isidentifier():
            return text, f"{text} is not None"
        name = f"t{next(self._numbers)}"
        return name, f"({name} := {text}) is not None"

    def _if_known(self, shape: str, *nodes: Any, said: Sequence[Any] = ()) -> str:
        """What is made of values (and of what is `said` as it stands), where all are known."""
        names, tests = zip(*map(self._tested, nodes), strict=True)
        known = [test for test in tests if test]
        made = shape.format(*names, *said)
        return f"({made} if {' and '.join(known)} else None)" if known else f"({made})"

    def _first_known(self, nodes: Any) -> str:
        first, *rest = nodes
        if not rest or _never_unknown(first):
            return self.value(first)
        name, test = self._tested(first)
        return f"({name} if {test} else {self._first_known(rest)})"

    def _best(self, name: str, nodes: Any) -> str:
        text = self.value(nodes[0])
        for node in nodes[1:]:
            text = f"{name}({text}, {self.value(node)})"
        return text

    def _cast(self, node: Any) -> str:
        source, wanted = node.arg.dtype, node.to
        if wanted == source or (source.is_integer() and wanted.is_integer()):
            return self.value(node.arg)
        if source.is_date() and wanted.is_date():
            return self.value(node.arg)
        if source.is_boolean() and wanted.is_integer():
            return self._if_known("int({})", node.arg)
        raise NotInPythonError(f"Cast {source} {wanted}")

    def _case(self, node: Any) -> str:
        text = self.value(node.default)
        for case, result in reversed(list(zip(node.cases, node.results, strict=True))):
            text = f"({self.value(result)} if {self.holds(case)} else {text})"
        return text


def _uses(values: Iterable[Any]) -> Counter[Any]:
    """How often each value is used by another, or asked for."""
    found: Counter[Any] = Counter()
    waiting = list(values)
    while waiting:
        node = waiting.pop()
        found[node] += 1
        if found[node] == 1:
            waiting += _parts(node)
    return found


def _parts(node: Any) -> list[Any]:
    if isinstance(node, _LEAVES):
        return []
    flat = [each for arg in node.args for each in (arg if isinstance(arg, tuple) else (arg,))]
    return [each for each in flat if isinstance(each, ops.Value)]


def _never_unknown(node: Any) -> bool:
    match node:
        case ops.Literal():
            return node.value is not None
        case ops.IsNull() | ops.NotNull():
            return True
        case ops.Coalesce():
            return any(map(_never_unknown, node.arg))
        case ops.And() | ops.Or() | ops.Not() | ops.InValues() | ops.StartsWith():
            return all(map(_never_unknown, _parts(node)))
        case ops.IfElse():
            return _never_unknown(node.true_expr) and _never_unknown(node.false_null_expr)
    return type(node) in _COMPARED and all(map(_never_unknown, _parts(node)))


def _literal(node: Any) -> str:
    value = node.value
    if value is None or isinstance(value, bool | str | int):
        return repr(value)
    if type(value) is date:
        # Said in this form, the months asked for can be put in, as in SQL.
        return f"date({value.year}, {value.month}, {value.day})"
    raise NotInPythonError(f"Literal {node.dtype}")


def _options(node: Any) -> str:
    if not all(isinstance(one, ops.Literal) and one.value is not None for one in node.options):
        raise NotInPythonError("InValues")
    return f"{{{', '.join(_literal(one) for one in node.options)}}}"


def _later(interval: Any) -> str:
    known = {"D": "days_later", "M": "months_later"}
    if not isinstance(interval, ops.Literal) or interval.dtype.unit.value not in known:
        raise NotInPythonError("DateAdd")
    return known[interval.dtype.unit.value]


def _is_day(part: Any) -> bool:
    return isinstance(part, ops.Literal) and part.value == "day"


def _is_or_false(node: Any) -> bool:
    """Whether a condition counts as false where it is unknown."""
    known = node.arg[-1]
    return len(node.arg) == 2 and isinstance(known, ops.Literal) and known.value is False


def _whole(node: Any) -> int:
    if isinstance(node, ops.Literal) and isinstance(node.value, int) and node.value >= 0:
        return node.value
    raise NotInPythonError("Substring")


def _month_of(node: Any) -> Any:
    """The day of which a value is the index of the month: year x 12 + month - 1."""
    match node:
        case ops.Subtract(left=ops.Add(left=ops.Multiply() as years, right=month)):
            year = _uncast(years.left)
            month = _uncast(month)
            same = isinstance(year, ops.ExtractYear) and isinstance(month, ops.ExtractMonth)
            twelve, one = years.right, node.right
            if same and year.arg == month.arg and _is(twelve, 12) and _is(one, 1):
                return year.arg
    return None


def _uncast(node: Any) -> Any:
    return node.arg if isinstance(node, ops.Cast) else node


def _is(node: Any, number: int) -> bool:
    return isinstance(node, ops.Literal) and node.value == number
