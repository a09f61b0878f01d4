"""Early help and child in need plans."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.rows.care import episodes
from almoner.catalogue.stretches import highest_ranked
from almoner.catalogue.time import days_between, later


def early_help(records: Any) -> Any:
    """Early help episodes, with the day from which each has lasted half a year."""
    table = records.early_help.mutate(unit_id=records.early_help.episode_id)
    return table.mutate(
        months_6_on=later(table.started_on, months=6),
        days=days_between(table.started_on, table.ended_on),
    )


def need_plans(records: Any) -> Any:
    """Child in need plans, with the day from which each has lasted a year."""
    table = records.need_plan.mutate(unit_id=records.need_plan.plan_id)
    return table.mutate(
        year_on=later(table.started_on, years=1),
        days=days_between(table.started_on, table.ended_on),
    )


def supported_children(records: Any) -> Any:
    """Children with a plan of care and support, each once on any day: `rank` 1 while looked after.

    A child in need plan, or being looked after: in Wales each has a care and support plan.
    """
    care, plan = episodes(records), need_plans(records)
    columns = ["unit_id", "person_id", "team_id", "started_on", "ended_on"]
    both = ibis.union(
        care.select(*columns, rank=ibis.literal(1)), plan.select(*columns, rank=ibis.literal(2))
    )
    return highest_ranked(both, "started_on", "ended_on", "rank")
