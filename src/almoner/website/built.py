"""The compiled style sheet and scripts: which files `scripts/build_front_end.py` made."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core import checks

BUILT_DIR = Path(__file__).resolve().parent / "static" / "built"


@cache
def manifest() -> dict[str, str]:
    """Names as the templates know them, with the names of the files; empty when not built."""
    try:
        text = (BUILT_DIR / "manifest.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return dict(json.loads(text))


def built_url(name: str) -> str:
    """The address of a compiled file."""
    return f"{settings.STATIC_URL}built/{manifest().get(name, name)}"


@checks.register()
def front_end_is_built(**_options: object) -> list[checks.CheckMessage]:
    """Say how to mend a site without its style sheet."""
    if manifest():
        return []
    return [
        checks.Warning(
            "The style sheet and scripts are not built; pages will be plain.",
            hint="Run: make setup (or python scripts/build_front_end.py)",
            id="almoner.W001",
        )
    ]
