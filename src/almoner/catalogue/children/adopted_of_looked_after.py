"""Children adopted, of those looked after for six months."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Open, Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care import ceased_within, looked_after


def adopted(unit: Any) -> Any:
    """The last episode says that they were adopted."""
    return unit.end_reason.isin(["E11", "E12"])


INDICATOR = Indicator(
    code="CH-C23",
    title="Children adopted, of those looked after for six months",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Within(ceased_within, where=adopted),
        bottom=Open(looked_after, "months_6_on", "until_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator="Children who ceased to be looked after in the period and were adopted",
    denominator="Children looked after for six months or more at the end of the period",
    source="PAF C23; BVPI 163 (SI 2003/530)",
    caveats="Read the year: the framework set a year of adoptions against one day.",
    lineage=(
        "PAF C23",
        "BVPI 163",
    ),
    paired_with="CH-PERM-REVERSED",
)
