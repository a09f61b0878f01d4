"""How the engine learns that there is something to do."""

from __future__ import annotations

import time
from typing import Protocol

from django.db import connection

from almoner.casework.actions import CHANNEL
from almoner.casework.models import Outbox

_LOOK_EVERY = 0.005


class Waiting(Protocol):
    """Waits for changes."""

    def wait(self, seconds: float) -> None:
        """Return when something may have changed, or after so many seconds."""


class Looking:
    """Looks again and again whether somebody else has written: SQLite tells nobody."""

    def __init__(self) -> None:
        self._seen = -1

    def wait(self, seconds: float) -> None:
        """Return when the outbox holds something, or after so many seconds."""
        until = time.monotonic() + seconds
        while not (self._written() and Outbox.objects.exists()) and time.monotonic() < until:
            time.sleep(_LOOK_EVERY)

    def _written(self) -> bool:
        """Whether another connection has committed anything since this was last asked."""
        before = self._seen
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            self._seen = cursor.fetchone()[0]
        return self._seen != before


class Listening:
    """Hears of changes from PostgreSQL."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> None:
        """Return at a notification, or after so many seconds."""
        if Outbox.objects.exists():
            return
        for _notice in connection.connection.notifies(timeout=seconds, stop_after=1):
            return


def waiting() -> Waiting:
    """What suits the database."""
    return Listening() if connection.vendor == "postgresql" else Looking()
