"""Children looked after with three or more placements in the year."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import with_third_placement

INDICATOR = Indicator(
    code="CH-CARE-3-PLACEMENTS",
    title="Children looked after with three or more placements in the year",
    service="children",
    topic="Children looked after",
    why_it_matters="Each move costs a child a home, and often a school and friends.",
    measure=Percentage(
        of=Open(with_third_placement, "from_on", "until_on"),
        having=While("three_from", "three_until"),
    ),
    polarity=Polarity.LOWER,
    numerator=("Of these, children with three or more placements in the twelve months to then"),
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    caveats=("Temporary placements (T0 to T4) and moves to the same carer do not count."),
    lineage=(
        "PM33",
        "SCC/004",
        "PAF A1",
        "BVPI 49",
        "NI 62",
        "LAIT 372",
    ),
    paired_with="CH-CARE-LONG-STABLE",
    published_as="LAIT-LACStable_2016on",
)
