"""The cases behind a figure, from which a sample is drawn: as the engine's answer gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from almoner.improvement.audits.models import Answer, Method
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


@dataclass(frozen=True)
class Unit:
    """One case: its row, whose it is, and what the record counts it as."""

    row: str
    person: str
    team: str
    recorded: Answer
    number: float | None

    def stratum(self, method: Method) -> str:
        """The stratum that it is in."""
        if method is Method.BY_TEAM:
            return self.team
        return self.recorded.value if method is Method.BY_ANSWER else ""


@dataclass(frozen=True)
class Frame:
    """All cases of a figure by row. `numbers` says that the figure adds up numbers."""

    version: int
    units: Mapping[str, Unit]
    numbers: bool


def frame_of(found: Mapping[str, Any]) -> Frame:
    """The frame of what the engine says of a figure's people. Refuses a figure of nobody.

    A share is of those in its denominator: counted or not. A count has only those counted.
    """
    above = {one["unit_id"]: one for one in found["numerator"]}
    below = {one["unit_id"]: one for one in found["denominator"] or ()}
    share = bool(below) and set(above) <= set(below)
    numbers = any(one["weight"] not in (None, 1) for one in above.values())
    rows = below if share else above
    units = {
        row: _unit(one, row in above, above.get(row, one)["weight"] if numbers else None)
        for row, one in rows.items()
    }
    if not units:
        raise Refusal(_("nobody is behind this figure, so there is nothing to draw from"))
    return Frame(found["version"], units, numbers)


def _unit(one: Mapping[str, Any], counted: bool, number: float | None) -> Unit:
    return Unit(
        str(one["unit_id"]), str(one["person_id"] or ""), str(one["team_id"] or ""),
        Answer.COUNTED if counted else Answer.NOT_COUNTED, number if counted else None,
    )  # fmt: skip
