"""Mean age on entering a care home."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.outcomes import new_admissions

INDICATOR = Indicator(
    code="AD-PM22",
    title="Mean age on entering a care home",
    service="adults",
    topic="Support",
    unit="years",
    measure=Ratio(
        top=Events(new_admissions, on="started_on"),
        bottom=Events(new_admissions, on="started_on"),
        top_weight="age_in_days",
        times=Fraction(4, 1_461),
    ),
    polarity=Polarity.HIGHER,
    numerator="Ages on the day, added up",
    denominator="New admissions to residential or nursing care in the period",
    source="Code of Practice measure PM22 (Wales)",
    lineage=("PM22",),
    published_as="WALES-PM22",
)
