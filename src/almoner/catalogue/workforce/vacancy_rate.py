"""Posts that are vacant."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import posts, vacancies

INDICATOR = Indicator(
    code="WF-VACANCY",
    title="Posts that are vacant",
    service="workforce",
    topic="Staffing",
    unit="per 100 in post",
    measure=Ratio(
        top=Open(vacancies, "started_on", "after_on"),
        bottom=Open(posts, "started_on", "after_on"),
        top_weight="fte",
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Full-time equivalent vacant at the end of the period",
    denominator="Full-time equivalent in post",
    source="Almoner",
    caveats="Of those in post, not of all posts: half vacant is 100.",
    breakdowns=(),
)
