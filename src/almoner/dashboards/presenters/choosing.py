"""What a reader may add to a comparison or take from it: each choice is an address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import title_of
from almoner.dashboards.presenters.council import SERVICE_WORDS
from almoner.dashboards.selection import REFERENCES, Selection
from almoner.reference.areas import Area

REFERENCE_WORDS: dict[str, Promise] = {
    "nation": _("the nation"),
    "neighbours": _("the mean of the first council’s neighbours"),
    "first": _("the first council"),
}


@dataclass(frozen=True)
class Chosen:
    """Something in the comparison, with the addresses that take it out or put it first."""

    title: str
    remove: str
    lead: str = ""


@dataclass(frozen=True)
class Offer:
    """Something that may be added."""

    title: str | Promise
    address: str
    detail: str = ""


@dataclass(frozen=True)
class ReferenceChoice:
    """One of the things that councils may be compared with."""

    code: str
    title: Promise
    chosen: bool


def chosen_councils(selection: Selection) -> list[Chosen]:
    """The councils, the first of which leads."""
    return [
        Chosen(
            title=one.name,
            remove=selection.without(one).address(),
            lead="" if place == 0 else selection.led_by(one).address(),
        )
        for place, one in enumerate(selection.councils)
    ]


def chosen_indicators(selection: Selection) -> list[Chosen]:
    """The indicators in order."""
    return [
        Chosen(title=title_of(one), remove=selection.without(one).address())
        for one in selection.indicators
    ]


def offered_councils(selection: Selection, found: Iterable[Area]) -> list[Offer]:
    """Councils that a reader's words may mean and that are not yet in."""
    return [
        Offer(one.name, selection.adding(councils=[one]).address())
        for one in found
        if one not in selection.councils
    ]


def offered_indicators(selection: Selection, found: Iterable[PublishedIndicator]) -> list[Offer]:
    """Indicators that have a reader's words and are not yet in."""
    return [
        Offer(title_of(one), selection.adding(indicators=[one]).address(), one.source)
        for one in found
        if one not in selection.indicators
    ]


def offered_neighbours(selection: Selection, neighbours: Sequence[Area]) -> Offer | None:
    """All comparators of the first council at once; None where all are in."""
    first = selection.first
    wider = selection.adding(councils=neighbours)
    if first is None or wider == selection:
        return None
    more = len(wider.councils) - len(selection.councils)
    title = _("Add all neighbours of %(name)s (%(more)s)") % {"name": first.name, "more": more}
    return Offer(title, wider.address())


def offered_services(
    selection: Selection, by_service: dict[str, list[PublishedIndicator]], most: int
) -> list[Offer]:
    """The first `most` of each service's indicators at once, where any is not yet in."""
    offers = []
    for service, entries in by_service.items():
        wider = selection.adding(indicators=entries[:most])
        if wider != selection:
            more = len(wider.indicators) - len(selection.indicators)
            title = _("%(service)s (%(more)s)") % {"service": SERVICE_WORDS[service], "more": more}
            offers.append(Offer(title, wider.address()))
    return offers


def reference_choices(selection: Selection) -> list[ReferenceChoice]:
    """What councils may be compared with."""
    return [
        ReferenceChoice(code, REFERENCE_WORDS[code], code == selection.against)
        for code in REFERENCES
    ]


def hidden(selection: Selection, *, without: str = "") -> list[tuple[str, str]]:
    """The fields that a form carries along, so that its address is the whole view."""
    return [pair for pair in selection.pairs if pair[0] != without]
