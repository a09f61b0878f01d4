"""The pairs that a measure is part of, with the other's figures: live and published."""

from __future__ import annotations

from django.urls import reverse

from almoner.casework.models import Definition
from almoner.casework.words import words_of
from almoner.catalogue.published import published_indicators
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.live_series import LiveSubject, entry_of, live_history
from almoner.dashboards.pairs import PAIRS
from almoner.dashboards.presenters.figures_drawn import Subject
from almoner.dashboards.presenters.pair import PairRow, Side, pair_row
from almoner.measurements.queries import history, one_series
from almoner.measurements.rebases import opened_in


def live_pairs(subject: LiveSubject) -> list[PairRow]:
    """What a live measure says together with its counter-measure, and with those it counters.

    Which belongs to which is the definition's own word (`paired_with`).
    """
    mine = words_of([subject.entry.code])[subject.entry.code]
    counters = [mine.paired_with] if mine.paired_with else []
    found = Definition.objects.filter(words__paired_with=subject.entry.code)
    # Two that name each other are one pair.
    targets = sorted(set(found.values_list("code", flat=True)) - set(counters))
    here = Side(subject.entry, subject.held, _live_address(subject, subject.entry.code))
    others = _live_sides(subject, [*counters, *targets])
    rows = [pair_row(here, others[code]) for code in counters if code in others]
    rows += [pair_row(others[code], here) for code in targets if code in others]
    return [row for row in rows if row]


def _live_address(subject: LiveSubject, code: str) -> str:
    return reverse("live_indicator", args=[subject.authority.code, subject.unit.code, code])


def _live_sides(subject: LiveSubject, codes: list[str]) -> dict[str, Side]:
    authority, unit = subject.authority.code, subject.unit.code
    opened = opened_in(unit, authority) if codes else {}
    sides = {}
    for code, words in words_of(codes).items():
        entry = entry_of(words)
        held = live_history(authority, unit, entry, opened.get(code, ()))
        sides[code] = Side(entry, held, _live_address(subject, code))
    return sides


def published_pairs(subject: Subject) -> list[PairRow]:
    """What a published measure says together with those it is paired with, of the total."""
    if subject.series.breakdown:
        return []
    rows = []
    for pair in PAIRS:
        if subject.entry.code in (pair.target, pair.counter):
            target, counter = (_published_side(subject, code)
                               for code in (pair.target, pair.counter))  # fmt: skip
            if target and counter:
                rows.append(pair_row(target, counter, str(pair.reason)))
    return [row for row in rows if row]


def _published_side(subject: Subject, code: str) -> Side | None:
    entry, address = published_indicators()[code], indicator_address(subject.area.slug, code)
    if code == subject.entry.code:
        return Side(entry, subject.held, address)
    series = one_series(code, subject.area.code)
    return Side(entry, history(series), address) if series else None
