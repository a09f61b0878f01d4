"""What all submissions together give to the record.

Of two submissions of one return the later period's row stands for a fact that both tell of. Of two
returns each tells what it knows: of each column the later's value, where it gives one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from almoner.records.tables import declared_tables
from almoner.returns.keeping.facts import Facts, Reading, coalesced, facts_of

_OF_EVERYBODY = frozenset({"person", "person_identifier"})


def resolved(several: Sequence[Reading]) -> Facts:
    """The rows of the record that submissions give, each key once."""
    by_code: dict[str, list[Reading]] = {}
    for reading in several:
        by_code.setdefault(reading.one.code, []).append(reading)
    of_returns = [_of_one_return(readings) for readings in by_code.values()]
    latest_first = sorted(
        zip(by_code.values(), of_returns, strict=True),
        key=lambda pair: pair[0][0].one.ended_on, reverse=True,
    )  # fmt: skip
    return _together(facts for _readings, facts in latest_first)


def _of_one_return(of_one: Sequence[Reading]) -> Facts:
    parts: dict[str, list[pl.DataFrame]] = {}
    for reading in of_one:
        for name, frame in facts_of(reading).items():
            parts.setdefault(name, []).append(frame)
    return {name: _latest(name, frames) for name, frames in parts.items()}


def _latest(name: str, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    table = declared_tables()[name]
    if name in _OF_EVERYBODY:
        return coalesced(frames, table)
    return pl.concat(frames).unique(table.key, keep="first", maintain_order=True)


def _together(several: Iterable[Facts]) -> Facts:
    parts: dict[str, list[pl.DataFrame]] = {}
    for facts in several:
        for name, frame in facts.items():
            parts.setdefault(name, []).append(frame)
    return {name: coalesced(frames, declared_tables()[name]) for name, frames in parts.items()}
