"""Adults with physical disabilities helped to live at home per 1,000."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.support import adults_at_home


def for_this_reason(unit: Any) -> Any:
    """The primary support reason is this one."""
    return unit.support_reason.startswith("Physical Support")


INDICATOR = Indicator(
    code="AD-C29",
    title="Adults with physical disabilities helped to live at home per 1,000",
    service="adults",
    topic="Support",
    measure=Rate(
        of=Open(adults_at_home, "from_on", "until_on", where=for_this_reason),
        population="18-64",
        times=1_000,
    ),
    polarity=Polarity.HIGHER,
    numerator="Such people with long-term community support at the end of the period",
    denominator="Residents aged 18 to 64",
    source="PAF definition, on Client Level Data",
    caveats="Very high values counted as poor until November 2002.",
    lineage=("PAF C29",),
    paired_with="AD-C28",
)
