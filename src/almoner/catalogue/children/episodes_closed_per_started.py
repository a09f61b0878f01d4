"""Episodes of need closed for every 100 started."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.referrals import need_episodes

INDICATOR = Indicator(
    code="CH-NEED-FLOW",
    title="Episodes of need closed for every 100 started",
    service="children",
    topic="Children in need",
    why_it_matters="Below 100 for long, and caseloads grow.",
    unit="per 100",
    measure=Ratio(
        top=Events(need_episodes, on="closed_on"),
        bottom=Events(need_episodes, on="referred_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Episodes of need closed in the period",
    denominator="Episodes of need started in the period",
    source="Almoner",
)
