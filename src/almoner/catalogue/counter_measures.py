"""Which indicators invite being met at the cost of something else.

A target for speed can be met by starting the clock late, closing early or leaving the slow cases
out; a target for a number by changing who is counted. Each such indicator names one that would
show it (`paired_with`).
"""

from __future__ import annotations

import re
from typing import Final

from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count, Percentile, Rate, Total

_SPEED: Final = re.compile(
    r"\b(within|on time|overdue|late|past|waiting|days?|weeks?|months?|years?|days to|"
    r"timescale|in time)\b",
    re.IGNORECASE,
)


def is_of_speed(indicator: Indicator) -> bool:
    """Whether it says how fast or how late: a length of time, or a share on one side of one."""
    return isinstance(indicator.measure, Percentile) or bool(_SPEED.search(indicator.title))


def is_of_volume(indicator: Indicator) -> bool:
    """Whether it says how many, or how many among residents."""
    return isinstance(indicator.measure, Count | Total | Rate)


def needs_counter_measure(indicator: Indicator) -> bool:
    """Whether more or less of it is called better, and it is of speed or volume."""
    judged = indicator.polarity in (Polarity.HIGHER, Polarity.LOWER)
    return judged and (is_of_speed(indicator) or is_of_volume(indicator))
