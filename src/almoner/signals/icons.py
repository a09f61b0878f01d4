"""The two icons of Making Data Count: what the last point says, and whether the target is safe."""

from __future__ import annotations

import numpy as np

from almoner.signals.batch import CodeArray, FloatArray

VARIATION_ICONS = (
    "common_cause",
    "improvement_high",
    "improvement_low",
    "concern_high",
    "concern_low",
    "neutral_high",
    "neutral_low",
)
ASSURANCE_ICONS = ("pass", "fail", "inconsistent")

NO_ICON = -1
"""The code where an icon does not apply."""


def variation_icons(point_type: CodeArray, improvement: CodeArray) -> CodeArray:
    """Codes into VARIATION_ICONS from the type of each series' last point, NO_ICON without one.

    Improvement is high where up is better and low where down is better; concern the reverse.
    """
    up_is_better = improvement > 0
    improving = np.where(up_is_better, 1, 2)
    worrying = np.where(up_is_better, 4, 3)
    choices = [improving, worrying, np.full_like(improving, 5), np.full_like(improving, 6)]
    found = np.select([point_type == code for code in (1, 2, 3, 4)], choices, default=0)
    return np.where(point_type < 0, NO_ICON, found).astype(np.int8)


def assurance_icons(
    lower: FloatArray, upper: FloatArray, target: FloatArray, improvement: CodeArray
) -> CodeArray:
    """Codes into ASSURANCE_ICONS from each series' last limits, NO_ICON where none applies.

    None without a target or where neither direction is better. A target between the limits, or
    on one, or with no limits to hold it against, is inconsistent.
    """
    up_is_better = improvement > 0
    with np.errstate(invalid="ignore"):
        above, below = target > upper, target < lower
    icon = np.where(above, np.where(up_is_better, 1, 0), np.where(below, ~up_is_better * 1, 2))
    return np.where(np.isnan(target) | (improvement == 0), NO_ICON, icon).astype(np.int8)
