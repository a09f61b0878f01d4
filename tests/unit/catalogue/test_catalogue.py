"""The catalogue as a whole: every definition can be planned, and keeps what it promises."""

from __future__ import annotations

from datetime import date

import pytest

from almoner.catalogue.counter_measures import is_of_speed, is_of_volume, needs_counter_measure
from almoner.catalogue.definitions import Polarity
from almoner.catalogue.measures import Count, Total
from almoner.catalogue.published import published_indicators
from almoner.catalogue.register import computed_indicators
from almoner.engine.plan import make_plan


def test_every_definition_can_be_planned_with_its_breakdowns() -> None:
    plan = make_plan(list(computed_indicators().values()))
    assert set(plan.terms) == set(computed_indicators())
    for unit in plan.tables.values():
        assert {"unit_id", "team_id"} <= set(unit.rows.columns), unit.name


def test_paired_indicators_exist() -> None:
    known = computed_indicators()
    for one in known.values():
        assert not one.paired_with or one.paired_with in known, one.code


def test_words_are_there() -> None:
    for one in computed_indicators().values():
        assert one.title, one.code
        assert one.numerator, one.code
        assert one.source, one.code
        assert (one.polarity is Polarity.RANGE) == (one.good_range is not None), one.code
        assert one.owner_role, one.code
        assert one.review_on > date(2026, 4, 1), one.code


def test_every_target_of_speed_or_volume_has_a_counter_measure() -> None:
    for one in computed_indicators().values():
        if needs_counter_measure(one):
            assert one.paired_with, one.code
            assert one.paired_with != one.code


@pytest.mark.parametrize(
    ("code", "speed", "volume"),
    [
        ("CH-ASSESSMENTS-45", True, False),
        ("CH-ASSESSMENTS-MEDIAN", True, False),
        ("HO-TA", False, True),
        ("AD-C32", False, True),
        ("AD-ASCOF-4B", False, False),
    ],
)
def test_what_is_of_speed_or_volume(code: str, speed: bool, volume: bool) -> None:
    one = computed_indicators()[code]
    assert (is_of_speed(one), is_of_volume(one)) == (speed, volume)


def test_what_is_published_as_something_is_in_its_unit() -> None:
    """Where they part otherwise, a caveat says so."""
    known = published_indicators()
    linked = [one for one in computed_indicators().values() if one.published_as]
    assert len(linked) > 150
    for one in linked:
        other = known[one.published_as]
        counts = isinstance(one.measure, Count | Total) or one.unit_shown == "children"
        assert counts or one.unit_shown == other.unit, (one.code, one.unit_shown, other.unit)
        assert {one.polarity, other.polarity} != {Polarity.HIGHER, Polarity.LOWER}, one.code


def test_published_ascof_codes_are_all_linked_where_they_are_computed() -> None:
    linked = {one.published_as for one in computed_indicators().values()}
    parts = ("2A", "2B", "2C", "2D1", "2D2", "2E1", "2E2a", "2E2b", "3D1a", "3D2a", "4B")
    assert {f"ASCOF-{part}" for part in parts} <= linked
