"""Pictures of specifications, drawn by a process apart that is started when first needed."""

from __future__ import annotations

import atexit
import base64
import hashlib
import json
import threading

from django.core.cache import cache

from almoner.dashboards.charts.palette import Spec
from almoner.dashboards.line_process import LineProcess

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class DrawingFailedError(RuntimeError):
    """The renderer refused the specification, or did not answer."""


class Drawer:
    """One renderer, one picture at a time: pictures are cached, so that few are ever drawn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = LineProcess("almoner.dashboards.charts.draw")

    def draw(self, spec: Spec, kind: str) -> bytes:
        """The picture of `spec` as `kind`, svg or png; starts the renderer again if it has gone."""
        asked = json.dumps({"spec": spec, "format": kind})
        with self._lock:
            answer = self._process.ask(asked)
        if not answer:
            raise DrawingFailedError("the renderer ended without an answer")
        said = json.loads(answer)
        if "error" in said:
            raise DrawingFailedError(said["error"])
        return base64.b64decode(said["picture"])

    def close(self) -> None:
        """End the renderer."""
        with self._lock:
            self._process.close()


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
