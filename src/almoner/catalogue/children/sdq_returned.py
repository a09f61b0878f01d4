"""Children looked after for a year with a strengths and difficulties score."""

from __future__ import annotations

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care_health import of_sdq_age, sdq_scored

INDICATOR = Indicator(
    code="CH-SDQ",
    title="Children looked after for a year with a strengths and difficulties score",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Open(sdq_scored, "from_on", "until_on"),
        bottom=Open(of_sdq_age, "from_on", "until_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, children with a score in the twelve months to then",
    denominator=(
        "Children looked after for a year, aged 4 to 16 throughout it, at the end of the period"
    ),
    source="SSDA903; DfE definition",
    published_as="CLA-SDQ_received_percent",
    paired_with="CH-SDQ-17",
)
