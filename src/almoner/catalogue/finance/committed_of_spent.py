"""Commitments against spending."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.contracts import commitments
from almoner.catalogue.rows.organisation import spending

INDICATOR = Indicator(
    code="FI-COMMITTED",
    title="Commitments against spending",
    service="finance",
    topic="Spending",
    unit="%",
    measure=Ratio(
        top=Events(commitments, on="month"),
        bottom=Events(spending, on="month"),
        top_weight="amount",
        bottom_weight="amount",
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Bound to be paid in the period",
    denominator="Spent in the period",
    source="Almoner",
    caveats="Far from 100, one of the two is not up to date.",
    breakdowns=(),
)
