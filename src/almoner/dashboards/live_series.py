"""Live figures of a team or place as the pages of published figures read them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from almoner.casework.models import Authority
from almoner.casework.queries import KeptValue, Unit, values_of
from almoner.casework.tiles import ended
from almoner.casework.words import Words
from almoner.catalogue.published import PublishedIndicator
from almoner.improvement.target_queries import NO_TARGETS, Standing
from almoner.measurements.history import History
from almoner.measurements.models import Rebase
from almoner.measurements.rebases import relimited


@dataclass(frozen=True)
class LiveSubject:
    """What the charts and words of one computed indicator in one unit are of."""

    authority: Authority
    unit: Unit
    entry: PublishedIndicator
    held: History
    targets: Standing = NO_TARGETS
    rebases: Sequence[Rebase] = ()

    @property
    def name(self) -> str:
        """The team or place."""
        return self.unit.name


def entry_of(words: Words) -> PublishedIndicator:
    """A computed indicator in the words of a published one, so that both are shown alike."""
    return PublishedIndicator(
        code=words.code,
        publication="",
        title=words.title,
        sentence=words.why_it_matters,
        service=words.service,
        topic="",
        numerator=words.numerator,
        denominator=words.denominator,
        unit="" if words.unit_shown == "number" else words.unit_shown,
        decimals=words.decimals_shown,
        polarity=words.polarity,
        range_low=None,
        range_high=None,
        period_kind="month",
        why_it_matters=words.why_it_matters,
        definition="",
        definition_url="",
        caveats=words.caveats,
        source=words.source,
        lineage="",
        headline=0,
        no_quartile=True,
    )


def history_of(
    values: Sequence[KeptValue], entry: PublishedIndicator, opened: Collection[str] = ()
) -> History:
    """Kept months in order, with their process limits and what the rules say of each.

    From each of the periods `opened` on, the limits are computed afresh.
    """
    held = History(
        periods=[one.period for one in values],
        labels=[one.period for one in values],
        values=[one.value for one in values],
        numerators=[one.numerator for one in values],
        denominators=[one.denominator for one in values],
        statuses=[""] * len(values),
        markers=[one.marker for one in values],
        neighbours=[None] * len(values),
        nations=[None] * len(values),
        ranks=[None] * len(values),
        ranked=[None] * len(values),
        quartiles=[None] * len(values),
    )
    return relimited(held, opened, entry.polarity.improvement)[0]


def live_history(
    authority: str, unit: str, entry: PublishedIndicator, opened: Collection[str] = ()
) -> History:
    """The kept months of one indicator in one unit that have ended."""
    values = ended(values_of(authority, unit, [entry.code]).get(entry.code, []))
    return history_of(values, entry, opened) if values else History()
