"""Taking typed values out of a JSON object, with a refusal that names the field."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_NUMBERS = frozenset({int, float})
_NUMBERS_OR_NONE = _NUMBERS | {type(None)}
_MISSING = object()


def refuse(field: str, found: object, expected: str) -> Refusal:
    """A refusal about one field."""
    message = _("field missing") if found is _MISSING else _("cannot be used")
    shown = None if found is _MISSING else found
    return Refusal(message, column=field, found=shown, expected=expected)


def numbers(fields: dict[str, Any], field: str, *, nulls: bool = False) -> list[Any]:
    """A list of finite numbers, and of nulls where they are allowed. Raises Refusal."""
    found = fields.get(field, _MISSING)
    expected = _("a list of numbers and nulls") if nulls else _("a list of numbers")
    if type(found) is not list:
        raise refuse(field, found, expected)
    allowed = _NUMBERS_OR_NONE if nulls else _NUMBERS
    if not set(map(type, found)) <= allowed:
        n, wrong = next((n, x) for n, x in enumerate(found, start=1) if type(x) not in allowed)
        raise refuse(field, wrong, expected + _(" (item {n} is not one)").format(n=n))
    _finite(field, found, expected)
    return found


def _finite(field: str, found: Sequence[Any], expected: str) -> None:
    try:
        # A sum of squares would overflow on honest numbers; a plain sum only on dishonest ones.
        total = sum(filter(None, found))
        if math.isfinite(total):
            return
    except OverflowError:
        pass
    raise refuse(field, _("a number too large"), expected)


def number(
    fields: dict[str, Any], field: str, default: float | None = None, *, needed: bool = False
) -> float | None:
    """One finite number; `default` where it is null or absent. Raises Refusal."""
    found = fields.get(field, _MISSING if needed else None)
    if found is None and not needed:
        return default
    if type(found) not in _NUMBERS or not math.isfinite(found):
        raise refuse(field, found, _("a number"))
    return float(found)


def whole(
    fields: dict[str, Any],
    field: str,
    default: int | None = None,
    *,
    minimum: int = 0,
    expected: str | None = None,
) -> int | None:
    """One whole number, not under `minimum`; `default` where null or absent. Raises Refusal."""
    found = fields.get(field)
    if found is None:
        return default
    usable = (type(found) is int or (type(found) is float and found.is_integer())) and (
        found >= minimum
    )
    if not usable:
        words = expected or _("a whole number, {minimum} or more").format(minimum=minimum)
        raise refuse(field, found, words)
    return int(found)


def choice(fields: dict[str, Any], field: str, choices: Sequence[str], default: str | None) -> str:
    """One of `choices`; `default` where null or absent (and there is one). Raises Refusal."""
    found = fields.get(field)
    if found is None and default is not None:
        return default
    if found not in choices:
        raise refuse(
            field, fields.get(field, _MISSING), _("one of {list}").format(list=", ".join(choices))
        )
    return str(found)


def flag(fields: dict[str, Any], field: str, *, default: bool) -> bool:
    """true or false; `default` where null or absent. Raises Refusal."""
    found = fields.get(field)
    if found is None:
        return default
    if type(found) is not bool:
        raise refuse(field, found, _("true or false"))
    return found


def dates(fields: dict[str, Any], field: str) -> list[str]:
    """ISO dates as they were written; empty where null or absent. Raises Refusal."""
    found = fields.get(field)
    if found is None:
        return []
    if type(found) is not list:
        raise refuse(field, found, _("a list of dates"))
    try:
        list(map(date.fromisoformat, found))
    except (TypeError, ValueError):
        _dates_with_time(field, found)
    return found


def _dates_with_time(field: str, found: list[Any]) -> None:
    """Take dates that carry a time of day as well; name the one that is not a date."""
    for item in found:
        try:
            date.fromisoformat(item[:10])
        except (TypeError, ValueError):
            raise refuse(field, item, _("a date such as 2024-04-01")) from None


def unknown(fields: dict[str, Any], known: frozenset[str]) -> list[str]:
    """A warning for each field that nothing here reads."""
    extra = fields.keys() - known
    return [
        _("field {name} is not known and was not used").format(name=name) for name in sorted(extra)
    ]
