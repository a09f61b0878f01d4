"""Open assessments per social worker."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.assessments import assessments
from almoner.catalogue.rows.organisation import posts


def social_worker(unit: Any) -> Any:
    """A social worker or senior practitioner."""
    return unit.role.isin(["social worker", "senior practitioner"])


INDICATOR = Indicator(
    code="WF-ASSESSMENTS",
    title="Open assessments per social worker",
    service="workforce",
    topic="Staffing",
    unit="assessments",
    measure=Ratio(
        top=Open(assessments, "started_on", "authorised_on"),
        bottom=Open(posts, "started_on", "after_on", where=social_worker),
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Assessments of children in progress at the end of the period",
    denominator="Full-time equivalent social workers in post in the same team or service",
    source="Almoner",
    breakdowns=(),
)
