"""A history comes out of its packing as it went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from almoner.measurements.history import History


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(
            st.just([f"Y{2000 + i}" for i in range(n)]),
            st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), min_size=n, max_size=n),
            st.lists(st.sampled_from(["", "suppressed"]), min_size=n, max_size=n),
        )
    )
)
def test_round_trip(lists: tuple[list[str], list[float | None], list[str]]) -> None:
    periods, values, markers = lists
    history = History(periods=periods, values=values, markers=markers)
    again = History.unpack(history.pack())
    assert (again.periods, again.values, again.markers) == lists
    assert History.unpack(again.pack()) == again


def test_a_series_with_nothing_in_it() -> None:
    assert History.unpack("{}") == History()


def test_equal_entries_are_kept_once() -> None:
    packed = History(periods=["Y2023", "Y2024"], mean=[5.0, 5.0]).pack()
    assert packed == '{"periods":["Y2023","Y2024"],"mean":[5.0]}'


def test_lists_that_say_nothing_are_left_out_and_come_back() -> None:
    history = History(
        periods=["Y2023", "Y2024"],
        values=[1.0, 2.0],
        markers=["", ""],
        ranks=[None, None],
    )
    assert history.pack() == '{"periods":["Y2023","Y2024"],"values":[1.0,2.0]}'
    again = History.unpack(history.pack())
    assert (again.markers, again.ranks, again.kinds) == (["", ""], [None, None], ["", ""])
