"""Posts (full-time equivalent)."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Total
from almoner.catalogue.rows.organisation import established

INDICATOR = Indicator(
    code="WF-POSTS",
    title="Posts (full-time equivalent)",
    service="workforce",
    topic="Staffing",
    unit="full-time equivalent",
    measure=Total(of=Open(established, "started_on", "after_on"), weight="fte", per=100),
    polarity=Polarity.NONE,
    numerator=("Full-time equivalent of posts, filled or vacant, at the end of the period"),
    source="Almoner",
    breakdowns=(),
)
