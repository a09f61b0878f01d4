"""Saying how far a check has come, to whoever listens; silence costs nothing.

A reader says what it reads and how much of it, `running` how many rules are done. A command shows
it as a bar, a page as a line; a library call without a listener says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

# What is being done, how much of it is done, and how much there is (bytes or rules).
Listener: TypeAlias = Callable[[str, int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Within the block, `listener` hears of every step."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(step: str, done: int, total: int) -> None:
    """Tell the listener, if there is one, that `done` of `total` of a step is done."""
    listener = _listener.get()
    if listener is not None:
        listener(step, done, total)
