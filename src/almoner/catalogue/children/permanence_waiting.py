"""Children with a placement order waiting to be placed."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.permanence import waiting

INDICATOR = Indicator(
    code="CH-PERM-WAITING",
    title="Children with a placement order waiting to be placed",
    service="children",
    topic="Permanence",
    measure=Count(of=Open(waiting, "placement_order_on", "until_on")),
    polarity=Polarity.LOWER,
    numerator=(
        "Children with a placement order, neither placed nor with the decision reversed, at "
        "the end of the period"
    ),
    source="Adoption and special guardianship data collection",
    paired_with="CH-PERM-REVERSED",
)
