"""Editions into the store: kept whole, once, with revisions; readings follow."""

from __future__ import annotations

import pytest
from django.db import connection

from almoner.measurements import actions, queries
from almoner.measurements.models import Edition, Measurement, Series
from almoner.reference.refusal import Refusal
from tests.builders.editions import edition

pytestmark = pytest.mark.django_db

OXFORDSHIRE, BUCKINGHAMSHIRE, ENGLAND = "E10000025", "E06000060", "E92000001"

TWO_YEARS = f"""
MADEUP-Late Y2023 {OXFORDSHIRE}     20.5  41/200
MADEUP-Late Y2023 {BUCKINGHAMSHIRE} 12.5  25/200
MADEUP-Late Y2023 {ENGLAND}         15.0
MADEUP-Late Y2024 {OXFORDSHIRE}     18.0  36/200
MADEUP-Late Y2024 {BUCKINGHAMSHIRE} suppressed
MADEUP-Late Y2024 {ENGLAND}         16.0
"""


def test_a_measurement_can_be_asked_for_with_its_parts() -> None:
    (loaded,) = actions.load(editions=[edition(TWO_YEARS)])
    assert (loaded.measurements, loaded.changed) == (6, True)
    series = queries.one_series("MADEUP-Late", OXFORDSHIRE)
    assert series is not None
    assert (series.period, series.value, series.numerator, series.denominator) == (
        "Y2024", 18.0, 36.0, 200.0,
    )  # fmt: skip
    assert series.previous_value == 20.5
    assert series.nation_value == 16.0
    assert queries.history(series).values == [20.5, 18.0]


def test_a_marker_stays_a_marker() -> None:
    actions.load(editions=[edition(TWO_YEARS)])
    series = queries.one_series("MADEUP-Late", BUCKINGHAMSHIRE)
    assert series is not None
    assert (series.value, series.marker, series.previous_value) == (None, "suppressed", None)
    assert queries.history(series).markers == ["", "suppressed"]


def test_the_same_files_again_change_nothing() -> None:
    actions.load(editions=[edition(TWO_YEARS)])
    before = list(Measurement.objects.values_list()), list(Series.objects.values_list())
    (again,) = actions.load(editions=[edition(TWO_YEARS)])
    assert not again.changed
    assert (list(Measurement.objects.values_list()), list(Series.objects.values_list())) == before


def test_a_later_edition_holds_and_the_earlier_can_still_be_asked_for() -> None:
    later = f"""
    MADEUP-Late Y2024 {OXFORDSHIRE} 18.5 37/200
    MADEUP-Late Y2025 {OXFORDSHIRE} 17.0 34/200
    """
    actions.load(editions=[edition(later, code="2025"), edition(TWO_YEARS)])
    series = queries.one_series("MADEUP-Late", OXFORDSHIRE)
    assert series is not None
    assert queries.history(series).values == [20.5, 18.5, 17.0]
    assert [(r.edition, r.value) for r in queries.revisions(series)] == [
        ("2024", 18.0),
        ("2025", 18.5),
    ]
    assert [r.value for r in queries.as_published(series, "2024")] == [20.5, 18.0]
    assert [(r.value, r.edition) for r in queries.as_held(series)] == [
        (20.5, "2024"),
        (18.5, "2025"),
        (17.0, "2025"),
    ]


def test_another_value_under_the_same_edition_is_kept_as_a_reissue() -> None:
    actions.load(editions=[edition(TWO_YEARS)])
    corrected = TWO_YEARS.replace("18.0  36/200", "19.0  38/200")
    (loaded,) = actions.load(editions=[edition(corrected)])
    assert loaded.reissue
    assert loaded.measurements == 1
    series = queries.one_series("MADEUP-Late", OXFORDSHIRE)
    assert series is not None
    assert series.value == 19.0
    assert {r.value for r in queries.revisions(series)} == {18.0, 19.0}
    assert not actions.load(editions=[edition(corrected)])[0].changed


def test_another_table_of_the_same_edition_is_added_to_it() -> None:
    actions.load(editions=[edition(TWO_YEARS)])
    (loaded,) = actions.load(editions=[edition(f"MADEUP-Other Y2024 {OXFORDSHIRE} 3")])
    assert (loaded.edition, loaded.reissue, loaded.measurements) == ("2024", False, 1)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("code", ["2024", "2025"])
def test_a_council_or_a_breakdown_that_was_not_there_before_is_added(code: str) -> None:
    actions.load(editions=[edition(TWO_YEARS)])
    more = f"""
    MADEUP-Late Y2025 E06000063     11.5  23/200
    MADEUP-Late Y2025 {OXFORDSHIRE} 17.0  34/200
    MADEUP-Late Y2025 {OXFORDSHIRE} 16.0  8/50 sex=female
    MADEUP-Late Y2025 {ENGLAND}     14.0
    """
    (loaded,) = actions.load(editions=[edition(more, code=code)])
    assert loaded.measurements == 4
    connection.check_constraints()
    new = queries.one_series("MADEUP-Late", "E06000063")
    women = queries.one_series("MADEUP-Late", OXFORDSHIRE, "sex=female")
    both = queries.one_series("MADEUP-Late", OXFORDSHIRE)
    assert new is not None
    assert women is not None
    assert both is not None
    assert (new.value, new.nation_value, new.ranked) == (11.5, 14.0, 2)
    assert women.value == 16.0
    assert queries.history(both).values == [20.5, 18.0, 17.0]


def test_a_table_without_the_parts_of_a_figure_takes_nothing_away() -> None:
    actions.load(editions=[edition(TWO_YEARS)])
    without = TWO_YEARS.replace("41/200", "").replace("25/200", "").replace("36/200", "")
    (loaded,) = actions.load(editions=[edition(without)])
    assert not loaded.changed
    series = queries.one_series("MADEUP-Late", OXFORDSHIRE)
    assert series is not None
    assert (series.numerator, series.denominator) == (36.0, 200.0)


def test_two_rows_for_one_key_are_refused_and_nothing_is_kept() -> None:
    twice = f"""
    MADEUP-Late Y2024 {OXFORDSHIRE} 18
    MADEUP-Late Y2024 {OXFORDSHIRE} 19
    """
    with pytest.raises(Refusal, match="two rows"):
        actions.load(editions=[edition(TWO_YEARS), edition(twice, code="2025")])
    assert not Measurement.objects.exists()


def test_a_failure_between_two_editions_keeps_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_anything: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(actions, "read_series", fail)
    with pytest.raises(RuntimeError, match="killed"):
        actions.load(editions=[edition(TWO_YEARS)])
    assert not Measurement.objects.exists()
    assert not Edition.objects.exists()


def test_equal_values_share_a_rank() -> None:
    councils = {"E10000025": 5, "E10000014": 7, "E10000030": 7, "E10000016": 9}
    rows = "\n".join(f"MADEUP-Late Y2024 {code} {value}" for code, value in councils.items())
    actions.load(editions=[edition(rows + f"\nMADEUP-Late Y2024 {ENGLAND} 8")])
    ranks = {s.area: (s.rank, s.ranked) for s in queries.indicator_series("MADEUP-Late")}
    # No entry in the catalogue, so no judgement: the highest is first. England is not ranked.
    assert ranks == {
        "E10000016": (1, 4),
        "E10000014": (2, 4),
        "E10000030": (2, 4),
        "E10000025": (4, 4),
        ENGLAND: (None, None),
    }
