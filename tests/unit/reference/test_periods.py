"""Periods: what labels mean, what codes look like, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from almoner.reference.period_words import period_words
from almoner.reference.periods import (
    Period,
    PeriodKind,
    Status,
    academic_year,
    calendar_quarter,
    calendar_year,
    day,
    month,
    multi_year,
    parse_period,
    quarter,
    reporting_year,
    rolling_year,
    week,
)
from almoner.reference.refusal import Refusal

YEAR, CALENDAR, ACADEMIC = (
    PeriodKind.YEAR,
    PeriodKind.CALENDAR_YEAR,
    PeriodKind.ACADEMIC_YEAR,
)
MONTH, QUARTER, DAY, WEEK, ROLLING = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.DAY,
    PeriodKind.WEEK,
    PeriodKind.ROLLING_YEAR,
)


@pytest.mark.parametrize(
    ("label", "kind", "code", "status"),
    [
        ("2016", YEAR, "Y2016", "final"),
        ("2016", CALENDAR, "C2016", "final"),
        ("2016", None, "C2016", "final"),
        ("2016", ACADEMIC, "A2016", "final"),
        ("2016/17", None, "Y2017", "final"),
        ("2016-17", YEAR, "Y2017", "final"),
        ("2016–17", YEAR, "Y2017", "final"),
        ("2016/2017", None, "Y2017", "final"),
        ("2016-17 (OT)", YEAR, "Y2017", "outturn"),
        ("2016-17", ACADEMIC, "A2017", "final"),
        ("1999-00", None, "Y2000", "final"),
        ("2001-02", None, "Y2002", "final"),
        ("2001-02", MONTH, "M2001-02", "final"),
        ("202324", None, "Y2024", "final"),
        ("202021", ACADEMIC, "A2021", "final"),
        ("201112", YEAR, "Y2012", "final"),
        ("201112", MONTH, "M2011-12", "final"),
        ("202312", None, "M2023-12", "final"),
        ("2025 (prov)", YEAR, "Y2025", "provisional"),
        ("2018 (Rev)", YEAR, "Y2018", "revised"),
        ("2018 provisional", YEAR, "Y2018", "provisional"),
        ("Oct-Dec 2018 [P]", None, "Q2018-10", "provisional"),
        ("2014-16", CALENDAR, "C2016x3", "final"),
        ("2014-16", None, "C2016x3", "final"),
        ("2017-20", YEAR, "Y2020x3", "final"),
        ("2010-14", YEAR, "Y2014x4", "final"),
        ("2015/16-17/18", YEAR, "Y2018x3", "final"),
        ("2015/16 - 2017/18", None, "Y2018x3", "final"),
        ("2018 Q2", None, "Q2018-04", "final"),
        ("2018Q2", None, "Q2018-04", "final"),
        ("2018/19 Q1", None, "Q2018-04", "final"),
        ("2017/18 Q4", None, "Q2018-01", "final"),
        ("Q4 2017/18", None, "Q2018-01", "final"),
        ("Jan-Mar 2018", None, "Q2018-01", "final"),
        ("April to June 2018", None, "Q2018-04", "final"),
        ("December 2017 to February 2018", MONTH, None, None),
        ("April 2022 to March 2023", None, "Y2023", "final"),
        ("2012-04", None, "M2012-04", "final"),
        ("2007-10", MONTH, "M2007-10", "final"),
        ("April 2018", None, "M2018-04", "final"),
        ("Apr-18", MONTH, "M2018-04", "final"),
        ("2018 april", None, "M2018-04", "final"),
        ("2018-04-01", MONTH, "M2018-04", "final"),
        ("01/04/2018", QUARTER, "Q2018-04", "final"),
        ("as at 31 March 2025", None, "D2025-03-31", "final"),
        ("2021-03-22", None, "D2021-03-22", "final"),
        ("31st March 2025", DAY, "D2025-03-31", "final"),
        ("w/c 25 March 2024", None, "W2024-03-25", "final"),
        ("2024-03-25", WEEK, "W2024-03-25", "final"),
        ("Year ending September 2023", None, "R2023-09", "final"),
        ("12 months to 31 March 2024", None, "Y2024", "final"),
        ("12 months to 31 March 2024", ROLLING, "R2024-03", "final"),
        ("2023-09", ROLLING, "R2023-09", "final"),
        # What is no period, or could be two.
        ("0", YEAR, None, None),
        ("", None, None, None),
        ("12..4", None, None, None),
        ("2007-10", None, None, None),
        ("2012-13", MONTH, None, None),
        ("2016", MONTH, None, None),
        ("2016", QUARTER, None, None),
        ("2016", DAY, None, None),
        ("2016-15", None, None, None),
        ("2010-30", None, None, None),
        ("2015/17-18/19", None, None, None),
        ("2018 (weird)", None, None, None),
        ("31 February 2024", None, None, None),
        ("30 March 2024", MONTH, None, None),
        ("Jan-Feb 2018", None, None, None),
        ("Feb-Apr 2018", None, None, None),
        ("Year ending 30 March 2024", None, None, None),
        ("Ma 2018", None, None, None),
        ("1492", None, None, None),
        ("٢٠١٦", None, None, None),
    ],
)
def test_labels(label: str, kind: PeriodKind | None, code: str | None, status: str | None) -> None:
    if code is None:
        with pytest.raises(Refusal):
            parse_period(label, kind=kind)
        return
    read = parse_period(label, kind=kind)
    assert (read.period.code, read.status, read.label) == (code, status, label)


def test_a_refusal_says_where_and_what_was_expected() -> None:
    with pytest.raises(Refusal) as refused:
        parse_period("12..4", kind=MONTH, file="a.csv", row=9, column="month")
    assert str(refused.value) == (
        "a.csv, row 9, column month: this is not the label of a period; "
        "found '12..4'; expected a month such as 2024-04 or April 2024"
    )


@pytest.mark.parametrize(
    ("period", "code", "label", "first", "last"),
    [
        (reporting_year(2024), "Y2024", "2023/24", "2023-04-01", "2024-03-31"),
        (calendar_year(2024), "C2024", "2024", "2024-01-01", "2024-12-31"),
        (
            academic_year(2024),
            "A2024",
            "academic year 2023/24",
            "2023-09-01",
            "2024-08-31",
        ),
        (
            quarter(2024, 1),
            "Q2023-04",
            "April to June 2023",
            "2023-04-01",
            "2023-06-30",
        ),
        (
            quarter(2024, 4),
            "Q2024-01",
            "January to March 2024",
            "2024-01-01",
            "2024-03-31",
        ),
        (
            calendar_quarter(2018, 2),
            "Q2018-04",
            "April to June 2018",
            "2018-04-01",
            "2018-06-30",
        ),
        (month(2024, 2), "M2024-02", "February 2024", "2024-02-01", "2024-02-29"),
        (
            rolling_year(date(2024, 9, 30)),
            "R2024-09",
            "year to September 2024",
            "2023-10-01",
            "2024-09-30",
        ),
        (
            multi_year(reporting_year(2020), 3),
            "Y2020x3",
            "2017/18 to 2019/20",
            "2017-04-01",
            "2020-03-31",
        ),
        (
            multi_year(calendar_year(2016), 3),
            "C2016x3",
            "2014 to 2016",
            "2014-01-01",
            "2016-12-31",
        ),
        (
            day(date(2025, 3, 31)),
            "D2025-03-31",
            "31 March 2025",
            "2025-03-31",
            "2025-03-31",
        ),
        (
            week(date(2024, 3, 25)),
            "W2024-03-25",
            "week beginning 25 March 2024",
            "2024-03-25",
            "2024-03-31",
        ),
    ],
)
def test_each_kind(period: Period, code: str, label: str, first: str, last: str) -> None:
    assert (period.code, period.label, str(period)) == (code, label, code)
    assert (period.start.isoformat(), period.end.isoformat()) == (first, last)
    assert Period.from_code(code) == period


@pytest.mark.parametrize(
    "code",
    ["", "Y", "Y24", "Y2024x1", "Y02024", "Q2024-02", "M2024-13", "D2024-02-30", "X2024", "y2024"],
)
def test_codes_that_no_period_has(code: str) -> None:
    with pytest.raises(Refusal):
        Period.from_code(code)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        (YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        (MONTH, date(2024, 1, 1), date(2024, 1, 30)),
        (QUARTER, date(2024, 2, 1), date(2024, 4, 30)),
        (DAY, date(2024, 2, 1), date(2024, 2, 2)),
        (WEEK, date(2024, 2, 1), date(2024, 2, 8)),
        (PeriodKind.MULTI_YEAR, date(2024, 4, 1), date(2025, 3, 31)),
        (MONTH, date(2024, 2, 1), date(2024, 1, 31)),
    ],
)
def test_days_that_make_no_whole_period(kind: PeriodKind, first: date, last: date) -> None:
    with pytest.raises(Refusal):
        Period(kind, first, last)


def test_a_month_comes_before_the_quarter_and_the_year_that_it_ends() -> None:
    march = month(2024, 3)
    listed = [reporting_year(2024), quarter(2024, 4), march, day(date(2024, 3, 31))]
    assert sorted(listed) == listed[::-1]


def test_months_quarters_and_the_year_before() -> None:
    assert [one.code for one in quarter(2024, 4).months()] == ["M2024-01", "M2024-02", "M2024-03"]
    assert len(reporting_year(2024).months()) == 12
    assert week(date(2024, 3, 25)).months() == ()
    assert reporting_year(2024).same_period_last_year() == reporting_year(2023)
    assert month(2024, 2).same_period_last_year() == month(2023, 2)
    assert day(date(2024, 2, 29)).same_period_last_year() == day(date(2023, 2, 28))
    assert multi_year(reporting_year(2020), 3).next().code == "Y2021x3"
    assert rolling_year(date(2024, 9, 30)).next().code == "R2024-10"
    assert reporting_year(2024).contains(date(2023, 4, 1))
    assert not reporting_year(2024).contains(date(2024, 4, 1))
    with pytest.raises(Refusal):
        multi_year(month(2024, 4), 3)


def test_status_has_words() -> None:
    assert len({status.words for status in Status}) == len(Status)


def test_words_in_another_language() -> None:
    assert period_words(month(2024, 4), locale="cy_GB") == "Ebrill 2024"
