"""Working days lost per full-time equivalent month."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events, Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import absences, posts

INDICATOR = Indicator(
    code="WF-ABSENCE",
    title="Working days lost per full-time equivalent month",
    service="workforce",
    topic="Staffing",
    unit="days",
    decimals=2,
    measure=Ratio(
        top=Events(absences, on="started_on"),
        bottom=Months(posts, "started_on", "after_on"),
        top_weight="working_days",
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Working days lost to absence that began in the period",
    denominator="Full-time equivalent months in post",
    source="Almoner",
    breakdowns=(),
    paired_with="WF-TURNOVER",
)
