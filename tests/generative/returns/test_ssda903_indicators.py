"""The SSDA903's figures of care against a slow count, child by child and day by day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.returns.checking import context_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of

KIND = kind_of("SSDA903")
START, END = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
DAYS = st.one_of(
    st.dates(dt.date(2026, 2, 1), dt.date(2027, 6, 1)),
    st.sampled_from(
        [START, END, START - dt.timedelta(1), END + dt.timedelta(1), dt.date(2026, 9, 1)]
    ),
)
EPISODES = st.fixed_dictionaries(
    {
        "CHILD": st.sampled_from("ABCDE"),
        "DECOM": DAYS,
        "DEC": st.one_of(st.none(), DAYS),
        "RNE": st.sampled_from("SPLTUB"),
        "REC": st.sampled_from([None, "X1", "E11", "E45", "E4A"]),
        "LS": st.sampled_from(["C2", "C2", "C2", "V3"]),
        "PLACE": st.sampled_from(["U4", "K2", "T1"]),
    }
)
Row = dict[str, Any]


def slowly(episodes: list[Row]) -> dict[str, float]:
    """The same figures, written the way one would count by hand."""
    by_child: dict[str, list[Row]] = defaultdict(list)
    for row in episodes:
        if row["LS"] not in ("V3", "V4"):
            by_child[row["CHILD"]].append(row)
    found: dict[str, float] = defaultdict(float)
    for rows in by_child.values():
        open_at_end = [r for r in rows if r["DECOM"] <= END and (not r["DEC"] or r["DEC"] > END)]
        in_year = [r for r in rows if r["DECOM"] <= END and (not r["DEC"] or r["DEC"] >= START)]
        found["cla_31_march"] += bool(open_at_end)
        found["cla_during_year"] += bool(in_year)
        found["started_in_year_children"] += any(
            r["RNE"] == "S" and START <= r["DECOM"] <= END for r in rows
        )
        ends = [
            r for r in rows
            if r["DEC"] and START <= r["DEC"] <= END and r["REC"] not in (None, "X1")
            and not any(other is not r and other["DECOM"] == r["DEC"] for other in rows)
        ]  # fmt: skip
        found["ceased_in_year_children"] += bool(ends)
        if ends:
            latest = max(r["DEC"] for r in ends)
            reason = [r["REC"] for r in ends if r["DEC"] == latest][-1]
            found["ceased_adopted"] += reason == "E11"
            found["ceased_special_guardianship"] += reason == "E45"
        placements = {  # an episode entered twice is one
            r["DECOM"] for r in in_year
            if (r["DECOM"] < START or r["RNE"] in "SPB") and not r["PLACE"].startswith("T")
        }  # fmt: skip
        found["three_or_more_placements"] += bool(open_at_end) and len(placements) >= 3
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(EPISODES, max_size=16))
def test_figures_of_care_agree_with_a_slow_count(episodes: list[Row]) -> None:
    context = context_of(KIND, {"Episodes": episodes}, {}, Collection.of("2026-27"), References())
    assert KIND.indicators is not None
    quick, slow = KIND.indicators(context), slowly(episodes)
    for code in (
        "cla_31_march", "cla_during_year", "started_in_year_children", "ceased_in_year_children",
        "ceased_adopted", "ceased_special_guardianship", "three_or_more_placements",
    ):  # fmt: skip
        assert quick[code].numerator == slow[code], code
    assert quick["three_or_more_placements"].denominator == slow["cla_31_march"]
    assert quick["ceased_adopted"].denominator == slow["ceased_in_year_children"]
