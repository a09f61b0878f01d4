"""Open pages that listen for events, as browsers do, and note when they were told."""

from __future__ import annotations

import re
import socket
import threading
import time
from types import TracebackType

_LONGEST = 60.0
_EVENT = re.compile(rb"\nid: [^\n]*-(\d+)\n")


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
        """Read as it comes, and look at the names of events alone: all readers share a core."""
        with socket.create_connection(("localhost", self._port)) as connection:
            connection.sendall(f"GET {self._path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            read, status = b"", b"HTTP/1.1 200 "
            while more := connection.recv(1 << 17):
                read += more
                assert read[: len(status)] == status[: len(read)], read[:100]
                status = b""
                while (found := _EVENT.search(read)) and (
                    end := read.find(b"\n\n", found.end())
                ) > 0:
                    read = read[end:]
                    with self._news:
                        self._heard[page].append((int(found[1]), time.perf_counter()))
                        self._news.notify_all()
