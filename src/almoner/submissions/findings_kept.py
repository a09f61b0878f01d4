"""Keeps the findings of a check: who holds them, what was said of them before, what is new."""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl
from django.db import transaction
from django.utils import timezone

from almoner.casework.audit import audited
from almoner.measurements import bulk
from almoner.submissions.audit import Audited
from almoner.submissions.fingerprints import fingerprints
from almoner.submissions.models import Finding, Reply, RuleTotal, Submission, Work, WorkState
from almoner.submissions.teams import teams_of

_KNOWN_BY = ("rule", "table", "child_or_key", "fields", "values")


class OvertakenError(Exception):
    """Another attempt has taken this work up."""


class About(NamedTuple):
    """What a check says beside its findings: rows read, rules run, undecided and not run."""

    rows: int
    ran: int
    undecided: list[dict[str, Any]]
    skipped: list[dict[str, Any]]


def keep_findings(work: Work, findings: pl.DataFrame, about: About) -> None:
    """Keep `findings` (columns of the check library) as those of the submission, all or none."""
    submission = work.submission
    marks = fingerprints(findings.select(_KNOWN_BY).iter_rows())
    teams = teams_of(submission.authority, findings["child_or_key"].unique().to_list())
    frame = _as_kept(submission, findings, marks, teams)
    with transaction.atomic():
        finish(work)
        # Two checks of one submission's successor must see each other's findings whole.
        before = predecessor(submission)
        Finding.objects.filter(submission=submission).delete()
        RuleTotal.objects.filter(submission=submission).delete()
        frame = _compared(frame, before)
        bulk.append(Finding, frame)
        _keep_totals(submission, findings)
        _keep_counts(submission, findings, before, set(marks), about)
        audited(
            Audited.CHECKED, by=work.asked_by, authority=submission.authority,
            subject=str(submission.pk), findings=findings.height,
        )  # fmt: skip


def finish(work: Work) -> None:
    """Mark work as done; OvertakenError when another attempt is at it."""
    mine = Work.objects.filter(pk=work.pk, attempt=work.attempt, state=WorkState.RUNNING)
    if not mine.update(state=WorkState.DONE, step="", ended_at=timezone.now()):
        raise OvertakenError


def predecessor(submission: Submission) -> Submission | None:
    """The last checked submission of the same return and year received before this one."""
    earlier = Submission.objects.filter(
        authority=submission.authority, return_code=submission.return_code,
        year=submission.year, pk__lt=submission.pk,
    ).exclude(checked_at=None)  # fmt: skip
    return earlier.order_by("pk").last()


def _as_kept(
    submission: Submission, findings: pl.DataFrame, marks: list[str], teams: dict[str, str]
) -> pl.DataFrame:
    standing = Reply.objects.filter(
        authority=submission.authority, return_code=submission.return_code,
        year=submission.year, withdrawn_at=None,
    )  # fmt: skip
    replies = dict(standing.values_list("fingerprint", "pk"))
    children = findings["child_or_key"].to_list()
    return findings.rename({"child_or_key": "child"}).with_columns(
        submission_id=pl.lit(submission.pk, pl.Int64),
        row=pl.col("row").cast(pl.Int64),
        child=pl.col("child").str.head(120),
        team=pl.Series([teams.get(child, "") for child in children], dtype=pl.String),
        fingerprint=pl.Series(marks, dtype=pl.String),
        reply_id=pl.Series([replies.get(mark) for mark in marks], dtype=pl.Int64),
    )


def _compared(frame: pl.DataFrame, before: Submission | None) -> pl.DataFrame:
    if before is None:
        return frame.with_columns(is_new=pl.lit(value=False))
    held = set(Finding.objects.filter(submission=before).values_list("fingerprint", flat=True))
    new = [mark not in held for mark in frame["fingerprint"]]
    return frame.with_columns(is_new=pl.Series(new, dtype=pl.Boolean))


def _keep_totals(submission: Submission, findings: pl.DataFrame) -> None:
    grouped = findings.group_by("rule", "severity", "message", maintain_order=True).agg(
        findings=pl.len(), children=pl.col("child_or_key").n_unique()
    )
    RuleTotal.objects.bulk_create(
        RuleTotal(submission=submission, **row) for row in grouped.iter_rows(named=True)
    )


def _keep_counts(
    submission: Submission, findings: pl.DataFrame, before: Submission | None, marks: set[str],
    about: About,
) -> None:  # fmt: skip
    errors = findings.filter(pl.col("severity") == "error").height
    gone = None
    if before is not None:
        held = Finding.objects.filter(submission=before).values_list("fingerprint", flat=True)
        gone = len(set(held) - marks)
    Submission.objects.filter(pk=submission.pk).update(
        checked_at=timezone.now(), errors=errors, others=findings.height - errors,
        children=findings["child_or_key"].n_unique(),
        compared_with=before.pk if before else None, gone=gone, **about._asdict(),
    )  # fmt: skip
