"""Still in the community 12 weeks after leaving hospital into reablement."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.hospital import followed, remained

INDICATOR = Indicator(
    code="AD-ASCOF-2D-1",
    title="Still in the community 12 weeks after leaving hospital into reablement",
    service="adults",
    topic="Hospital",
    measure=Percentage(of=Events(followed, on="ripe_on"), having=remained),
    polarity=Polarity.HIGHER,
    numerator=(
        "Of these, people who in the twelve weeks neither died, nor were admitted as an "
        "emergency, nor moved to a care home"
    ),
    denominator=(
        "People of 65 and over who left hospital into reablement twelve weeks before, in the period"
    ),
    source=(
        "ASCOF 2D (1) as the department computes it from Client Level Data and hospital records"
    ),
    caveats=(
        "By the day on which the twelve weeks were over; the published figure by the day of "
        "discharge. Needs hospital stays in the record; exclusions by method, destination and"
        " specialty are not made."
    ),
    lineage=("ASCOF 2D(1)",),
    published_as="ASCOF-2D1",
    paired_with="AD-ASCOF-2D-2",
)
