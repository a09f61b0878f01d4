"""Individuals (XmR) charts of many series at once."""

from __future__ import annotations

from almoner.signals.batch import BoolArray, IntArray, SeriesBatch
from almoner.signals.process_limits import Limits, xmr_limits
from almoner.signals.process_reading import Groups, Options, ProcessReading, read_process

__all__ = ["Options", "ProcessReading", "xmr"]


def xmr(batch: SeriesBatch, options: Options | None = None) -> ProcessReading:
    """Read every series of `batch` as an XmR chart.

    The method is that of NHSRplotthedots 0.2.2, with periods without a value left out of the
    sequence (there they are not supported).
    """
    return read_process(batch, options or Options.default(batch), _limits)


def _limits(groups: Groups, baseline: BoolArray, screen: BoolArray, _at: IntArray) -> Limits:
    return xmr_limits(groups.values, baseline, groups.starts, screen)
