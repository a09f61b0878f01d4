"""Keeps a checked submission in the record. The checker's process."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from almoner.casework.audit import audited
from almoner.casework.submitting import Kept, files_at, keep
from almoner.returns.kinds import kind_of
from almoner.submissions.audit import Audited
from almoner.submissions.checking import request_of
from almoner.submissions.findings_kept import finish
from almoner.submissions.models import Submission, Work


def keep_submission(work: Work, said: Callable[[str], None]) -> None:
    """Make the rows of a submission the record's. Refuses what cannot be placed in it."""
    submission = work.submission
    request = request_of(submission)
    said("read")
    tables = kind_of(submission.return_code).read(request.path)
    files = files_at(request.path)
    said("keep")
    with transaction.atomic():
        finish(work)
        kept = keep(
            submission.return_code, tables, year=submission.year,
            authority=submission.authority, files=files, by=work.asked_by, set_aside=True,
        )  # fmt: skip
        _keep_outcome(work, submission, kept)


def _keep_outcome(work: Work, submission: Submission, kept: Kept) -> None:
    Submission.objects.filter(pk=submission.pk).update(
        kept_at=timezone.now(), kept_by=work.asked_by, kept_as=kept.submission,
        kept_rows={
            "records": {table: list(changes) for table, changes in kept.records.items()},
            "unchanged": kept.unchanged, "set_aside": kept.set_aside, "replaces": kept.replaces,
        },
    )  # fmt: skip
    audited(
        Audited.KEPT, by=work.asked_by, authority=submission.authority,
        subject=str(submission.pk), kept_as=kept.submission,
    )  # fmt: skip
