"""Other people's tools, timed beside ours in the same run, each in an environment of its own.

`make peers` makes the environments from the hashed lock files here.
"""

from __future__ import annotations

import os
from pathlib import Path

ENVIRONMENTS = Path(__file__).resolve().parent.parent.parent / ".venv-peers"


def python_of(peer: str) -> str | None:
    """The Python of a peer's environment; None, which the tables say, where it was not made.

    ALMONER_PEER_PYTHON names another one.
    """
    named = os.environ.get("ALMONER_PEER_PYTHON")
    made = ENVIRONMENTS / peer / "bin" / "python"
    return named or (str(made) if made.exists() else None)
