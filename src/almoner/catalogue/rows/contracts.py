"""Contracts and commitments."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.time import later


def contracts(records: Any) -> Any:
    """Contracts; one still held after the last day agreed has run over."""
    table = records.contract.mutate(unit_id=records.contract.contract_id)
    return table.mutate(
        after_on=later(table.ended_on, days=1),
        over_on=later(table.ends_on, days=1),
        review_late_on=later(table.review_due_on, days=1),
    )


def commitments(records: Any) -> Any:
    """Amounts that budgets are bound to pay."""
    return records.commitment.mutate(unit_id=records.commitment.commitment_id)
