"""People of 65 and over with long-term support living in their own home or with family."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.accommodation import SETTLED
from almoner.catalogue.rows.outcomes import served_65_and_over


def at_home(unit: Any) -> Any:
    """The latest accommodation status is a settled one."""
    return unit.accommodation.isin(SETTLED)


INDICATOR = Indicator(
    code="AD-ASCOF-2E-2B",
    title="People of 65 and over with long-term support living in their own home or with family",
    service="adults",
    topic="Support",
    measure=Percentage(of=Within(served_65_and_over), having=at_home),
    polarity=Polarity.HIGHER,
    numerator="Of these, people whose latest accommodation status is a settled one",
    denominator="Such people with a long-term service at any time in the period",
    source="ASCOF 2E as the department computes it from Client Level Data",
    caveats="Unknown accommodation counts in the denominator only.",
    lineage=("ASCOF 2E(2b)",),
    published_as="ASCOF-2E2b",
)
