"""The numbers at the head of a submission."""

from __future__ import annotations

from django.utils.translation import gettext as _

from almoner.submissions.models import Submission


def counts(submission: Submission, new: int) -> list[tuple[str, str]]:
    """Number and words; what is new and gone only where there is one to compare with."""
    found = [
        (submission.errors, _("errors")),
        (submission.others, _("queries and others")),
        (submission.children, _("children or keys with findings")),
        (submission.rows, _("rows checked")),
        (submission.ran, _("rules run")),
    ]
    if submission.compared_with is not None:
        found += [(new, _("new since last time")), (submission.gone, _("gone since last time"))]
    return [(f"{number:,}", words) for number, words in found if number is not None]
