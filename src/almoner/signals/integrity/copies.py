"""The same case more than once, under other numbers."""

from __future__ import annotations

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray, IntArray
from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.lead import COPIES, Lead
from almoner.signals.integrity.rates import negative_binomial_tail, others_of, p_higher

# Weeks and rhythms make coincidences likelier than independence has it.
_RHYTHM = 1.6

# Coincidences above this share of a team's cases hide its families.
_CLEAR = 0.05


def leads(cases: Cases) -> list[Lead]:
    """For every team, whether more cases are alike in all dates than coincidence makes."""
    found = _alike(cases, with_entry=True) + _alike(cases, with_entry=False)
    return found + _written_twice(cases)


def same_rows(cases: Cases) -> BoolArray:
    """Rows that repeat an earlier one in number, team and all dates."""
    seen = set[tuple[object, ...]]()
    again = np.zeros(len(cases), dtype=np.bool_)
    dates = np.nan_to_num(np.column_stack([cases.start, cases.end, cases.recorded]), nan=-1e9)
    for row, found in enumerate(
        zip(cases.ids, cases.team.tolist(), *dates.T.tolist(), strict=True)
    ):
        again[row] = found in seen
        seen.add(found)
    return again


def _written_twice(cases: Cases) -> list[Lead]:
    again = same_rows(cases)
    if not again.any():
        return []
    x, n = cases.per_team(again), cases.per_team(np.ones(len(cases), dtype=np.bool_))
    found = []
    for team, p in enumerate(p_higher(x, n).tolist()):
        if np.isnan(p):
            continue
        words = _(
            "{own} of {of} rows are the same as another, number and all; in the other teams {rest}."
        ).format(own=int(x[team]), of=int(n[team]), rest=int(x.sum() - x[team]))
        which = _with_originals(cases, again, team)
        found.append(Lead(COPIES, team, p if x[team] > 1 else 1.0, words, which))
    return found


def _pairs(codes: IntArray) -> float:
    counts = np.bincount(codes)
    return float((counts * (counts - 1) / 2).sum())


def _coded(values: FloatArray | IntArray) -> IntArray:
    found: IntArray = np.unique(values, return_inverse=True)[1].reshape(-1)
    return found


def _chance(values: FloatArray) -> float:
    """Chance that two cases drawn at random agree."""
    codes = _coded(values)
    n = len(codes)
    return _pairs(codes) / (n * (n - 1) / 2) if n > 1 else 0.0


def _entered_together(event: IntArray, entry: IntArray, case: IntArray) -> float:
    """Chance that two unlike cases whose events fell on one day were entered on one day."""
    case = _coded(case)
    both = _coded(event * 100_000 + entry)
    apart = _pairs(event) - _pairs(case)
    together = _pairs(both) - _pairs(_coded(case * 100_000 + entry))
    return (together + 1) / (apart + 2)


def alike(cases: Cases, *, with_entry: bool) -> tuple[BoolArray, BoolArray, FloatArray]:
    """Cases with the dates needed, those that repeat an earlier one of their team, and how many
    repeats coincidence would make in each team."""
    usable = ~np.isnan(cases.duration)
    if with_entry:
        usable &= ~np.isnan(cases.recorded)
    again = np.zeros(len(cases), dtype=np.bool_)
    expected = np.zeros(len(cases.teams))
    for team in range(len(cases.teams)):
        rows = np.flatnonzero(usable & cases.of(team))
        if len(rows) > 1:
            again[rows], expected[team] = _repeated(cases, rows, with_entry)
    return usable, again, expected


def _alike(cases: Cases, *, with_entry: bool) -> list[Lead]:
    usable, again, expected = alike(cases, with_entry=with_entry)
    return _judged(cases, cases.per_team(usable), again, expected, with_entry)


def _repeated(cases: Cases, rows: IntArray, with_entry: bool) -> tuple[BoolArray, float]:
    """Which rows repeat an earlier one, and how many pairs coincidence would make."""
    start, days = cases.start[rows], cases.duration[rows]
    key = _coded(start).astype(np.int64) * 100_000 + days.astype(np.int64)
    chance = _chance(days)
    if with_entry:
        entry = _coded(cases.recorded[rows])
        chance *= _entered_together(_coded(cases.event[rows]), entry, key)
        key = _coded(key) * 100_000 + entry
    order = np.argsort(key, kind="stable")
    repeat = np.zeros(len(rows), dtype=np.bool_)
    repeat[order[1:]] = key[order][1:] == key[order][:-1]
    return repeat, _pairs(_coded(start)) * chance * _RHYTHM


def _judged(
    cases: Cases, n: IntArray, again: BoolArray, expected: FloatArray, with_entry: bool
) -> list[Lead]:
    x = cases.per_team(again)
    found = []
    for team in np.flatnonzero(n > 1).tolist():
        others = others_of(team, x.astype(np.float64), n.astype(np.float64))
        families = _families(cases, x, n, expected, others) * n[team]
        mean = expected[team] + families
        variance = mean + (0.15 * mean) ** 2 + families**2 / 5
        p = negative_binomial_tail(float(x[team]), mean, variance)
        found.append(
            Lead(COPIES, team, p if x[team] > 1 else 1.0, "", _with_originals(cases, again, team))
        )
        found[-1] = _worded(found[-1], int(x[team]), int(n[team]), mean, with_entry)
    return found


def _families(
    cases: Cases, x: IntArray, n: IntArray, expected: FloatArray, others: BoolArray
) -> float:
    """Share that the other teams have beyond coincidence, such as families seen together.

    A team in which coincidence alone makes many alike cannot tell; where none can, the share that
    is ordinary anywhere stands in.
    """
    if not others.any():
        return 0.5 / max(int(n.max()), 1)
    clear = others & (expected < _CLEAR * n)
    if not clear.any():
        return cases.usual_alike
    beyond = max(float((x - expected)[clear].sum()), 0.0)
    return (beyond + 0.25) / float(n[clear].sum())


def _worded(lead: Lead, own: int, of: int, mean: float, with_entry: bool) -> Lead:
    same = _("start, end and day of entry") if with_entry else _("start and end")
    words = _(
        "{own} of {of} cases have the same {same} as another of the team; coincidence and the "
        "other teams' share would give about {usual}."
    ).format(own=own, of=of, same=same, usual=f"{mean:.1f}")
    return Lead(lead.kind, lead.team, lead.p, words, lead.rows)


def _with_originals(cases: Cases, again: BoolArray, team: int) -> BoolArray:
    own = cases.of(team)
    rows = np.flatnonzero(again & own)
    found = np.zeros(len(cases), dtype=np.bool_)
    for row in rows.tolist():
        found |= own & (cases.start == cases.start[row]) & (cases.end == cases.end[row])
    return found
