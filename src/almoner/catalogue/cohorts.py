"""Cohorts: which units an indicator counts, and when.

A cohort names a function of the record tables that gives one row per unit, with the columns
`unit_id` (the row to open in a drill-down), `team_id` and, where a unit is about somebody,
`person_id`. Such a function may look at the rows of one subject only (one person's, one worker's):
that is what lets a figure be kept up to date from the record that changed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Rows = Callable[[Any], Any]
"""Record tables to a table of units."""

WindowRows = Callable[[Any, int], Any]
"""Record tables and a length in months to a table of units with `from_on` and `until_on`."""

Predicate = Callable[[Any], Any]
"""A table of units to a column of yes and no; unknown is no."""


@dataclass(frozen=True, slots=True)
class Events:
    """Units counted once, in the month in which the day `on` falls; no day, not counted."""

    rows: Rows
    on: str
    where: Predicate | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """Units counted at the end of every month from the day `from_` until the day before `until`.

    A unit without `from_` is not counted; one without `until` is still open.
    """

    rows: Rows
    from_: str = "started_on"
    until: str = "ended_on"
    where: Predicate | None = None


@dataclass(frozen=True, slots=True)
class Months(Open):
    """As `Open`, but a unit counts for every month of a period at whose end it is open.

    Twelve months in a year: what a unit cost is shared among.
    """


@dataclass(frozen=True, slots=True)
class Within:
    """Different people (or other units) met at any time within a period, each counted once.

    `rows` is asked for windows of one, three and twelve months, and gives for each the stretch of
    days (`from_on`, `until_on`) at the end of which the window that then closes contains the unit.
    """

    rows: WindowRows
    where: Predicate | None = None


@dataclass(frozen=True, slots=True)
class While:
    """Narrows an `Open` cohort to the part of each unit's stretch in which something holds."""

    from_: str
    until: str = ""
    where: Predicate | None = None


Cohort = Events | Open | Months | Within
