"""The spine chart filled from a comparison, scaled as public health profiles do.

The nation's value is in the middle of every row; the end that lies further from it, the best or
the worst council, reaches the edge.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.charts.palette import titled
from almoner.dashboards.charts.spine import SpineMark, SpineRow, SpineWords, spine
from almoner.dashboards.figures import in_unit, is_count
from almoner.dashboards.presenters.comparison import Row
from almoner.dashboards.presenters.figures_drawn import Drawn
from almoner.dashboards.presenters.judging import VERDICT_WORDS
from almoner.dashboards.selection import Selection
from almoner.reference.area import Nation

FEWEST = 8
"""Councils with a figure that a worst and a best can be spoken of."""

Place = Callable[[float], float]


def spine_drawn(selection: Selection, rows: Sequence[Row]) -> Drawn | None:
    """The chart with its words; None where no row can be drawn."""
    drawn = [found for row in rows if (found := _spine_row(selection, row))]
    if not drawn:
        return None
    words = SpineWords(
        verdicts={str(key): str(words).capitalize() for key, words in VERDICT_WORDS.items()},
        council=_("Council"),
        figure=_("Figure"),
        interval=_("95% interval"),
    )
    assert selection.first
    others = len(selection.councils) - 1
    said = _("The large mark is %(name)s") % {"name": selection.first.name}
    if others:
        said += _(", the small marks are the other councils chosen")
    return Drawn(
        "spine", _("Between the worst and the best council"), f"{said}.", spine(drawn, words)
    )


def for_download(selection: Selection, drawn: Drawn, sources: Sequence[str]) -> dict[str, object]:
    """The chart with its title, councils and sources, so that it can stand alone."""
    source = _("Source: %(source)s. Open Government Licence v3.0.") % {"source": "; ".join(sources)}
    return titled(drawn.spec, drawn.title, drawn.words, source)


def _spine_row(selection: Selection, row: Row) -> SpineRow | None:
    """A row; None for counts, and where too few councils of the nation have a figure."""
    if row.nation is None or row.nation.nation is None or is_count(row.entry):
        return None
    values = row.spread.councils_of(Nation(row.nation.nation))
    if len(values) < FEWEST or max(values) == min(values):
        return None
    of_nation = row.spread.of(row.nation).value
    centre = statistics.median(values) if of_nation is None else of_nation
    place = _scale(values, centre, row.entry.polarity)
    ends = sorted((place(min(values)), place(max(values))))
    left, right = _ends(row.entry, values)
    name = _("middle council") if of_nation is None else row.nation.name
    neighbours = row.reference if selection.against == "neighbours" else None
    return SpineRow(
        title=row.title,
        ends=(ends[0], ends[1]),
        band=_band(row.entry, values, place),
        left=left,
        middle=f"{name} {in_unit(centre, row.entry).text}, {row.period}",
        right=right,
        marks=_marks(selection, row, place),
        other=None if neighbours is None else place(neighbours),
    )


def _scale(values: Sequence[float], centre: float, polarity: Polarity) -> Place:
    reach = max(max(values) - centre, centre - min(values))
    side = -1 if polarity is Polarity.LOWER else 1

    def place(value: float) -> float:
        # A council of another nation may lie beyond the ends; it stands at the edge.
        return max(-1.0, min(1.0, side * (value - centre) / reach))

    return place


def _band(
    entry: PublishedIndicator, values: Sequence[float], place: Place
) -> tuple[float, float] | None:
    """The middle half of the councils."""
    if entry.no_quartile:
        return None
    lower, _middle, upper = statistics.quantiles(values, n=4, method="inclusive")
    ends = sorted((place(lower), place(upper)))
    return ends[0], ends[1]


def _ends(entry: PublishedIndicator, values: Sequence[float]) -> tuple[str, str]:
    """Words at the left and the right end."""
    low, high = (in_unit(value, entry).text for value in (min(values), max(values)))
    if entry.polarity is Polarity.LOWER:
        return _("Worst %(value)s") % {"value": high}, _("Best %(value)s") % {"value": low}
    if entry.polarity is Polarity.HIGHER:
        return _("Worst %(value)s") % {"value": low}, _("Best %(value)s") % {"value": high}
    return _("Lowest %(value)s") % {"value": low}, _("Highest %(value)s") % {"value": high}


def _marks(selection: Selection, row: Row, place: Place) -> list[SpineMark]:
    return [
        SpineMark(
            name=cell.area.name,
            place=place(cell.held.value),
            shown=cell.shown,
            interval=cell.interval,
            verdict=str(cell.judged.verdict),
            leads=cell.area is selection.first,
        )
        for cell in row.cells
        if cell.held.value is not None
    ]
