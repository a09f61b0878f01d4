"""Children looked after seen in the last six weeks."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care import looked_after, visited

INDICATOR = Indicator(
    code="CH-CARE-SEEN",
    title="Children looked after seen in the last six weeks",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Open(visited, "from_on", "until_on"),
        bottom=Open(looked_after, "from_on", "until_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, children seen on a visit in the six weeks to then",
    denominator="Children looked after at the end of the period",
    source=("Almoner; the regulations ask for a visit every six weeks in the first year"),
    caveats=(
        "A placement meant to last needs a visit every three months only, so that a value "
        "below 100 is no breach in itself."
    ),
    lineage=("SCC/025",),
    paired_with="CH-CARE-REVIEWS-VOICE",
)
