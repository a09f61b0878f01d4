"""Mean days from coming into care to an order that is permanent."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.permanence import plans

INDICATOR = Indicator(
    code="CH-PERM-ORDER-DAYS",
    title="Mean days from coming into care to an order that is permanent",
    service="children",
    topic="Permanence",
    unit="days",
    measure=Mean(of=Events(plans, on="order_on"), weight="days_to_order"),
    polarity=Polarity.LOWER,
    numerator="Days from coming into care to the order",
    denominator="Children for whom an order was made in the period",
    source=(
        "Adoption and special guardianship data collection; averaged here over those in the period"
    ),
    caveats=("The department averages over three years and adjusts for adoption by foster carers."),
    paired_with="CH-PERM-REVERSED",
)
