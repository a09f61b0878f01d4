"""Care leavers' circumstances (OC3)."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.rows.care import with_person
from almoner.catalogue.stretches import once_a_person
from almoner.catalogue.time import later


def _leavers(records: Any, months: int, first: int, after: int) -> Any:
    """Care leavers by what was last established of them within so many months.

    The age is that on the last day of the period: from the `first` birthday until the `after`th.
    """
    table = records.care_leaver.mutate(unit_id=records.care_leaver.status_id)
    table = with_person(once_a_person(table, "known_on", "known_on", months=months), records)
    return table.mutate(
        from_on=ibis.greatest(table.from_on, later(table.born_on, years=first)),
        until_on=ibis.least(table.until_on, later(table.born_on, years=after)),
    ).filter(lambda units: units.born_on.notnull())


def leavers_17_to_18(records: Any, months: int) -> Any:
    """Aged 17 or 18 at the end of the period."""
    return _leavers(records, months, 17, 19)


def leavers_19_to_21(records: Any, months: int) -> Any:
    """Aged 19, 20 or 21 at the end of the period."""
    return _leavers(records, months, 19, 22)


def leavers_19(records: Any, months: int) -> Any:
    """Aged 19 at the end of the period."""
    return _leavers(records, months, 19, 20)
