"""What an address of a live figure is about: the authority, the unit, and the indicator."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from almoner.casework.models import Authority
from almoner.casework.queries import Unit, units
from almoner.casework.words import words_of
from almoner.dashboards.live_series import LiveSubject, entry_of, live_history
from almoner.dashboards.presenters.shown import opened
from almoner.improvement.target_queries import standing_target
from almoner.measurements.rebases import standing_rebases


def live_unit(code: str, unit: str) -> tuple[Authority, Unit, list[Unit]]:
    """The authority of an address, its unit, and all its units; or "not found"."""
    authority = get_object_or_404(Authority, code=code)
    everywhere = units(authority)
    here = next((one for one in everywhere if one.code == unit), None)
    if here is None:
        raise Http404
    return authority, here, everywhere


def live_subject(code: str, unit: str, name: str) -> LiveSubject:
    """A computed indicator in a unit, with its targets; or "not found"."""
    authority, here, _everywhere = live_unit(code, unit)
    words = words_of([name]).get(name)
    if words is None:
        raise Http404
    entry = entry_of(words)
    rebases = standing_rebases(unit, name, code)
    return LiveSubject(
        authority=authority,
        unit=here,
        entry=entry,
        held=live_history(code, unit, entry, opened(rebases)),
        targets=standing_target(name, unit, code),
        rebases=rebases,
    )


def crumbs_of(subject: LiveSubject) -> list[tuple[str, str]]:
    """The way to a live figure, as words and addresses: the council, the unit, the indicator."""
    code, unit = subject.authority.code, subject.unit
    way = [(subject.authority.name, reverse("live", args=[code]))]
    if unit.code != code:
        way.append((unit.name, reverse("live_unit", args=[code, unit.code])))
    indicator = reverse("live_indicator", args=[code, unit.code, subject.entry.code])
    return [*way, (subject.entry.title, indicator)]
