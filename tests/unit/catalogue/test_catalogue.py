"""The catalogue as a whole: every definition can be planned, and keeps what it promises."""

from __future__ import annotations

from almoner.catalogue.definitions import Polarity
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
