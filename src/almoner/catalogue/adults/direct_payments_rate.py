"""People with direct payments per 100,000 adults."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.outcomes import by_highest_setting


def by_direct_payment(unit: Any) -> Any:
    """Community support by direct payment."""
    return unit.setting == 3


INDICATOR = Indicator(
    code="AD-C51",
    title="People with direct payments per 100,000 adults",
    service="adults",
    topic="Support",
    measure=Rate(
        of=Open(by_highest_setting, "from_on", "until_on", where=by_direct_payment),
        population="18+",
        times=100_000,
    ),
    polarity=Polarity.HIGHER,
    numerator=(
        "People whose highest long-term support is a direct payment at the end of the period"
    ),
    denominator="Residents aged 18 and over",
    source="PAF C51",
    caveats="Not age-standardised, as the framework's figure was.",
    lineage=(
        "PAF C51",
        "BVPI 201",
    ),
    paired_with="AD-ASCOF-3A",
)
