"""What all teams do alike otherwise: copies, restarts, cases without an end, missing numbers."""

from __future__ import annotations

import numpy as np
from scipy import stats

from almoner.reference.language import _
from almoner.signals.batch import BoolArray
from almoner.signals.integrity import copies, restarts, roundness, vanished
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import (
    COPIES,
    DIGITS,
    DROPPED,
    EVERYONE,
    NOWHERE,
    RESTARTED,
    Lead,
)
from almoner.signals.integrity.rates import p_beyond

FEWEST = 60

# Ours: shares that are taken as ordinary anywhere. The same row twice, from the extract; cases not
# ended; numbers not used; people back at once with the limit passed by both together; ends on the
# first or last day of a month.
_TWICE, _OPEN, _GAPS, _BACK, _MONTH = 0.01, 0.06, 0.03, 0.008, 0.11

# Different days of ending under which the first and last of months mean nothing.
_DAYS = 20

# Where more than this share agrees by coincidence, in a short time or a narrow range, agreement
# says nothing.
_CROWDED = 0.1


def leads(cases: Cases) -> list[Lead]:
    """Whether all teams together have more of these than ordinary offices do."""
    if len(cases) < FEWEST:
        return []
    return _copies(cases) + _restarts(cases) + _vanished(cases) + _round_dates(cases)


def _lead(kind: str, words: str, rows: BoolArray, of: BoolArray, usual: float, like: float) -> Lead:
    x, n = int((rows & of).sum()), int(of.sum())
    sentence = words.format(own=x, of=n, share=f"{x / max(n, 1):.1%}", usual=f"{usual:.1%}")
    return Lead(kind, EVERYONE, p_beyond(x, n, usual, like), sentence, rows & of)


def _copies(cases: Cases) -> list[Lead]:
    found = []
    for with_entry in (True, False):
        usable, again, chance = copies.alike(cases, with_entry=with_entry)
        coincidence = float(chance.sum()) / max(int(usable.sum()), 1)
        if coincidence > _CROWDED:
            continue
        usual = cases.usual_alike + coincidence
        like = 0.0015 + 0.05 * coincidence
        words = _(
            "{own} of {of} cases of all teams ({share}) have the same dates as another of their "
            "team; up to {usual} would be ordinary, for families seen together and coincidence."
        )
        found.append(_lead(COPIES, words, again, usable, usual, like))
    return [*found, _same_rows(cases)]


def _same_rows(cases: Cases) -> Lead:
    words = _(
        "{own} of {of} rows of all teams ({share}) are the same as another, number and all; up to "
        "{usual} would be ordinary."
    )
    rows = copies.same_rows(cases)
    return _lead(COPIES, words, rows, np.ones(len(cases), dtype=np.bool_), _TWICE, 0.002)


def _restarts(cases: Cases) -> list[Lead]:
    soon, ever, before = restarts.linked(cases)
    words = _(
        "{own} of {of} cases of all teams ({share}) were opened soon after the end, in time, of a "
        "case of the same number, the two together beyond the limit; up to {usual} would be "
        "ordinary."
    )
    everything = np.ones(len(cases), dtype=np.bool_)
    lead = _lead(RESTARTED, words, soon, everything, _BACK, 0.003)
    hurried = int((restarts.near(cases)[before] & soon).sum())
    p = float(stats.binom.sf(hurried - 1, int(ever.sum()), restarts.usual_near(cases)))
    alone = Lead(RESTARTED, EVERYONE, p if hurried > 4 else 1.0, lead.evidence, lead.rows)
    return [lead, alone, *(_followed(cases, within) for within in restarts.WITHIN)]


def _followed(cases: Cases, within: int) -> Lead:
    now, usual, p = restarts.followed_by_all(cases, within)
    words = _(
        "in all teams together {now} cases began within {days} days after a case of the team that "
        "ended just in time, where the same days of other weeks give {usual} on average."
    ).format(now=int(now), days=within, usual=f"{usual:.0f}")
    return Lead(RESTARTED, EVERYONE, p, words, restarts.near(cases))


def _vanished(cases: Cases) -> list[Lead]:
    words = _(
        "{own} of {of} cases of all teams begun more than twice the limit before the last entry "
        "have no end ({share}); up to {usual} would be ordinary."
    )
    with np.errstate(invalid="ignore"):
        begun = cases.last_day - cases.start > 2 * cases.calendar_limit
    found = [_lead(DROPPED, words, vanished.overdue(cases), begun, _OPEN, 0.004)]
    run = vanished.numbered(cases)
    if run is not None:
        number, _team = run
        missing = int(np.maximum(np.diff(number) - 1, 0).sum())
        of = missing + len(number)
        words = _("{own} of {of} case numbers in the run are missing, in all teams.")
        p = p_beyond(missing, of, _GAPS, 0.01)
        found.append(Lead(DROPPED, EVERYONE, p, words.format(own=missing, of=of), NOWHERE))
    return found


def _round_dates(cases: Cases) -> list[Lead]:
    words = _(
        "{own} of {of} ends of all teams ({share}) fall on the first or last day of a month; up to "
        "{usual} would be ordinary."
    )
    if len(np.unique(cases.end[~np.isnan(cases.end)])) < _DAYS:
        return []
    return [_lead(DIGITS, words, *roundness.at_month_ends(cases), _MONTH, 0.005)]
