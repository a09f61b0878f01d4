"""Stories planted in the records, so that what finds them can be put to the test."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.simulation.authority import teams
from almoner.simulation.draws import Array, Generator, working_later


class Story(StrEnum):
    """What can be planted."""

    SLOWDOWN = "slowdown"
    BLOCKAGE = "blockage"
    SURGE = "surge"
    CLOSED_EARLY = "closed_early"
    CLOCK_RESTART = "clock_restart"

    @property
    def words(self) -> str:
        """What the story does to the records."""
        return {
            Story.SLOWDOWN: _("assessments started from that month on take 60% longer"),
            Story.BLOCKAGE: _("assessments start 25 working days later than they would have"),
            Story.SURGE: _("referrals from one ward are many times as many for three months"),
            Story.CLOSED_EARLY: _(
                "four in five assessments that would have run 46 to 75 working days are closed at "
                "41 to 45"
            ),
            Story.CLOCK_RESTART: _(
                "four in five assessments that would have run past 45 working days are given a "
                "later start"
            ),
        }[self]


@dataclass(slots=True)
class Plant:
    """A story, the team in which it happens, and the month from which on.

    `touched` counts the rows that it changed or made.
    """

    story: Story
    team: str
    month: np.datetime64
    touched: int = field(default=0)

    @classmethod
    def of(cls, text: str) -> Plant:
        """The plant written as KIND@TEAM@YYYY-MM; refuses an unknown story, team or month."""
        match = re.fullmatch(r"([a-z_]+)@([A-Z0-9-]+)@(\d{4}-(?:0[1-9]|1[0-2]))", text)
        if match is None or match[1] not in list(Story):
            expected = f"{'|'.join(Story)}@TEAM@YYYY-MM"
            raise Refusal(_("this is no story that can be planted"), found=text, expected=expected)
        able = [team.code for team in teams() if team.code.startswith("CH-ASSESS-")]
        if match[2] not in able:
            raise Refusal(
                _("stories are planted in assessment teams"),
                found=match[2],
                expected=", ".join(able),
            )
        return cls(Story(match[1]), match[2], np.datetime64(match[3], "M"))

    def holds(self, team: Array, day: Array) -> Array:
        """Which rows are of the team and on or after the first of the month."""
        return (team == self.team) & (day >= self.month.astype("datetime64[D]"))

    @property
    def truth(self) -> dict[str, object]:
        """What the truth file says of this plant."""
        return {
            "story": self.story.value,
            "team": self.team,
            "from_month": str(self.month),
            "what": self.story.words,
            "rows_touched": self.touched,
        }


def delayed_starts(plants: list[Plant], team: Array, starts: Array) -> Array:
    """The days on which assessments start, where a blockage holds later."""
    for plant in plants:
        if plant.story is Story.BLOCKAGE:
            here = plant.holds(team, starts)
            starts = np.where(here, working_later(starts, 25), starts)
            plant.touched += int(here.sum())
    return starts


def altered_durations(
    plants: list[Plant], rng: Generator, team: Array, starts: Array, days: Array
) -> tuple[Array, Array]:
    """Starts and working days of assessments under slowdowns, early closing and restarts."""
    for plant in plants:
        here = plant.holds(team, starts)
        likely = rng.random(len(days)) < 0.8
        if plant.story is Story.SLOWDOWN:
            days = np.where(here, (days * 1.6).astype(int), days)
        elif plant.story is Story.CLOSED_EARLY:
            here &= likely & (days > 45) & (days <= 75)
            days = np.where(here, 45 - rng.integers(0, 5, len(days)), days)
        elif plant.story is Story.CLOCK_RESTART:
            here &= likely & (days > 45)
            kept = rng.integers(25, 44, len(days))
            starts = np.where(here, working_later(starts, np.where(here, days - kept, 0)), starts)
            days = np.where(here, kept, days)
        else:
            continue
        plant.touched += int(here.sum())
    return starts, days
