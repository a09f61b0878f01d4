"""Answers to surveys, and scores made of several answers."""

from __future__ import annotations

from typing import Any

import ibis


def answers(records: Any) -> Any:
    """Answers that say something."""
    table = records.survey_answer.mutate(unit_id=records.survey_answer.answer_id)
    return table.filter(table.answer.notnull())


def quality_of_life(records: Any) -> Any:
    """Users who answered all eight items of the ASCS: three points for the best answer of four."""
    return _scored(records, "ASCS", ("3a", "4a", "5a", "6a", "7a", "8a", "9a", "11"), 4)


def carers_quality_of_life(records: Any) -> Any:
    """Carers who answered all six items of the SACE: two points for the best answer of three."""
    return _scored(records, "SACE", ("7", "8", "9", "10", "11", "12"), 3)


def _scored(records: Any, survey: str, questions: tuple[str, ...], offered: int) -> Any:
    """One row a respondent who answered all of the questions, with the sum of points as `score`."""
    table = answers(records)
    table = table.filter((table.survey == survey) & table.question.isin(questions))
    table = table.mutate(one=ibis.literal(1), points=table.answer * -1 + offered)
    same = ibis.window(group_by="response_id")
    table = table.mutate(
        answered=table.one.sum().over(same),
        score=table.points.sum().over(same),
        turn=ibis.row_number().over(group_by="response_id", order_by="unit_id"),
    )
    return table.filter((table.answered == len(questions)) & (table.turn == 0))
