"""How many pages may be kept open at once."""

from __future__ import annotations

THREADS = 64
"""How many threads a web process has."""

OPEN_PAGES = THREADS - 8
"""How many of them may be held by pages that are told of changes."""
