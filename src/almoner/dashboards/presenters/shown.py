"""A series of one place as charts and words need it, published or live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from almoner.catalogue.published import PublishedIndicator
from almoner.improvement.target_queries import Standing
from almoner.measurements.history import History
from almoner.measurements.models import Rebase


class Shown(Protocol):
    """What is known of it."""

    @property
    def name(self) -> str:
        """The place."""

    @property
    def entry(self) -> PublishedIndicator:
        """The indicator in words."""

    @property
    def held(self) -> History:
        """Every period."""

    @property
    def targets(self) -> Standing:
        """The targets that stand."""

    @property
    def rebases(self) -> Sequence[Rebase]:
        """What was decided of its levels and stands, accepted or declined, the latest first."""


def opened(rebases: Sequence[Rebase]) -> set[str]:
    """The periods from which limits are computed afresh."""
    return {one.period for one in rebases if one.is_accepted}
