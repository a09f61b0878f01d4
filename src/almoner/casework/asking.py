"""Asks the engine a question over its socket."""

from __future__ import annotations

import json
import socket
from typing import Any

from almoner.casework.elsewhere import SCHEME, connected
from almoner.casework.models import EngineState

_SECONDS = 60.0


class EngineAwayError(Exception):
    """The engine does not answer: not running, still starting, or failing."""


def ask(authority: str, **question: object) -> dict[str, Any]:
    """The engine's answer about an authority. EngineAwayError when there is none."""
    state = EngineState.objects.filter(authority=authority).first()
    if state is None or not state.socket:
        raise EngineAwayError
    line = json.dumps({"authority": authority, **question}) + "\n"
    try:
        with _connected(state.socket) as client:
            client.sendall(line.encode())
            with client.makefile("rb") as answers:
                answer: dict[str, Any] = json.loads(answers.readline())
    except (OSError, ValueError):
        raise EngineAwayError from None
    if "refused" in answer:
        raise EngineAwayError(answer["refused"])
    return answer


def _connected(address: str) -> socket.socket:
    if address.startswith(SCHEME):
        return connected(address, _SECONDS)
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(_SECONDS)
    try:
        client.connect(address)
    except BaseException:
        client.close()
        raise
    return client
