"""Periods of every kind: codes round-trip, order is total, next and previous undo each other."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from almoner.reference.period import Period, PeriodKind, month_period, year_period
from almoner.reference.period_words import period_words
from almoner.reference.periods import parse_period
from almoner.reference.refusal import Refusal

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
FIRSTS = DAYS.map(lambda day: day.replace(day=1))
PERIODS = st.one_of(
    DAYS.map(lambda day: Period(PeriodKind.DAY, day, day)),
    DAYS.map(lambda day: Period(PeriodKind.WEEK, day, day + timedelta(days=6))),
    FIRSTS.map(lambda first: month_period(PeriodKind.MONTH, first)),
    FIRSTS.map(lambda first: month_period(PeriodKind.ROLLING_YEAR, first)),
    FIRSTS.filter(lambda first: first.month % 3 == 1).map(
        lambda first: month_period(PeriodKind.QUARTER, first)
    ),
    st.builds(
        year_period,
        st.sampled_from("YCA"),
        st.integers(1950, 2080),
        st.integers(1, 9),
    ),
)


@given(PERIODS)
def test_codes_round_trip(period: Period) -> None:
    assert Period.from_code(period.code) == period


@given(PERIODS, PERIODS)
def test_one_code_one_period_one_label(one: Period, other: Period) -> None:
    assert (one == other) == (one.code == other.code)
    if one.kind is other.kind and one != other:
        assert period_words(one) != period_words(other)


@given(PERIODS, PERIODS, PERIODS)
def test_order_is_total(first: Period, second: Period, third: Period) -> None:
    assert (first < second) + (second < first) + (first == second) == 1
    if first < second and second < third:
        assert first < third
    if first.end < second.end:
        assert first < second


@given(PERIODS)
def test_next_and_previous_undo_each_other(period: Period) -> None:
    assert period.next().previous() == period
    assert period.previous().next() == period
    assert period.previous() < period < period.next()
    assert period.next().kind is period.kind


@given(PERIODS)
def test_codes_of_one_kind_and_length_sort_by_time(period: Period) -> None:
    assert period.previous().code < period.code < period.next().code


@given(PERIODS)
def test_stretches_that_follow_each_other_leave_no_gap(period: Period) -> None:
    if period.kind not in (PeriodKind.ROLLING_YEAR, PeriodKind.MULTI_YEAR):
        assert period.next().start == period.end + timedelta(days=1)


@given(PERIODS)
def test_months_lie_inside_and_fill_whole_periods(period: Period) -> None:
    months = period.months()
    assert all(period.start <= one.start and one.end <= period.end for one in months)
    if period.kind not in (PeriodKind.DAY, PeriodKind.WEEK):
        assert sum(one.days for one in months) == period.days


@given(PERIODS)
def test_a_year_back_has_the_same_kind_and_a_year_less(period: Period) -> None:
    back = period.same_period_last_year()
    assert back.kind is period.kind
    assert 363 <= (period.end - back.end).days <= 366


def read_or_refused(text: str, kind: PeriodKind | None) -> None:
    try:
        read = parse_period(text, kind=kind)
    except Refusal:
        return
    assert Period.from_code(read.period.code) == read.period
    assert 1900 <= read.period.end.year <= 2101


@given(st.text(max_size=20), st.none() | st.sampled_from(PeriodKind))
def test_any_text_is_read_or_refused(text: str, kind: PeriodKind | None) -> None:
    read_or_refused(text, kind)


@given(
    st.from_regex(
        r"(19|20)\d\d[-/ ]?(\d\d)?[-/ ]?(q[1-4]|\d\d)?( \((OT|prov|Rev)\))?", fullmatch=True
    ),
    st.none() | st.sampled_from(PeriodKind),
)
def test_texts_like_labels_are_read_or_refused(text: str, kind: PeriodKind | None) -> None:
    read_or_refused(text, kind)
