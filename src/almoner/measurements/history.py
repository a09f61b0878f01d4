"""A series as parallel lists: how it is packed into one column, and unpacked for a page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields


@dataclass(frozen=True)
class History:
    """Parallel lists over the periods of a series, oldest first.

    `periods` are period codes, `labels` as published; `values` are None where `markers` says why.
    `mean`, `lower` and `upper` are the process limits (None where there are none), `kinds` and
    `point_types` what the special-cause rules say of each point. `ranks`, `ranked`, `neighbours`
    and `nations` compare each period with other areas.
    """

    periods: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    numerators: list[float | None] = field(default_factory=list)
    denominators: list[float | None] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    editions: list[int] = field(default_factory=list)
    mean: list[float | None] = field(default_factory=list)
    lower: list[float | None] = field(default_factory=list)
    upper: list[float | None] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    point_types: list[str] = field(default_factory=list)
    ranks: list[int | None] = field(default_factory=list)
    ranked: list[int | None] = field(default_factory=list)
    quartiles: list[int | None] = field(default_factory=list)
    neighbours: list[float | None] = field(default_factory=list)
    nations: list[float | None] = field(default_factory=list)

    def pack(self) -> str:
        """This history as compact JSON.

        A list whose entries are all the same keeps only one, and none when they say nothing.
        """
        short = {}
        for name, entries in asdict(self).items():
            same = all(entry == entries[0] for entry in entries[1:])
            if entries and not (same and entries[0] in (None, "")):
                short[name] = entries[:1] if same else entries
        return json.dumps(short, separators=(",", ":"))

    @classmethod
    def unpack(cls, text: str) -> History:
        """The history packed in `text`; its length is that of the periods, which all differ."""
        packed = json.loads(text)
        length = len(packed.get("periods", ()))
        lists = {}
        for name in NAMES:
            entries = packed.get(name) or [NOTHING.get(name)]
            lists[name] = entries * length if len(entries) == 1 else entries
        return cls(**lists)


NAMES = tuple(field.name for field in fields(History))

NOTHING = dict.fromkeys(("labels", "statuses", "markers", "kinds", "point_types"), "")
"""What an entry is when its list was left out; None for the other lists."""
