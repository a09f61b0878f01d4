"""The Indicator: a defined, published way of measuring performance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from almoner.catalogue.measures import (
    Count,
    Measure,
    Percentage,
    Rate,
)
from almoner.catalogue.published import Polarity
from almoner.reference.language import _

__all__ = ["Indicator", "Polarity"]

NEXT_REVIEW = date(2027, 3, 31)
"""By when every definition is to be looked at again, before the reporting year 2027-28."""

_OWNERS = {
    "children": _("Performance lead, children's services"),
    "adults": _("Performance lead, adult social care"),
    "housing": _("Performance lead, housing"),
    "workforce": _("Workforce lead"),
    "finance": _("Finance lead"),
}

ALL_BREAKDOWNS = ("area", "sex", "age", "ethnicity")


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: its words, and the measure that computes it.

    `code` never changes its meaning: a change of method is a new `version` from `holds_from`.
    `paired_with` is the code of the indicator that would show this one being met at the cost of
    something else. `published_as` is the code of the same figure as others publish it.
    `good_range` goes with Polarity.RANGE. `owner` is the role that answers for the definition,
    `review_on` the day by which it is next looked at. Blank text means that nobody has said.
    """

    code: str
    title: str
    service: str
    topic: str
    measure: Measure
    polarity: Polarity
    numerator: str
    source: str
    denominator: str = ""
    why_it_matters: str = ""
    unit: str = ""
    decimals: int = 1
    caveats: str = ""
    lineage: tuple[str, ...] = ()
    published_as: str = ""
    paired_with: str = ""
    breakdowns: tuple[str, ...] = ALL_BREAKDOWNS
    good_range: tuple[float, float] | None = None
    owner: str = ""
    review_on: date = NEXT_REVIEW
    version: int = 1
    holds_from: date | None = None

    @property
    def owner_role(self) -> str:
        """The role that answers for the definition: that of its service, unless it has its own."""
        return self.owner or _OWNERS[self.service]

    @property
    def unit_shown(self) -> str:
        """The unit of a value, from the shape of the measure where none was given."""
        match self.measure:
            case _ if self.unit:
                return self.unit
            case Percentage():
                return "%"
            case Rate(times=times):
                return f"per {times:,}"
            case _:
                return "number"

    @property
    def decimals_shown(self) -> int:
        """Places after the point: none for a count of units."""
        return 0 if isinstance(self.measure, Count) else self.decimals
