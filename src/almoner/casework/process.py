"""The engine's process: keeps every authority's measurements, and answers questions on a socket."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Sequence

from django.db import DatabaseError, connection
from django.utils import timezone

from almoner.casework.alone import alone
from almoner.casework.answering import Answering
from almoner.casework.keeper import Keeper
from almoner.casework.models import Authority, EngineState
from almoner.casework.waking import waiting
from almoner.catalogue.definitions import Indicator

_BEAT_SECONDS = 2.0
_log = logging.getLogger("almoner.engine")


def run_engine(
    *,
    wanted: Callable[[], bool] = lambda: True,
    once: bool = False,
    indicators: Sequence[Indicator] = (),
    listen: str = "",
) -> None:
    """Keep measurements up to date until no longer `wanted`; with `once`, only until level.

    Of all computed indicators, or of these. `listen` (HOST:PORT) is for a web on other hosts.
    Refuses to start beside another engine on the same database.
    """
    with alone():
        keepers: dict[str, Keeper] = {}
        with Answering(keepers, listen) as answering:
            if not once:
                threading.Thread(target=_beat, args=[answering.address], daemon=True).start()
            wake = waiting()
            while wanted():
                try:
                    _round(keepers, indicators)
                    if once:
                        return
                    wake.wait(_BEAT_SECONDS)
                except DatabaseError:
                    if connection.vendor == "postgresql" or once:
                        raise  # the lock and the listening go with the connection: start afresh
                    _log.exception("the database could not be reached; trying again")
                    time.sleep(_BEAT_SECONDS)


def _round(keepers: dict[str, Keeper], indicators: Sequence[Indicator]) -> None:
    """Start what is new, and take in what waits."""
    for authority in Authority.objects.order_by("code"):
        keeper = keepers.get(authority.code)
        if keeper is None:
            keeper = Keeper(authority, indicators)
            _log.info("reading the records of %s", authority.name)
            changed = keeper.restart()
            keepers[authority.code] = keeper
            _log.info("%s: %d cells brought up to date", authority.name, changed)
            # What was made so far stays: to look through it for garbage again and again takes a
            # tenth of a second, in the middle of somebody's change.
            gc.collect()
            gc.freeze()
        keeper.take_in()


def _beat(socket: str) -> None:
    """Say again and again that we are here, and where we answer."""
    while True:
        try:
            for authority in Authority.objects.all():
                EngineState.objects.update_or_create(
                    authority=authority.code,
                    defaults={"heartbeat_at": timezone.now(), "socket": socket},
                )
        except DatabaseError:
            _log.warning("the database could not be reached to say that the engine runs")
        time.sleep(_BEAT_SECONDS)


def parent_lives(pid: int) -> Callable[[], bool]:
    """Whether the process that started us is still our parent."""
    return lambda: os.getppid() == pid
