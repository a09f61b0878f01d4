"""Whatever the cases are, integrity answers, and their order does not change the answer."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.cli.integrity import answer

DAY = st.integers(0, 120).map(lambda day: str(date(2024, 1, 1) + timedelta(days=day)))
ROW = st.tuples(
    st.one_of(st.integers(0, 60), st.sampled_from(["a1", "a1-2", "a1B", "a2", "a2/2"])),
    st.sampled_from(["N", "S", "E"]),
    DAY,
    st.none() | DAY,
    st.none() | DAY,
)
ROWS = st.lists(ROW, max_size=150)


def ask(rows, limit):
    return answer({"id": 1, "threshold_days": limit, "rows": [list(row) for row in rows]})


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(1, 200), st.randoms(use_true_random=False))
def test_any_cases_get_an_answer_that_their_order_does_not_change(rows, limit, random):
    found = ask(rows, limit)
    assert 0 <= found["score"] <= 1
    assert found["suspected"] == (found["score"] >= 0.5) == bool(found["kinds"])
    ids = {row[0] for row in rows}
    for kind in found["kinds"]:
        assert set(kind["teams"]) <= {"N", "S", "E"}
        assert set(kind["ids"]) <= ids
        assert 0 <= kind["q"] <= 1
    turned = list(rows)
    random.shuffle(turned)
    assert ask(turned, limit)["suspected"] == found["suspected"]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(-3000, 3000))
def test_moving_all_dates_by_whole_weeks_of_days_only_moves_the_calendar(seed, weeks):
    """Durations, lags and copies do not know what day it is."""
    rng = np.random.default_rng(seed)
    first = date(2010, 1, 1).toordinal()
    start = first + rng.integers(0, 300, 120)
    end = start + rng.integers(5, 60, 120)

    def rows(shift):
        text = [
            [str(date.fromordinal(int(d) + shift)) for d in (s, e, e + 2)]
            for s, e in zip(start, end, strict=True)
        ]
        # The same twelve cases again, under other numbers.
        return [[n, "NSEW"[n % 4], *text[n]] for n in range(120)] + [
            [1000 + n, "N", *text[4 * n]] for n in range(12)
        ]

    kinds = [{k["kind"] for k in ask(rows(7 * w), 45)["kinds"]} for w in (0, weeks)]
    assert "copies" in kinds[0]
    assert "copies" in kinds[1]
