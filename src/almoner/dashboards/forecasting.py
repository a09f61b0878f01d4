"""Forecasts, worked out by a process apart: a page asks, and shows them when they are there."""

from __future__ import annotations

import atexit
import hashlib
import json
import math
import queue
import subprocess
import threading
import time
from typing import Any

from django.core.cache import cache

from almoner.dashboards.line_process import LineProcess
from almoner.dashboards.regular import Regular

Answer = dict[str, Any]

WAIT = 0.2
"""Seconds that a page waits for an answer before it says that there will be one."""

LEAST = 24
"""Figures under which nothing is forecast: fewer leave nothing to hold out."""


class Forecaster:
    """One process, one forecast at a time, asked from a thread of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: queue.Queue[tuple[str, str]] = queue.Queue()
        self._asked: set[str] = set()
        self._thread: threading.Thread | None = None
        self._process = LineProcess(
            "almoner.dashboards.forecast_process", errors=subprocess.DEVNULL
        )

    def ask(self, series: Regular) -> Answer | None:
        """The forecast of the next twelve months; None while it is being worked out."""
        line = _line(series)
        key = f"forecast-{hashlib.sha256(line.encode()).hexdigest()}"
        found: Answer | None = cache.get(key)
        if found is not None:
            return found
        with self._lock:
            if key not in self._asked:
                self._asked.add(key)
                self._waiting.put((key, line))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        until = time.monotonic() + WAIT
        while found is None and time.monotonic() < until:
            time.sleep(0.02)
            found = cache.get(key)
        return found

    def _work(self) -> None:
        while True:
            key, line = self._waiting.get()
            text = self._process.ask(line)
            answer = json.loads(text) if text else {"error": "the forecaster ended"}
            cache.set(key, answer, None if text else 60)
            with self._lock:
                self._asked.discard(key)

    def close(self) -> None:
        """End the process."""
        self._process.close()


FORECASTER = Forecaster()
atexit.register(FORECASTER.close)


def may_forecast(series: Regular | None) -> bool:
    """Whether a series is long and full enough."""
    return series is not None and len(series.values) >= LEAST and series.is_full


def _line(series: Regular) -> str:
    values = [None if math.isnan(one) else float(one) for one in series.values]
    share = series.entry.unit == "%"
    asked = {
        "values": values,
        "season": series.a_year,
        "horizon": series.a_year,
        # No published figure by month or quarter can be under nought.
        "lowest": 0.0,
        "highest": 100.0 if share else None,
    }
    return json.dumps(asked)
