"""Discharged from hospital into reablement."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.hospital import into_reablement, older_discharges

INDICATOR = Indicator(
    code="AD-ASCOF-2D-2",
    title="Discharged from hospital into reablement",
    service="adults",
    topic="Hospital",
    unit="%",
    measure=Ratio(
        top=Events(into_reablement, on="discharged_on"),
        bottom=Events(older_discharges, on="discharged_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator=(
        "Of these, discharges linked to short-term support that began three days before to "
        "seven days after"
    ),
    denominator=(
        "Discharges in the period of people of 65 and over, not from care homes or prison"
    ),
    source=(
        "ASCOF 2D (2) as the department computes it from Client Level Data and hospital records"
    ),
    caveats=(
        "A discharge linked to two spells counts twice, as in the department's own script. "
        "Needs the hospital stays of all residents in the record; without those of people "
        "unknown to the council it is too high."
    ),
    lineage=("ASCOF 2D(2)",),
    published_as="ASCOF-2D2",
    paired_with="AD-ASCOF-2D-1",
)
