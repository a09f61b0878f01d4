"""A series read by the order of its figures about their median: the run chart and its tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from almoner.dashboards.presenters.shown import Shown, opened
from almoner.measurements.history import History
from almoner.measurements.rebases import testable
from almoner.signals.batch import SeriesBatch
from almoner.signals.process_reading import Options
from almoner.signals.special_causes import POINT_TYPES

FEWEST = 4
"""Figures under which a median says nothing."""

FEW_FOR_TESTS = 10
"""Figures off the median under which the tests hardly ever speak."""


@dataclass(frozen=True)
class RunRead:
    """The series with the median as its middle line and no limits, and its tests in words."""

    held: History
    tests: str


def read_run(subject: Shown) -> RunRead | None:
    """The run chart of a series; None where it has too few figures, or periods that overlap."""
    from almoner.signals.running_charts import read_running

    values = testable(subject.held)
    if (~np.isnan(values)).sum() < FEWEST:
        return None
    batch = SeriesBatch.from_matrix(values[np.newaxis])
    periods = opened(subject.rebases)
    opens = np.array([code in periods for code in subject.held.periods], dtype=np.bool_)
    improvement = subject.entry.polarity.improvement
    found = read_running(
        "run", batch, Options.default(batch, improvement=improvement, rebase=opens)
    )
    assert found.runs is not None
    nothing: list[float | None] = [None] * len(values)
    median = [None if np.isnan(one) else float(one) for one in found.reading.limits.mean]
    types = [POINT_TYPES[code] if code >= 0 else "" for code in found.reading.point_type.tolist()]
    held = replace(subject.held, mean=median, lower=nothing, upper=nothing, point_types=types)
    last = {name: int(column[-1]) for name, column in found.runs._asdict().items()
            if name not in ("side", "centre")}  # fmt: skip
    return RunRead(held, _tests(last))


def _tests(found: dict[str, int]) -> str:
    """What the two tests say of the figures since the last new level."""
    counted = {
        "longest": found["longest_run"],
        "most": found["longest_run_max"],
        "crossings": found["crossings"],
        "fewest": found["crossings_min"],
    }
    words = _(
        "The longest run on one side of the median has %(longest)s figures, where chance explains "
        "up to %(most)s; the line crosses the median %(crossings)s times, where chance brings "
        "%(fewest)s or more."
    )
    signal = counted["longest"] > counted["most"] or counted["crossings"] < counted["fewest"]
    verdict = (
        _("The level has moved, or the figures hang together: more than chance.")
        if signal
        else _("Nothing here is more than chance.")
    )
    said = f"{words % counted} {verdict}"
    if found["useful"] < FEW_FOR_TESTS:
        said += " " + _("With so few figures the tests hardly ever speak.")
    return said
