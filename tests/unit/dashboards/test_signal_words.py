"""Signals in words, and what earns a place among the concerns."""

from __future__ import annotations

from datetime import date

import pytest

from almoner.catalogue.published import published_indicators
from almoner.dashboards.presenters.attention import attention
from almoner.dashboards.presenters.signal import kind_words, signal
from almoner.measurements.models import Series
from almoner.reference.areas import areas
from almoner.signals.icons import VARIATION_ICONS
from almoner.signals.special_causes import KINDS

LOWER_IS_BETTER = published_indicators()["LAIT-ReReferral"]
NO_JUDGEMENT = published_indicators()["LAIT-CIN"]
OXFORDSHIRE = areas().get("E10000025")


def series(**given: object) -> Series:
    """A series as the store would hold it, unsaved."""
    usual: dict[str, object] = {
        "indicator": "LAIT-ReReferral",
        "area": "E10000025",
        "period": "Y2024",
        "ends_on": date(2024, 3, 31),
        "value": 17.7,
        "previous_value": 18.6,
        "rank": 50,
        "ranked": 151,
        "quartile": 2,
        "variation": "common_cause",
    }
    return Series(**{**usual, **given})


@pytest.mark.parametrize("icon", VARIATION_ICONS)
def test_every_icon_has_words_and_only_common_cause_is_no_signal(icon: str) -> None:
    said = signal(series(variation=icon))
    assert said.words
    assert said.is_special is (icon != "common_cause")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "common_cause"])
def test_every_kind_of_special_cause_has_words_for_both_directions(kind: str) -> None:
    assert kind_words(kind, "up") != kind_words(kind, "down")


def test_a_series_without_a_reading_is_not_called_unchanged() -> None:
    assert "Too few" in signal(series(variation="")).words


def test_without_a_figure_nothing_is_said_of_its_change() -> None:
    said = signal(series(value=None, variation="concern_high"))
    assert (said.tone, said.words) == ("none", "No figure to judge")


def test_a_first_figure_is_not_called_unchanged() -> None:
    assert "No significant" not in signal(series(previous_value=None)).words


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({"rank": 151}, ("Worst of 151",)),
        ({"rank": 145, "quartile": 4}, ("In the worst quarter: 145 of 151",)),
        ({"variation": "concern_high"}, ("Getting worse: the latest figure is unlike",)),
        ({"rank": 151, "variation": "concern_high"}, ("Worst of 151", "Getting worse")),
        ({}, ()),
        ({"rank": 3, "ranked": 3}, ()),
        ({"value": None, "rank": 151}, ()),
    ],
)
def test_what_is_worrying(given: dict[str, object], reasons: tuple[str, ...]) -> None:
    worries, _merits = attention(OXFORDSHIRE, [(LOWER_IS_BETTER, series(**given))])
    said = worries[0].reasons if worries else ()
    assert len(said) == len(reasons)
    assert all(one.startswith(expected) for one, expected in zip(said, reasons, strict=True))


def test_nothing_is_good_or_bad_where_there_is_no_judgement() -> None:
    held = [(NO_JUDGEMENT, series(rank=151, variation="neutral_high"))]
    assert attention(OXFORDSHIRE, held) == ([], [])


def test_an_old_figure_is_no_news() -> None:
    old = series(rank=151, ends_on=date(2014, 3, 31))
    fresh = series(rank=1)
    worries, merits = attention(OXFORDSHIRE, [(LOWER_IS_BETTER, old), (LOWER_IS_BETTER, fresh)])
    assert worries == []
    assert [one.reasons for one in merits] == [("Best of 151",)]


def test_the_most_telling_comes_first() -> None:
    held = [
        (LOWER_IS_BETTER, series(rank=120, quartile=4)),
        (LOWER_IS_BETTER, series(rank=145, quartile=4)),
        (LOWER_IS_BETTER, series(rank=151, quartile=4)),
    ]
    worries, _merits = attention(OXFORDSHIRE, held)
    assert [one.reasons[0].split()[-3] for one in worries] == ["Worst", "145", "120"]
