"""Submissions in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from almoner.submissions.models import Submission, Work
from almoner.submissions.presenters.progress import Progress, progress
from almoner.submissions.titles import return_title


@dataclass(frozen=True)
class Line:
    """One submission."""

    submission: Submission
    title: str
    authority: str
    progress: Progress


def lines(
    found: Sequence[Submission], works: Mapping[int, Work], names: Mapping[str, str]
) -> list[Line]:
    """A line for each submission."""
    return [
        Line(
            one, return_title(one.return_code), names.get(one.authority, one.authority),
            progress(one, works.get(one.pk)),
        )
        for one in found
    ]  # fmt: skip
