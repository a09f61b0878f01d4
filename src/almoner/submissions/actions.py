"""The only place of this room that writes on somebody's behalf: one transaction, audited."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from almoner.casework.audit import audited
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.submissions import storage
from almoner.submissions.audit import Audited
from almoner.submissions.models import (
    Finding,
    Reply,
    ReplyKind,
    Submission,
    Work,
    WorkKind,
    WorkState,
)

_MOST_FILES = 60
_MOST_AT_ONCE = 2_000


def receive(
    *, authority: str, return_code: str, year: str, files: Sequence[storage.Upload],
    before: Sequence[storage.Upload] = (), by: str,
) -> Submission:  # fmt: skip
    """Keep the files of a return and ask for its check. Refuses none, or too many, files."""
    if not files:
        raise Refusal(_("there is no file"), expected=_("the files of the return"))
    if len(files) + len(before) > _MOST_FILES:
        raise Refusal(_("these are too many files"), found=len(files) + len(before),
                      expected=_("{n} at most, or one zip").format(n=_MOST_FILES))  # fmt: skip
    folder = storage.store({storage.GIVEN: files, storage.BEFORE: before})
    try:
        with transaction.atomic():
            submission = Submission.objects.create(
                authority=authority, return_code=return_code, year=year,
                received_at=timezone.now(), received_by=by, folder=folder,
                held=[[storage.plain_name(one.name or ""), one.size or 0] for one in files],
            )  # fmt: skip
            audited(Audited.RECEIVED, by=by, authority=authority, subject=str(submission.pk),
                    return_code=return_code, year=year, files=len(files))  # fmt: skip
            ask_for(submission=submission, kind=WorkKind.CHECK, by=by)
    except BaseException:
        storage.delete(folder)
        raise
    return submission


def ask_for(*, submission: Submission, kind: WorkKind, by: str) -> Work:
    """Ask the checker for a piece of work. Refuses what is under way, and what cannot be done."""
    with transaction.atomic():
        held = Submission.objects.select_for_update().get(pk=submission.pk)
        if not held.folder:
            raise Refusal(_("the files of this submission were deleted"))
        if kind == WorkKind.KEEP and held.checked_at is None:
            raise Refusal(_("only what has been checked can be kept in the record"))
        busy = Work.objects.filter(
            submission=held, state__in=[WorkState.WAITING, WorkState.RUNNING]
        )
        if busy.exists():
            raise Refusal(_("this is under way already"))
        return Work.objects.create(
            submission=held, kind=kind.value, asked_by=by, asked_at=timezone.now()
        )


def reply(*, finding: Finding, kind: ReplyKind, reason: str, by: str) -> Reply:
    """Say something of a finding, in place of what was said before. Refuses an empty reason."""
    if not reason.strip():
        raise Refusal(_("say why"), expected=_("a reason that a reader can follow next year"))
    submission = finding.submission
    with transaction.atomic():
        _withdraw_standing(finding, by)
        made = Reply.objects.create(
            authority=submission.authority, return_code=submission.return_code,
            year=submission.year, fingerprint=finding.fingerprint, rule=finding.rule,
            child=finding.child, kind=kind.value, reason=reason.strip(), said_by=by,
            said_at=timezone.now(), said_of=submission.pk,
        )  # fmt: skip
        _alike(finding).update(reply=made)
        audited(Audited.REPLIED, by=by, authority=submission.authority, subject=finding.child,
                submission=submission.pk, rule=finding.rule, kind=kind.value)  # fmt: skip
    return made


def explain_all(
    *, submission: Submission, findings: QuerySet[Finding], reason: str, by: str
) -> int:
    """Say the same of every one of these findings of a submission that has no reply; how many.

    Explained, never "checked and right": that is said of one finding at a time. Refuses an empty
    reason, and more than can be meant at once.
    """
    if not reason.strip():
        raise Refusal(_("say why"), expected=_("a reason that a reader can follow next year"))
    with transaction.atomic():
        unsaid = list(findings.filter(submission=submission, reply=None)[: _MOST_AT_ONCE + 1])
        if len(unsaid) > _MOST_AT_ONCE:
            raise Refusal(_("these are too many findings to explain at once"),
                          expected=_("{n} at most").format(n=_MOST_AT_ONCE))  # fmt: skip
        now = timezone.now()
        replies = Reply.objects.bulk_create(
            Reply(
                authority=submission.authority, return_code=submission.return_code,
                year=submission.year, fingerprint=one.fingerprint, rule=one.rule, child=one.child,
                kind=ReplyKind.EXPLAINED.value, reason=reason.strip(), said_by=by, said_at=now,
                said_of=submission.pk,
            )
            for one in unsaid
        )  # fmt: skip
        for one, made in zip(unsaid, replies, strict=True):
            _alike(one).update(reply=made)
        audited(
            Audited.REPLIED, by=by, authority=submission.authority, subject=str(submission.pk),
            kind=ReplyKind.EXPLAINED.value, replies=[made.pk for made in replies],
        )  # fmt: skip
    return len(replies)


def withdraw(*, finding: Finding, by: str) -> None:
    """Take back what was said of a finding; that it was said is kept. Nothing said: no change."""
    with transaction.atomic():
        if _withdraw_standing(finding, by):
            _alike(finding).update(reply=None)
            audited(
                Audited.WITHDRAWN, by=by, authority=finding.submission.authority,
                subject=finding.child, submission=finding.submission.pk, rule=finding.rule,
            )  # fmt: skip


def _withdraw_standing(finding: Finding, by: str) -> int:
    submission = finding.submission
    standing = Reply.objects.filter(
        authority=submission.authority, return_code=submission.return_code,
        year=submission.year, fingerprint=finding.fingerprint, withdrawn_at=None,
    )  # fmt: skip
    return standing.update(withdrawn_at=timezone.now(), withdrawn_by=by)


def _alike(finding: Finding) -> QuerySet[Finding]:
    """The same finding here and in later submissions of the same return and year."""
    submission = finding.submission
    return Finding.objects.filter(
        fingerprint=finding.fingerprint, submission__authority=submission.authority,
        submission__return_code=submission.return_code, submission__year=submission.year,
        submission__gte=submission.pk,
    )  # fmt: skip


def delete_files(*, submission: Submission, by: str) -> None:
    """Delete what was uploaded, and what findings quote of it; counts and replies stay."""
    with transaction.atomic():
        held = Submission.objects.select_for_update().get(pk=submission.pk)
        if Work.objects.filter(
            submission=held, state__in=[WorkState.WAITING, WorkState.RUNNING]
        ).exists():
            raise Refusal(_("this is under way; wait until it has ended"))
        folder = held.folder
        Finding.objects.filter(submission=held).exclude(values="").update(values="")
        Submission.objects.filter(pk=held.pk).update(folder="", files_deleted_at=timezone.now())
        audited(Audited.DELETED, by=by, authority=held.authority, subject=str(held.pk))
        transaction.on_commit(lambda: storage.delete(folder))


def sweep(*, older_than_hours: int = 24) -> int:
    """Take away what a crash left behind: folders that no submission knows, and half uploads.

    How many were taken away. What is younger may belong to somebody who is sending it now.
    """
    known = set(Submission.objects.exclude(folder="").values_list("folder", flat=True))
    return storage.sweep(known, older_than_hours * 3600)


def delete_old_files(*, days: int, by: str) -> int:
    """Delete the files of submissions received more than `days` days ago (0: of none)."""
    if not days:
        return 0
    limit = timezone.now() - timezone.timedelta(days=days)
    old = Submission.objects.filter(received_at__lt=limit).exclude(folder="")
    done = 0
    for submission in old:
        try:
            delete_files(submission=submission, by=by)
            done += 1
        except Refusal:
            continue
    return done
