"""Mean days from coming into care to placement for adoption."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.permanence import plans

INDICATOR = Indicator(
    code="CH-PERM-PLACED-DAYS",
    title="Mean days from coming into care to placement for adoption",
    service="children",
    topic="Permanence",
    unit="days",
    measure=Mean(of=Events(plans, on="placed_on"), weight="days_to_placement"),
    polarity=Polarity.LOWER,
    numerator="Days from coming into care to placement",
    denominator="Children placed for adoption in the period",
    source=(
        "Adoption and special guardianship data collection; averaged here over those in the period"
    ),
    caveats=("The department averages over three years and adjusts for adoption by foster carers."),
    paired_with="CH-PERM-REVERSED",
)
