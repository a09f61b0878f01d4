"""How settled a published figure is."""

from __future__ import annotations

from enum import StrEnum

from almoner.reference.language import _


class Status(StrEnum):
    """What the publisher says of a figure: may it still change?"""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    OUTTURN = "outturn"

    @property
    def words(self) -> str:
        """The status as a reader sees it."""
        return {
            Status.FINAL: _("final"),
            Status.PROVISIONAL: _("provisional: may be revised"),
            Status.REVISED: _("revised since first published"),
            Status.OUTTURN: _("outturn: what was spent, not what was budgeted"),
        }[self]
