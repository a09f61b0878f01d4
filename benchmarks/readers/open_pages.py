"""Open pages that listen for events, as browsers do, and note when they were told."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from types import TracebackType

_LONGEST = 60.0


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OpenPages:
    """`number` connections to a path; `told` says when each heard of a revision."""

    def __init__(self, port: int, path: str, number: int) -> None:
        self.number = number
        self._port, self._path = port, path
        self._heard: list[list[tuple[int, float]]] = [[] for _page in range(number)]
        self._news = threading.Condition()

    def __enter__(self) -> OpenPages:
        for page in range(self.number):
            threading.Thread(target=self._listen, args=[page], daemon=True).start()
        self._wait(0)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """The connections end with this process."""

    def told(self, revision: int) -> list[float]:
        """For each page, the moment when it first heard of a revision (or a later one)."""
        self._wait(revision)
        with self._news:
            return [min(at for said, at in heard if said >= revision) for heard in self._heard]

    def _wait(self, revision: int) -> None:
        with self._news:
            assert self._news.wait_for(
                lambda: all(heard and heard[-1][0] >= revision for heard in self._heard), _LONGEST
            ), "a page was not told"

    def _listen(self, page: int) -> None:
        while True:
            try:
                self._once(page)
            except OSError:
                time.sleep(0.5)

    def _once(self, page: int) -> None:
        connection = http.client.HTTPConnection("localhost", self._port)
        connection.request("GET", self._path)
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        revision = -1
        while line := answer.readline():
            if line.startswith(b"id: "):
                revision = int(line.rpartition(b"-")[2])
            elif line == b"\n" and revision >= 0:
                with self._news:
                    self._heard[page].append((revision, time.perf_counter()))
                    self._news.notify_all()
                revision = -1
