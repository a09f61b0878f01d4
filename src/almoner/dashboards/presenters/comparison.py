"""The comparison: indicators by councils, each figure with what its interval says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.figures import figure, in_unit, title_of
from almoner.dashboards.presenters.intervals import Bounds
from almoner.dashboards.presenters.judging import Judged, Verdict, judged
from almoner.dashboards.presenters.tile import compared, period_words, polarity_words, with_status
from almoner.dashboards.selection import Selection
from almoner.dashboards.spreads import Held, Spread
from almoner.reference.areas import Area, areas


@dataclass(frozen=True)
class Cell:
    """One council's figure of one indicator."""

    area: Area
    held: Held
    shown: str
    judged: Judged
    interval: str
    address: str
    note: str


@dataclass(frozen=True)
class Row:
    """One indicator in every chosen council; `reason` is why none of them is compared."""

    entry: PublishedIndicator
    spread: Spread
    title: str
    address: str
    period: str
    polarity: str
    nation: Area | None
    nation_shown: str
    reference: float | None
    reference_shown: str
    cells: list[Cell]
    reason: str


def comparison(selection: Selection, spreads: Mapping[str, Spread]) -> list[Row]:
    """A row for each chosen indicator that any of the chosen councils has."""
    return [
        _row(selection, entry, spreads[entry.code])
        for entry in selection.indicators
        if entry.code in spreads
    ]


def reference_words(selection: Selection) -> str:
    """What councils are compared with, in words."""
    first = selection.first
    if first is None:
        return ""
    if selection.against == "neighbours":
        return _("the mean of %(name)s’s neighbours") % {"name": first.name}
    if selection.against == "first":
        return first.name
    return _("the nation")


def _row(selection: Selection, entry: PublishedIndicator, spread: Spread) -> Row:
    figures = [spread.of(area) for area in selection.councils]
    nation = nation_for(selection, spread)
    of_nation = spread.of(nation).value if nation else None
    reference = _reference(selection, figures, of_nation)
    place = 0 if selection.against == "first" else None
    said = judged(figures, entry, reference, reference_place=place)
    reason = _shared_reason(figures, said)
    cells = [
        _cell(area, held, entry, one, reason)
        for area, held, one in zip(selection.councils, figures, said, strict=True)
    ]
    status = next((held.status for held in figures if held.value is not None), "")
    return Row(
        entry=entry,
        spread=spread,
        title=title_of(entry),
        address=reverse("indicator_everywhere", args=[entry.code]),
        period=with_status(period_words(spread.period), status),
        polarity=polarity_words(entry),
        nation=nation,
        nation_shown="" if of_nation is None else str(in_unit(of_nation, entry).text),
        reference=reference,
        reference_shown=_reference_shown(selection, reference, entry),
        cells=cells,
        reason=reason,
    )


def nation_for(selection: Selection, spread: Spread) -> Area | None:
    """The nation of the first chosen council that has a figure."""
    having = [area for area in selection.councils if spread.of(area).value is not None]
    chosen = (having or list(selection.councils))[:1]
    nation = chosen[0].nation if chosen else None
    return areas().nation(nation) if nation else None


def _reference(selection: Selection, figures: list[Held], of_nation: float | None) -> float | None:
    if selection.against == "nation":
        return of_nation
    return figures[0].neighbours if selection.against == "neighbours" else figures[0].value


def _reference_shown(
    selection: Selection, reference: float | None, entry: PublishedIndicator
) -> str:
    if reference is None:
        return ""
    if selection.against == "neighbours":
        return compared(reference, entry)
    return in_unit(reference, entry).text


def _shared_reason(figures: list[Held], said: list[Judged]) -> str:
    """The one reason for which nothing in the row is compared; nothing where something is."""
    reasons = {
        str(one.why_not)
        for held, one in zip(figures, said, strict=True)
        if held.value is not None and one.verdict is not Verdict.REFERENCE
    }
    return reasons.pop() if len(reasons) == 1 else ""


def _cell(area: Area, held: Held, entry: PublishedIndicator, said: Judged, shared: str) -> Cell:
    return Cell(
        area=area,
        held=held,
        shown=figure(held.value, held.marker, entry).text,
        judged=said,
        interval=interval_words(said.bounds, entry),
        address=indicator_address(area.slug, entry.code),
        note=_note(held, said, shared),
    )


def interval_words(bounds: Bounds, entry: PublishedIndicator) -> str:
    """ "12.3% – 15.6%"; nothing where there is no interval."""
    if bounds is None:
        return ""
    low, high = (in_unit(end, entry).text for end in bounds)
    return f"{low} – {high}"


def _note(held: Held, said: Judged, shared: str) -> str:
    """What stands under the figure: the verdict, or why there is none unless the row says so."""
    if held.value is None:
        return ""
    words: Promise | str = said.verdict.words
    if said.verdict is Verdict.NOT_COMPARED:
        return "" if shared else _("not compared: %(why)s") % {"why": said.why_not}
    return str(words)
