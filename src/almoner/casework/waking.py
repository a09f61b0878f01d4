"""How the engine learns that there is something to do."""

from __future__ import annotations

import time
from typing import Protocol

from django.db import connection

from almoner.casework.actions import CHANNEL
from almoner.casework.models import Outbox

_LOOK_EVERY = 0.05


class Waiting(Protocol):
    """Waits for changes."""

    def wait(self, seconds: float) -> None:
        """Return when something may have changed, or after so many seconds."""


class Looking:
    """Looks into the outbox again and again: SQLite tells nobody."""

    def wait(self, seconds: float) -> None:
        """Return when the outbox holds something, or after so many seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not Outbox.objects.exists():
            time.sleep(_LOOK_EVERY)


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
