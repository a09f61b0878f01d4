"""Pages that are told when their figures change: server-sent events.

One thread of each web process looks for what is new, however many pages are open, and wakes those
concerned. An open page holds a thread of the server, which sleeps; so there is a most, past which a
page is turned away and asks by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from functools import partial

from django.db import DatabaseError, connection

from almoner.casework import queries
from almoner.casework.limits import OPEN_PAGES
from almoner.casework.queries import Freshness

_LOOK_EVERY = 0.04
_STILL_HERE = 5.0
_LONGEST = 600.0
_MADE_FOR = 2.0

Tag = tuple[int, bool]
"""The revision of an authority's figures, and whether the engine runs."""


def tag_of(fresh: Freshness) -> Tag:
    """What a page shows the state of."""
    return fresh.revision, fresh.running


class Watch:
    """Knows the latest state of every authority that somebody is looking at."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._looked_at: dict[str, int] = {}
        self._latest: dict[str, Freshness] = {}
        self._thread: threading.Thread | None = None

    def enter(self, authority: str) -> bool:
        """Begin to look at an authority; False when too many pages are open."""
        with self._news:
            if sum(self._looked_at.values()) >= OPEN_PAGES:
                return False
            self._looked_at[authority] = self._looked_at.get(authority, 0) + 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, daemon=True)
                self._thread.start()
            return True

    def leave(self, authority: str) -> None:
        """Stop looking."""
        with self._news:
            self._looked_at[authority] -= 1
            if not self._looked_at[authority]:
                del self._looked_at[authority]
                self._latest.pop(authority, None)

    def news(self, authority: str, seen: Tag | None, seconds: float) -> Freshness | None:
        """The state of an authority once it is other than `seen`; None when time is up."""

        def other() -> bool:
            found = self._latest.get(authority)
            return found is not None and tag_of(found) != seen

        with self._news:
            return self._latest[authority] if self._news.wait_for(other, seconds) else None

    def _look(self) -> None:
        while True:
            with self._news:
                wanted = list(self._looked_at)
                if not wanted:
                    self._thread = None
                    break
            with suppress(DatabaseError):
                self._found({one: queries.freshness(one) for one in wanted})
            time.sleep(_LOOK_EVERY)
        connection.close()

    def _found(self, found: dict[str, Freshness]) -> None:
        with self._news:
            for authority, fresh in found.items():
                before = self._latest.get(authority)
                self._latest[authority] = fresh
                if before is None or tag_of(before) != tag_of(fresh):
                    self._news.notify_all()


WATCH = Watch()


class Making:
    """Makes each event once, however many pages show the same: the first waits, the others find it.

    Not for long: what else a page says of its figures may change without a new revision.
    """

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._made: dict[Hashable, tuple[float, Freshness, str]] = {}

    def event(self, page: Hashable, fresh: Freshness, make: Callable[[], str]) -> str:
        """The event of a page in this state."""
        with self._one_at_a_time:
            at, state, text = self._made.get(page, (0.0, None, ""))
            now = time.monotonic()
            if state != fresh or now - at > _MADE_FOR:
                text = make()
                _let_go()
                self._made = {
                    key: one for key, one in self._made.items() if now - one[0] < _MADE_FOR
                }
                self._made[page] = now, fresh, text
            return text


MAKING = Making()


class Events:
    """What an open page is sent: its tiles now, and again whenever they change.

    `make` makes the tiles; pages of an equal `shows` are sent the same. The caller has entered the
    watch; closing leaves it.
    """

    def __init__(
        self, authority: str, make: Callable[[Freshness], str], shows: Hashable = None
    ) -> None:
        self._authority, self._make, self._open = authority, make, True
        self._shows = (authority, shows if shows is not None else id(self))

    def close(self) -> None:
        """Leave the watch. The server calls this however a request ends."""
        if self._open:
            self._open = False
            WATCH.leave(self._authority)

    def __iter__(self) -> Iterator[str]:
        _let_go()
        until, seen = time.monotonic() + _LONGEST, None
        yield "retry: 1000\n\n"
        while time.monotonic() < until:
            fresh = WATCH.news(self._authority, seen, _STILL_HERE)
            if fresh is None:
                yield ": still here\n\n"
                continue
            seen = tag_of(fresh)
            yield MAKING.event(self._shows, fresh, partial(self._event, fresh))

    def _event(self, fresh: Freshness) -> str:
        return _event(self._make(fresh), f"{self._authority}-{fresh.revision}")


def _let_go() -> None:
    """A thread that sleeps keeps no connection to the database."""
    if not connection.in_atomic_block:
        connection.close()


def _event(text: str, name: str) -> str:
    data = "".join(f"data: {line}\n" for line in text.splitlines())
    return f"event: tiles\nid: {name}\n{data}\n"
