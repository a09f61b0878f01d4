"""What makes a finding the same one in another submission."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

Known = tuple[str, str, str, str, str]
"""Rule, table, child, fields and values, as a finding gives them."""


def fingerprints(findings: Iterable[Known]) -> list[str]:
    """One for each finding: its rule, table, child, fields and values, not its row.

    Where several are alike in all of these, the second is told from the first by its place, so
    that a reply to one does not answer for one that is added later.
    """
    seen: Counter[Known] = Counter()
    made = []
    for one in findings:
        text = "\x1f".join((*one, str(seen[one])))
        seen[one] += 1
        made.append(hashlib.blake2b(text.encode(), digest_size=16).hexdigest())
    return made
