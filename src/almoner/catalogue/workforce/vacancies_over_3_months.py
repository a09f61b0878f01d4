"""Vacancies of three months or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.organisation import vacancies

INDICATOR = Indicator(
    code="WF-VACANCY-3-MONTHS",
    title="Vacancies of three months or more",
    service="workforce",
    topic="Staffing",
    measure=Percentage(of=Open(vacancies, "started_on", "after_on"), having=While("months_3_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, posts vacant for three months or more",
    denominator="Posts vacant at the end of the period",
    source="Almoner",
    breakdowns=(),
    paired_with="WF-AGENCY",
)
