"""Plans for permanence of children looked after, and how long each step took."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.time import days_between, later


def plans(records: Any) -> Any:
    """Plans for permanence, with days from entering care to placement, and from order to match."""
    table = records.permanence.mutate(unit_id=records.permanence.permanence_id)
    return table.mutate(
        days_to_placement=days_between(table.entered_on, table.placed_on),
        days_to_match=days_between(table.placement_order_on, table.matched_on),
        days_to_order=days_between(table.entered_on, table.order_on),
        days_placed=days_between(table.placed_on, table.order_on),
        months_14_on=later(table.entered_on, months=14),
    )


def waiting(records: Any) -> Any:
    """Children with a placement order who are not yet placed; `until_on` is placed or reversed."""
    table = plans(records)
    table = table.filter(table.placement_order_on.notnull())
    first = table.placed_on.fill_null(table.reversed_on)
    return table.mutate(until_on=first.fill_null(table.order_on))
