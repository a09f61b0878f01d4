"""One piece of work, done in this process: a check, or keeping what was checked as the record."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable

from django.utils import timezone

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.progress import listening
from almoner.submissions.checking import check, said_plainly
from almoner.submissions.findings_kept import OvertakenError
from almoner.submissions.keeping import keep_submission
from almoner.submissions.models import Work, WorkKind, WorkState

_SAY_AGAIN_SECONDS = 0.5
_log = logging.getLogger("almoner.submissions")


def do_one(number: int, attempt: int) -> None:
    """Do the work of this number, if this attempt is still the last one."""
    work = Work.objects.select_related("submission").filter(pk=number, attempt=attempt).first()
    if work is None:
        return
    do = check if work.kind == WorkKind.CHECK else keep_submission
    said, heard = _teller(work)
    try:
        with listening(lambda _step, done, total: heard(done, total)):
            do(work, said)
    except OvertakenError:
        _log.warning("work %d was taken up by another checker", number)
    except Refusal as refusal:
        _ended(work, WorkState.REFUSED, said_plainly(refusal, work.submission.folder))
    except Exception as error:  # noqa: BLE001 - whatever it was, somebody waits for an answer
        # What an exception says may quote a child's row: the page names its kind alone.
        _log.exception("work %d failed", number)
        words = _("of an unexpected fault ({kind}); the log of the server says more")
        _ended(work, WorkState.FAILED, words.format(kind=type(error).__name__))


def end_with_parent(parent: int) -> None:
    """End this process when `parent`, the one that started it, is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _teller(work: Work) -> tuple[Callable[[str], None], Callable[[int, int], None]]:
    """What keeps a step as it begins, and how much of it is done: now and then, not each time."""
    mine = Work.objects.filter(pk=work.pk, attempt=work.attempt)
    last = time.monotonic()

    def said(step: str) -> None:
        mine.update(step=step, done=0)

    def heard(done: int, total: int) -> None:
        nonlocal last
        if total and time.monotonic() - last > _SAY_AGAIN_SECONDS:
            last = time.monotonic()
            mine.update(done=min(100 * done // total, 100))

    return said, heard


def _ended(work: Work, state: WorkState, words: str) -> None:
    mine = Work.objects.filter(pk=work.pk, attempt=work.attempt, state=WorkState.RUNNING)
    mine.update(state=state, words=words, step="", ended_at=timezone.now())
