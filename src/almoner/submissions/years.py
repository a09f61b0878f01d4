"""The collection years that a return may be sent for."""

from __future__ import annotations

from django.utils import timezone

_BACK = 6


def years_offered() -> list[str]:
    """The next year, the one that is running, and those before it."""
    today = timezone.localdate()
    running = today.year if today.month >= 4 else today.year - 1
    return [f"{first}-{(first + 1) % 100:02d}" for first in range(running + 1, running - _BACK, -1)]
