"""Handing this process over to the web server: shared by `serve` and `demo`."""

from __future__ import annotations

import os
import socket
import sys

from almoner.casework.limits import THREADS
from almoner.cli.engine import start_beside
from almoner.cli.returns import start_checker_beside
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


def serve_site(*, host: str, port: int, workers: int, engine: bool = True) -> None:
    """Become the web server; does not return.

    The checker of returns runs beside it and ends with it; with `engine`, so does an engine.

    The process is replaced, so that what loading needed of memory is given back.
    """
    _free(host, port)
    if engine:
        start_beside()
    start_checker_beside()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "almoner.website.settings")
    arguments = [
        "gunicorn",
        "almoner.website.wsgi:application",
        f"--bind={host}:{port}",
        f"--workers={workers}",
        f"--threads={THREADS}",
        "--graceful-timeout=5",
        "--preload",
        "--log-level=warning",
        "--no-control-socket",
    ]
    os.execv(sys.executable, [sys.executable, "-m", *arguments])  # noqa: S606 - our own interpreter


def _free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refusal(
                _("the port is taken by another program"),
                found=port,
                expected=_("a free one; give it with --port"),
            ) from None
