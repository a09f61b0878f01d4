"""Posts that are vacant."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import filled_or_vacant


def is_vacant(unit: Any) -> Any:
    """Nobody holds it."""
    return unit.vacant


INDICATOR = Indicator(
    code="WF-VACANCY",
    title="Posts that are vacant",
    service="workforce",
    topic="Staffing",
    unit="%",
    measure=Ratio(
        top=Open(filled_or_vacant, "started_on", "after_on", where=is_vacant),
        bottom=Open(filled_or_vacant, "started_on", "after_on"),
        top_weight="fte",
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Full-time equivalent vacant at the end of the period",
    denominator="Full-time equivalent vacant or held",
    source="Children's social work workforce; DfE definition, all posts",
    caveats=(
        "All posts are in it; the published figure is of social workers in children's services, at "
        "30 September."
    ),
    lineage=("LAIT 287",),
    published_as="LAIT-Work_Force_Vac_Rate",
    breakdowns=(),
)
