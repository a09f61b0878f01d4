"""One engine at a time: a second one refuses to start."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

# The number is only a name for this lock: "engine" as letters on a telephone.
_LOCK = 364463


@contextmanager
def alone() -> Iterator[None]:
    """Hold the engine's lock; refuses when another process holds it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            if not cursor.fetchone()[0]:
                raise _running()
        yield
        return
    path = Path(f"{connection.settings_dict['NAME']}.engine-lock")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise _running() from None
    try:
        yield
    finally:
        os.close(descriptor)


def _running() -> Refusal:
    return Refusal(
        _("an engine is running on this database already"),
        expected=_("one engine; stop the other first"),
    )
