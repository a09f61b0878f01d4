"""Something done again and again, but not more often than wanted."""

from __future__ import annotations

import time
from collections.abc import Callable


def every(seconds: float, do: Callable[[], object]) -> Callable[[], None]:
    """A function that does it when called, unless it did so less than `seconds` ago."""
    last = float("-inf")

    def perhaps() -> None:
        nonlocal last
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            do()

    return perhaps
