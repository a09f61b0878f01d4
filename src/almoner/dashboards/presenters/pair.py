"""A measure read together with the one that would show it being met at the cost of something else.

Both are judged by their own process limits; the two judgements are one finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.figures import Figure, figure, title_of
from almoner.dashboards.presenters.tile import period_words
from almoner.measurements.history import History

JUDGED = {"special_cause_improvement": 1, "special_cause_concern": -1}
MOVED = {"special_cause_neutral_high": 1, "special_cause_neutral_low": -1}

NOTHING, AT_A_COST, MIXED, GAIN, LOSS = 0, 2, 4, 5, 6
TONES = {1: "improvement", AT_A_COST: "concern", 3: "concern", MIXED: "unjudged",
         GAIN: "improvement", LOSS: "concern", 7: "concern"}  # fmt: skip
"""The colour of a finding by its code into PAIRS; "nothing" has none."""


@dataclass(frozen=True)
class Side:
    """One of the two measures: its words, its figures, and where it is."""

    entry: PublishedIndicator
    held: History
    address: str

    @property
    def title(self) -> str:
        """Its title."""
        return title_of(self.entry)

    @property
    def named(self) -> str:
        """Its title as part of a sentence."""
        return _("“%(title)s”") % {"title": self.title}


@dataclass(frozen=True)
class PairRow:
    """One pair as a page says it; `links` are title, address, latest figure and its period."""

    sentence: str
    tone: str
    reason: str
    next_step: str
    links: list[tuple[str, str, Figure, str]]


def pair_row(target: Side, counter: Side, reason: str = "") -> PairRow | None:
    """Two measures as one finding; None where either has no figure to judge."""
    of_target, of_counter = _last(target.held), _last(counter.held)
    if of_target is None or of_counter is None:
        return None
    types = target.held.point_types[of_target], counter.held.point_types[of_counter]
    code, sentence = _finding(target, counter, types)
    return PairRow(
        sentence=sentence,
        tone=TONES.get(code, "none"),
        reason=reason,
        next_step=_next_step() if code == AT_A_COST else "",
        links=[_link(target, of_target), _link(counter, of_counter)],
    )


def _last(held: History) -> int | None:
    """Position of the last period with a figure, where limits could be set."""
    known = [place for place, value in enumerate(held.values) if value is not None]
    return known[-1] if known and held.upper and held.upper[known[-1]] is not None else None


def _finding(target: Side, counter: Side, types: tuple[str, str]) -> tuple[int, str]:
    from almoner.signals.paired import paired, paired_sentence

    one, other = JUDGED.get(types[0], 0), JUDGED.get(types[1], 0)
    if counter.entry.polarity is Polarity.NONE:
        return _beside_unjudged(target, counter, one, MOVED.get(types[1], 0))
    code = int(paired(np.array([one], np.int8), np.array([other], np.int8))[0])
    return code, paired_sentence(code, target.named, counter.named)


def _beside_unjudged(target: Side, counter: Side, judged: int, moved: int) -> tuple[int, str]:
    """Where the counter-measure is neither good nor bad in itself: which way it went."""
    of_target = {
        1: _("%(target)s improved"),
        -1: _("%(target)s worsened"),
        0: _("%(target)s did not change"),
    }[judged]
    of_counter = {
        1: _("%(counter)s rose, which is neither good nor bad in itself"),
        -1: _("%(counter)s fell, which is neither good nor bad in itself"),
        0: _("%(counter)s did not change"),
    }[moved]
    said = _("%(one)s, and %(other)s.") % {
        "one": of_target % {"target": target.named},
        "other": of_counter % {"counter": counter.named},
    }
    if judged > 0 and moved:
        said += " " + _("Ask whether the one explains the other.")
    return (MIXED if moved else {1: GAIN, -1: LOSS, 0: NOTHING}[judged]), said


def _next_step() -> str:
    return _(
        "Take some of the cases that made the first figure better, and see what became of them in "
        "the second."
    )


def _link(side: Side, place: int) -> tuple[str, str, Figure, str]:
    shown = figure(side.held.values[place], "", side.entry)
    return side.title, side.address, shown, period_words(side.held.periods[place])
