"""Older people supported in care homes per 1,000."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.outcomes import older_in_care_homes

INDICATOR = Indicator(
    code="AD-SCA002B",
    title="Older people supported in care homes per 1,000",
    service="adults",
    topic="Support",
    measure=Rate(
        of=Open(older_in_care_homes, "from_on", "until_on"), population="65+", times=1_000
    ),
    polarity=Polarity.LOWER,
    numerator=("People of 65 and over in residential or nursing care at the end of the period"),
    denominator="Residents aged 65 and over",
    source="Welsh National Strategic Indicator SCA/002b",
    lineage=("SCA/002b",),
    paired_with="AD-ASCOF-2E-2B",
)
