"""Pictures of specifications, drawn by a process apart that is started when first needed."""

from __future__ import annotations

import atexit
import base64
import hashlib
import json
import subprocess
import sys
import threading
from contextlib import suppress

from django.core.cache import cache

from almoner.dashboards.charts.palette import Spec

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class DrawingFailedError(RuntimeError):
    """The renderer refused the specification, or did not answer."""


class Drawer:
    """One renderer, one picture at a time: pictures are cached, so that few are ever drawn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def draw(self, spec: Spec, kind: str) -> bytes:
        """The picture of `spec` as `kind`, svg or png; starts the renderer again if it has gone."""
        asked = json.dumps({"spec": spec, "format": kind})
        with self._lock:
            answer = self._ask(asked) or self._ask(asked)
        if not answer:
            raise DrawingFailedError("the renderer ended without an answer")
        said = json.loads(answer)
        if "error" in said:
            raise DrawingFailedError(said["error"])
        return base64.b64decode(said["picture"])

    def _ask(self, line: str) -> str:
        process = self._running()
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self._end()
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "almoner.dashboards.charts.draw"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            # What is still to be written to a renderer that has gone is lost with it.
            with suppress(BrokenPipeError):
                assert pipe
                pipe.close()
        process.wait()

    def close(self) -> None:
        """End the renderer."""
        with self._lock:
            self._end()


DRAWER = Drawer()
atexit.register(DRAWER.close)


def picture(spec: Spec, kind: str) -> bytes:
    """The picture of `spec`, kept so that the same specification is drawn once."""
    text = json.dumps(spec, sort_keys=True, separators=(",", ":"))
    key = f"picture-{kind}-{hashlib.sha256(text.encode()).hexdigest()}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        drawn = DRAWER.draw(spec, kind)
        cache.set(key, drawn)
    return drawn
