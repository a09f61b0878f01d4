"""How far a submission is, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from almoner.submissions.models import Submission, Work, WorkKind, WorkState

_STEPS = {
    (WorkKind.CHECK, "read"): 25,
    (WorkKind.CHECK, "rules"): 50,
    (WorkKind.CHECK, "keep"): 75,
    (WorkKind.KEEP, "read"): 30,
    (WorkKind.KEEP, "keep"): 60,
}


@dataclass(frozen=True)
class Progress:
    """`tone` is a colour of a tag; `percent` how far work under way is; `moving` whether it is."""

    words: str
    tone: str
    detail: str = ""
    percent: int = 0
    moving: bool = False


def progress(submission: Submission, work: Work | None) -> Progress:
    """What is to be said of a submission and the last work that was asked for it."""
    if work is None or work.state == WorkState.DONE:
        return _settled(submission)
    keeping = work.kind == WorkKind.KEEP
    if work.state in (WorkState.WAITING, WorkState.RUNNING):
        return _moving(work, keeping=keeping)
    if work.state == WorkState.REFUSED:
        words = _("Not kept in the record") if keeping else _("Refused")
        return Progress(words, "red", work.words)
    because = _("Keeping it failed because") if keeping else _("The check failed because")
    return Progress(_("Failed"), "red", f"{because} {work.words}.")


def _settled(submission: Submission) -> Progress:
    if submission.kept_at:
        return Progress(_("Kept in the record"), "green")
    if submission.checked_at:
        return Progress(_("Checked"), "teal")
    return Progress(_("Received"), "grey")


def _moving(work: Work, *, keeping: bool) -> Progress:
    percent = _STEPS.get((WorkKind(work.kind), work.step), 5)
    if work.state == WorkState.WAITING:
        words = _("Waiting to be kept in the record") if keeping else _("Waiting to be checked")
        return Progress(words, "blue", "", 0, moving=True)
    words = _("Being kept in the record") if keeping else _("Being checked")
    return Progress(words, "blue", _step(work), percent + work.done // 4, moving=True)


def _step(work: Work) -> str:
    return {
        "read": _("Reading the files"),
        "rules": _("Running every rule"),
        "keep": _("Writing down what was found")
        if work.kind == WorkKind.CHECK
        else _("Writing the record"),
    }.get(work.step, _("Starting"))
