"""A process of our own that answers a line with a line, started when first asked."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress


class LineProcess:
    """One process of a module, asked by one thread at a time: the caller sees to that.

    `errors` is where its error output goes, as `subprocess.Popen` takes it.
    """

    def __init__(self, module: str, *, errors: int | None = None) -> None:
        self._module, self._errors = module, errors
        self._process: subprocess.Popen[str] | None = None

    def ask(self, line: str) -> str:
        """The answer to a line; "" when the process ended, started anew, without one."""
        return self._once(line) or self._once(line)

    def _once(self, line: str) -> str:
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
            self.close()
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - a module of ours, named in the code
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                text=True,
                encoding="utf-8",
            )
        return self._process

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            # What is still to be written to a process that has gone is lost with it.
            with suppress(BrokenPipeError, ValueError):
                assert pipe
                pipe.close()
        process.wait()
