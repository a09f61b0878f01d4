"""A target measure read together with its counter-measure: one finding, not two."""

from __future__ import annotations

import numpy as np

from almoner.reference.language import _
from almoner.signals.batch import CodeArray

PAIRS = ("no_change", "real_gain", "gain_at_a_cost", "real_loss", "relief", "gain", "loss", "cost")


def paired(target: CodeArray, counter: CodeArray) -> CodeArray:
    """Codes into PAIRS for measures judged 1 (improved), -1 (worsened) or 0 (no signal).

    A gain is real where the counter-measure improved too, and at a cost where it worsened.
    """
    key = target.astype(np.int64) * 3 + counter
    table = {0: 0, 4: 1, 2: 2, -4: 3, -2: 4, 3: 5, -3: 6, -1: 7, 1: 0}
    found = np.zeros(len(key), dtype=np.int8)
    for value, code in table.items():
        found[key == value] = code
    return found


def paired_sentence(code: int, target: str, counter: str) -> str:
    """The finding in words; `target` and `counter` are the titles of the two measures."""
    words = (
        _("Neither {target} nor {counter} calls for attention."),
        _("{target} improved, and {counter} with it: a real gain."),
        _("{target} improved while {counter} worsened: the one may have been bought by the other."),
        _("{target} and {counter} both worsened."),
        _("{target} worsened while {counter} improved: effort may have moved."),
        _("{target} improved, and {counter} did not suffer."),
        _("{target} worsened, and {counter} did not change."),
        _("{counter} worsened, though {target} did not change."),
    )
    return words[code].format(target=target, counter=counter)
