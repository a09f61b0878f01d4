"""Supervision held on time."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.organisation import supervisions


def on_time(unit: Any) -> Any:
    """Held by the day it was due."""
    return unit.held_on <= unit.due_on


INDICATOR = Indicator(
    code="WF-SUPERVISION",
    title="Supervision held on time",
    service="workforce",
    topic="Staffing",
    measure=Percentage(of=Events(supervisions, on="due_on"), having=on_time),
    polarity=Polarity.HIGHER,
    numerator="Of these, supervisions held by the day they were due",
    denominator="Supervisions due in the period",
    source="Almoner",
    breakdowns=(),
    paired_with="WF-SUPERVISION-OPEN",
)
