"""Answers questions about figures over a socket: one line of JSON in, one line out.

A Unix socket for this user alone; where the engine is on another host than the web, TLS as well.
"""

from __future__ import annotations

import json
import logging
import shutil
import socketserver
import tempfile
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl
from django.db import close_old_connections, connection

from almoner.casework.breakdowns import Breakdowns
from almoner.casework.elsewhere import SCHEME, listening
from almoner.casework.keeper import Keeper
from almoner.casework.past import Past
from almoner.catalogue.register import chosen
from almoner.engine.explain import Explanation, explain
from almoner.reference.refusal import Refusal

_log = logging.getLogger("almoner.engine")


class Answering:
    """Servers in threads of their own. `address` is where the web is to ask.

    That is the Unix socket `socket`, or with `listen` (HOST:PORT) an address for other hosts.
    """

    def __init__(self, keepers: Mapping[str, Keeper], listen: str = "") -> None:
        further = listening(listen, self._converse) if listen else None
        self._keepers = keepers
        self._past, self._breakdowns = Past(), Breakdowns()
        self._folder = Path(tempfile.mkdtemp(prefix="almoner-engine-"))
        self.socket = str(self._folder / "socket")
        self.address = self.socket
        converse = self._converse

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                converse(self.rfile, self.wfile)

        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True

        self._servers: list[socketserver.BaseServer] = [Server(self.socket, Handler)]
        if further:
            self._servers.append(further)
            self.address = f"{SCHEME}{listen.rpartition(':')[0]}:{further.server_address[1]}"

    def __enter__(self) -> Answering:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return self

    def _converse(self, asked: BufferedIOBase, told: BufferedIOBase) -> None:
        for line in asked:
            told.write((json.dumps(self.answer(line)) + "\n").encode())

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def answer(self, line: bytes) -> dict[str, Any]:
        """The answer to one question; a refusal or a failure is an answer too."""
        try:
            question = json.loads(line)
            keeper = self._keepers.get(question["authority"])
            if keeper is None:
                return {"refused": "starting"}
            return self._answers(keeper, question)
        except Refusal as refusal:
            return {"refused": str(refusal)}
        except Exception:  # noqa: BLE001 - one bad question must not end the engine
            _log.exception("a question could not be answered")
            return {"refused": "failed"}
        finally:
            close_old_connections()
            if not connection.in_atomic_block:
                connection.close()

    def _answers(self, keeper: Keeper, question: dict[str, Any]) -> dict[str, Any]:
        known_on = question.get("known_on")
        match question["ask"]:
            case "people":
                return self._people(keeper, question, known_on)
            case "breakdowns":
                indicator = chosen([question["indicator"]])[0]
                about = indicator, question["period"], question["units"]
                return {"breakdowns": self._breakdowns.of(keeper, *about)}
            case "known_on":
                day = date.fromisoformat(question["known_on"])
                return {"values": self._past.values(keeper, question["indicators"], day)}
            case "compare":
                with keeper.lock:
                    return {"differing": keeper.live.compared()}
        return {"refused": "unknown"}

    def _people(
        self, keeper: Keeper, question: dict[str, Any], known_on: str | None
    ) -> dict[str, Any]:
        indicator = chosen([question["indicator"]])[0]
        rest = question["period"], question["unit"]
        if known_on:
            return _told(self._past.explain(keeper, indicator, *rest, date.fromisoformat(known_on)))
        with ExitStack() as asking:
            with keeper.lock:
                mirror = asking.enter_context(keeper.live.mirror.aside())
            return _told(explain(mirror, indicator, *rest))


def _told(found: Explanation) -> dict[str, Any]:
    return {
        "version": found.version,
        "numerator": _units(found.numerator),
        "denominator": None if found.denominator is None else _units(found.denominator),
        "sql": list(found.sql),
    }


def _units(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return frame.select("unit_id", "person_id", "team_id", "weight").to_dicts()
