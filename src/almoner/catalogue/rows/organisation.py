"""Workers' posts, vacancies, absence, supervision, spending."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.time import later


def posts(records: Any) -> Any:
    """Posts held. A post is held to its last day, so it ends the day after."""
    table = records.worker.mutate(unit_id=records.worker.post_id)
    return table.mutate(after_on=later(table.ended_on, days=1))


def vacancies(records: Any) -> Any:
    """Vacancies, which end the day after their last day."""
    table = records.vacancy.mutate(unit_id=records.vacancy.vacancy_id)
    return table.mutate(
        after_on=later(table.ended_on, days=1), months_3_on=later(table.started_on, months=3)
    )


def absences(records: Any) -> Any:
    """Stretches of absence."""
    return records.absence.mutate(unit_id=records.absence.absence_id)


def supervisions(records: Any) -> Any:
    """Supervisions due."""
    return records.supervision.mutate(unit_id=records.supervision.supervision_id)


def spending(records: Any) -> Any:
    """Amounts spent, by month and heading."""
    table = records.actual.mutate(unit_id=records.actual.line_id)
    return table.mutate(over=table.amount - table.budget)


def established(records: Any) -> Any:
    """Posts that the council has, filled or vacant; a post lasts to its last day."""
    table = records.post.mutate(unit_id=records.post.establishment_id)
    return table.mutate(after_on=later(table.ended_on, days=1))


def compliments(records: Any) -> Any:
    """Compliments."""
    return records.compliment.mutate(unit_id=records.compliment.compliment_id)


def filled_or_vacant(records: Any) -> Any:
    """Posts held and posts vacant together; `vacant` tells which."""
    columns = ["unit_id", "team_id", "fte", "started_on", "after_on"]
    held, empty = posts(records).select(*columns), vacancies(records).select(*columns)
    return ibis.union(
        held.mutate(vacant=ibis.literal(False)), empty.mutate(vacant=ibis.literal(True))
    )
