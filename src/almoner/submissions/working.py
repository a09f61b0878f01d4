"""The checker: takes up what was asked for, each in a process of its own, and sees it to its end.

A check that is killed (for want of memory, or by somebody) has failed, and says why. When the
checker itself went away in the middle, the work is taken up once more; the second time it failed.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import OperationalError
from django.utils import timezone

from almoner.reference.language import _
from almoner.submissions.models import Checker, Work, WorkState

_log = logging.getLogger("almoner.submissions")
_LOOK_SECONDS = 1.0
_BEAT = timedelta(seconds=2)
_LOST_AFTER = timedelta(seconds=20)
_ATTEMPTS = 2
_LONGEST = timedelta(minutes=60)

Start = Callable[[Work], "subprocess.Popen[bytes]"]


def run_checker(
    *,
    wanted: Callable[[], bool] = lambda: True,
    once: bool = False,
    between: Sequence[Callable[[], None]] = (),
    start: Start | None = None,
) -> None:
    """Do what is asked for until no longer `wanted`; with `once`, until nothing waits.

    `between` is called whenever there is nothing to do. Several checkers may run.
    """
    while wanted():
        beat()
        take_up_again()
        work = take_next()
        if work is not None:
            see_through(work, (start or start_process)(work), wanted)
            continue
        for other in between:
            other()
        if once:
            return
        time.sleep(_LOOK_SECONDS)


def beat() -> None:
    """Say that a checker lives."""
    Checker.objects.update_or_create(pk=1, defaults={"beat_at": timezone.now()})


def take_up_again() -> None:
    """Put work that nobody is at any more back in the queue, or say that it failed."""
    lost = Work.objects.filter(state=WorkState.RUNNING, beat_at__lt=timezone.now() - _LOST_AFTER)
    for work in lost:
        mine = Work.objects.filter(pk=work.pk, attempt=work.attempt, state=WorkState.RUNNING)
        if work.attempt < _ATTEMPTS:
            mine.update(state=WorkState.WAITING, step="")
        else:
            _failed(work, _("it was interrupted twice, because the checker itself was stopped"))


def take_next() -> Work | None:
    """The oldest work that waits, now ours; None when there is none."""
    for work in Work.objects.filter(state=WorkState.WAITING).order_by("pk"):
        ours = Work.objects.filter(pk=work.pk, state=WorkState.WAITING, attempt=work.attempt)
        taken = ours.update(
            state=WorkState.RUNNING, attempt=work.attempt + 1, beat_at=timezone.now(), words=""
        )
        if taken:
            return Work.objects.select_related("submission").get(pk=work.pk)
    return None


def start_process(work: Work) -> subprocess.Popen[bytes]:
    """A process that does this work and ends."""
    command = [sys.executable, "-m", "almoner.cli", "returns", "one", str(work.pk)]
    return subprocess.Popen([*command, str(work.attempt), str(os.getpid())])  # noqa: S603 - our own interpreter


def _beat_for(work: Work) -> None:
    """Say that this work is being done. A database that is busy is told the next time."""
    try:
        beat()
        Work.objects.filter(pk=work.pk, attempt=work.attempt).update(beat_at=timezone.now())
    except OperationalError:
        _log.warning("the database could not be reached to say that the checker runs")


def see_through(work: Work, process: subprocess.Popen[bytes], wanted: Callable[[], bool]) -> None:
    """Wait for the end of the process that does this work; say that it failed if it did not end
    well. When we are to stop first, the process is stopped and the work left to be taken up."""
    began, beaten = timezone.now(), timezone.now()
    late = False
    try:
        while process.poll() is None:
            if not wanted():
                return
            now = timezone.now()
            late = now - began > _LONGEST
            if late:
                process.kill()
            if now - beaten > _BEAT:
                beaten = now
                _beat_for(work)
            time.sleep(0.05)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    if late:
        _failed(work, _("it took longer than {n} minutes").format(n=_LONGEST.seconds // 60))
    elif process.returncode:
        _failed(work, why(process.returncode))


def why(code: int) -> str:
    """Why a process that ended with this code did not do its work."""
    if code == -signal.SIGKILL:
        return _("the process was killed, often because the machine had no memory left")
    if code < 0:
        return _("the process was ended by {signal}").format(signal=signal.Signals(-code).name)
    return _("the process ended with an error ({code})").format(code=code)


def _failed(work: Work, words: str) -> None:
    mine = Work.objects.filter(pk=work.pk, attempt=work.attempt, state=WorkState.RUNNING)
    mine.update(state=WorkState.FAILED, words=words, step="", ended_at=timezone.now())
