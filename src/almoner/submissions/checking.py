"""Checks one submission: reads it, runs every rule, keeps what was found. The checker's process.

All that a check finds is written in one transaction, and only while its attempt is the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns import dates
from almoner.returns.checking import Outcome, outcome_of
from almoner.returns.context import Context
from almoner.returns.kinds import ReturnKind, kind_of
from almoner.returns.shapes import TableShape
from almoner.returns.submission import Request, read_files
from almoner.returns.tables import row_column
from almoner.submissions.child_rows import Part, write_rows
from almoner.submissions.findings_kept import About, keep_findings
from almoner.submissions.models import Submission, Work
from almoner.submissions.storage import BEFORE, GIVEN, folder_of, path_of

_LAST = "_last"


def check(work: Work, said: Callable[[str], None]) -> None:
    """Check the submission of `work` and keep its findings. Refuses files that are not a return.

    `said` is told each step as it begins.
    """
    submission = work.submission
    kind = kind_of(submission.return_code)
    said("read")
    context = read_files(kind, request_of(submission))
    said("rules")
    outcome = outcome_of(kind, context)
    said("keep")
    rows = write_rows(submission.folder, _parts(kind, context))
    keep_findings(work, outcome.findings, About(rows, outcome.ran, *_not_said(outcome)))


def request_of(submission: Submission) -> Request:
    """What to read. Refuses a submission whose files were deleted."""
    path = path_of(submission.folder, GIVEN) if submission.folder else None
    if path is None:
        raise Refusal(_("the files of this submission were deleted"))
    return Request(
        submission.return_code, path, path_of(submission.folder, BEFORE),
        year=submission.year, authority=submission.authority,
    )  # fmt: skip


def said_plainly(refusal: Refusal, folder: str) -> str:
    """A refusal's sentence without the place of the files on this machine."""
    where = folder_of(folder)
    text = str(refusal)
    for part in (where / GIVEN, where / BEFORE, where):
        text = text.replace(f"{part}/", "").replace(str(part), _("the files received"))
    return text


def _not_said(outcome: Outcome) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What rules could not decide, and the rules that were not run."""
    return (
        [{**one._asdict(), "rules": list(one.rules)} for one in outcome.undecided],
        [{"reason": one.reason, "rules": list(one.rules)} for one in outcome.skipped],
    )


def _parts(kind: ReturnKind, context: Context) -> Iterator[Part]:
    for name, shape in kind.shapes.items():
        for held in (name, f"{name}{_LAST}"):
            if held in context.tables:
                yield _part(context.tables[held], held, shape)


def _part(frame: pl.DataFrame, held: str, shape: TableShape) -> Part:
    names = [name for name in shape.columns if name in frame.columns]
    cells = [_as_given(frame, name) for name in names]
    child = _as_given(frame, shape.key) if shape.key in frame.columns else pl.lit("")
    rows = frame.select(
        pl.col(row_column(held)), child.alias("child of row"), pl.concat_list(cells).alias("cells")
    ).iter_rows()
    return Part(shape.name, held != shape.name, names, rows)


def _as_given(frame: pl.DataFrame, name: str) -> pl.Expr:
    text = dates.raw(name) if dates.raw(name) in frame.columns else name
    return pl.col(text).cast(pl.String).fill_null("")
