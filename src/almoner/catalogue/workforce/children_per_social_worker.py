"""Children in need per social worker."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import posts
from almoner.catalogue.rows.referrals import children_in_need


def social_worker(unit: Any) -> Any:
    """A social worker or senior practitioner."""
    return unit.role.isin(["social worker", "senior practitioner"])


INDICATOR = Indicator(
    code="WF-CASELOAD",
    title="Children in need per social worker",
    service="workforce",
    topic="Staffing",
    unit="children",
    measure=Ratio(
        top=Open(children_in_need, "from_on", "until_on"),
        bottom=Open(posts, "started_on", "after_on", where=social_worker),
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Children with an open episode of need at the end of the period",
    denominator="Full-time equivalent social workers in post in the same team or service",
    source="Almoner",
    caveats=(
        "Children in need by the team that took the referral, over all social workers; the "
        "published figure is of cases of those who hold cases, at 30 September."
    ),
    lineage=("LAIT 287",),
    breakdowns=(),
    published_as="LAIT-Work_Force_AvgNumCase_SW",
)
