"""Breakdowns as one canonical text: "" is the total, else "age=0-17;sex=female"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SEPARATORS = re.compile(r"[;=\n\r\t]")


def breakdown_code(parts: Mapping[str, object] | None = None, /, **more: object) -> str:
    """One text for a set of characteristics, in order of their names.

    `breakdown_code(sex="female", age="0-17")` is `"age=0-17;sex=female"`; no parts, or only parts
    that are None, is `""`, the total. Refuses a name that is not lower-case words joined by
    underscores, and a value that is empty or holds `;`, `=`, a tab or a line break.
    """
    given = {**(parts or {}), **more}
    return ";".join(
        f"{_checked_key(key)}={_checked_value(key, given[key])}"
        for key in sorted(given)
        if given[key] is not None
    )


def parse_breakdown(code: str) -> dict[str, str]:
    """The characteristics named in a breakdown code; refuses text that is not canonical."""
    pairs = [part.partition("=") for part in code.split(";")] if code else []
    parts = {key: value for key, _equals, value in pairs}
    if breakdown_code(parts) != code:
        raise Refusal(
            _("this is not a breakdown in its canonical form"),
            found=code,
            expected="age=0-17;sex=female",
        )
    return parts


def _checked_key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise Refusal(
            _("a breakdown is named in lower-case words joined by underscores"), found=key
        )
    return key


def _checked_value(key: str, value: object) -> str:
    text = str(value).strip()
    if not text or _SEPARATORS.search(text):
        raise Refusal(
            _("a breakdown's value is a text without ';', '=' or a line break"),
            column=key,
            found=value,
        )
    return text
