"""The engine's process: keeps every authority's measurements, and answers questions on a socket."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from almoner.casework.alone import alone
from almoner.casework.answering import Answering
from almoner.casework.keeper import Keeper
from almoner.casework.models import Authority, EngineState
from almoner.casework.waking import waiting

_BEAT_SECONDS = 2.0
_log = logging.getLogger("almoner.engine")


def run_engine(*, wanted: Callable[[], bool] = lambda: True, once: bool = False) -> None:
    """Keep measurements up to date until no longer `wanted`; with `once`, only until level.

    Refuses to start beside another engine on the same database.
    """
    with alone():
        keepers: dict[str, Keeper] = {}
        with Answering(keepers) as answering:
            wake = waiting()
            while wanted():
                close_old_connections()
                try:
                    _round(keepers, answering.socket)
                except DatabaseError:
                    _log.exception("the database could not be reached; trying again")
                if once:
                    return
                wake.wait(_BEAT_SECONDS)


def _round(keepers: dict[str, Keeper], socket: str) -> None:
    """Start what is new, take in what waits, and say that we are here."""
    for authority in Authority.objects.order_by("code"):
        keeper = keepers.get(authority.code)
        if keeper is None:
            keeper = Keeper(authority)
            _log.info("reading the records of %s", authority.name)
            changed = keeper.restart()
            keepers[authority.code] = keeper
            _log.info("%s: %d cells brought up to date", authority.name, changed)
        keeper.take_in()
        _beat(authority.code, socket)


def _beat(authority: str, socket: str) -> None:
    EngineState.objects.update_or_create(
        authority=authority, defaults={"heartbeat_at": timezone.now(), "socket": socket}
    )


def parent_lives(pid: int) -> Callable[[], bool]:
    """Whether the process that started us is still our parent."""
    return lambda: os.getppid() == pid
