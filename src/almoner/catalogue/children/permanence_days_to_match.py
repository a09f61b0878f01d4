"""Mean days from placement order to match with adopters."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.permanence import plans

INDICATOR = Indicator(
    code="CH-PERM-MATCH-DAYS",
    title="Mean days from placement order to match with adopters",
    service="children",
    topic="Permanence",
    unit="days",
    measure=Mean(of=Events(plans, on="matched_on"), weight="days_to_match"),
    polarity=Polarity.LOWER,
    numerator="Days from the placement order to the match",
    denominator="Children matched with adopters in the period",
    source=(
        "Adoption and special guardianship data collection; averaged here over those in the period"
    ),
    caveats=("The department averages over three years and adjusts for adoption by foster carers."),
    paired_with="CH-PERM-REVERSED",
)
