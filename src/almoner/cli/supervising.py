"""Keeps a command of ours running beside the site: started again whenever it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

_LONGEST_PAUSE = 30.0


def start_supervised(*command: str) -> subprocess.Popen[bytes]:
    """Start a supervisor of this command that ends when this process does."""
    return _run(*command, "--supervised-by", str(os.getpid()))


def supervise(parent: int, *command: str) -> None:
    """Run a command of ours, and again whenever it ends, for as long as `parent` is our parent."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    pause, child = 1.0, None
    try:
        while os.getppid() == parent:
            started = time.monotonic()
            child = _run(*command, "--child-of", str(os.getpid()))
            while child.poll() is None and os.getppid() == parent:
                time.sleep(0.25)
            pause = 1.0 if time.monotonic() - started > 60 else min(pause * 2, _LONGEST_PAUSE)
            if os.getppid() == parent:
                time.sleep(pause)
    except KeyboardInterrupt:
        pass
    finally:
        if child is not None and child.poll() is None:
            child.terminate()


def _run(*command: str) -> subprocess.Popen[bytes]:
    whole = [sys.executable, "-m", "almoner.cli", *command]
    return subprocess.Popen(whole)  # noqa: S603 - our own interpreter
