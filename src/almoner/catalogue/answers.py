"""The share of favourable answers to a question of a survey."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.surveys import answers

WEIGHTS = "Answers count alike; the published figure weighs them to those who were asked."


def favourable(survey: str, question: str, best: int = 2) -> Percentage:
    """Of those who answered a question, the share who chose one of the `best` first answers."""

    def asked(unit: Any) -> Any:
        """Answers to this question."""
        return (unit.survey == survey) & (unit.question == question)

    def well(unit: Any) -> Any:
        """One of the most favourable."""
        return unit.answer <= best

    return Percentage(of=Events(answers, on="answered_on", where=asked), having=well)
