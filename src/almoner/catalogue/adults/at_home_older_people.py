"""Older people helped to live at home per 1,000."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.support import older_people_at_home

INDICATOR = Indicator(
    code="AD-C32",
    title="Older people helped to live at home per 1,000",
    service="adults",
    topic="Support",
    measure=Rate(
        of=Open(older_people_at_home, "from_on", "until_on"),
        population="65+",
        times=1_000,
    ),
    polarity=Polarity.HIGHER,
    numerator="Such people with long-term community support at the end of the period",
    denominator="Residents aged 65 and over",
    source="PAF definition, on Client Level Data",
    caveats="Very high values counted as poor until November 2002.",
    lineage=(
        "SCA/002a",
        "PAF C32",
    ),
    paired_with="AD-C28",
)
