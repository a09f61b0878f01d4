"""Figures of years in which a council did not exist are said to be so."""

from __future__ import annotations

import pytest

from almoner.catalogue.published import published_indicators
from almoner.dashboards.presenters.indicator import lifetime
from almoner.dashboards.presenters.rows import outside_lifetime, period_rows
from almoner.measurements.history import History
from almoner.reference.areas import areas

CUMBERLAND, CUMBRIA = areas().get("E06000063"), areas().get("E10000006")


@pytest.mark.parametrize(
    ("name", "period", "words"),
    [
        ("E06000063", "Y2022", "Before this council was formed"),
        ("E06000063", "Y2024", ""),
        ("E10000006", "Y2023", ""),
        ("E10000006", "Y2024", "After this council was abolished"),
        ("E10000006", "C2023", ""),
        ("E10000025", "Y2001", ""),
    ],
)
def test_a_period_outside_the_lifetime(name: str, period: str, words: str) -> None:
    assert outside_lifetime(areas().get(name), period) == words


def _held(value: float | None) -> History:
    return History(
        periods=["Y2022", "Y2024"],
        labels=["2022", "2024"],
        values=[value, 5.0],
        statuses=["final", "final"],
        markers=["" if value else "not_available", ""],
        numerators=[None, None],
        denominators=[None, None],
    )


def test_a_back_series_is_explained_above_the_charts_and_beside_its_periods() -> None:
    said = lifetime(CUMBERLAND, _held(7.0))
    assert "formed on 1 April 2023" in said
    assert "back series" in said
    entry = published_indicators()["LAIT-HospAd0-14"]
    rows = period_rows(_held(7.0), entry, CUMBERLAND)
    assert [row.status for row in rows] == ["", "Before this council was formed"]


def test_a_figure_after_the_end_is_explained() -> None:
    assert "abolished on 31 March 2023" in lifetime(CUMBRIA, _held(7.0))


def test_a_mark_alone_needs_no_explanation() -> None:
    assert lifetime(CUMBERLAND, _held(None)) == ""
