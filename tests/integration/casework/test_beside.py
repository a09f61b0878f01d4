"""The council's own figure beside the published one: same, different with the reason, England's."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from almoner.casework.beside import NATION, own_period
from almoner.casework.keeper import Keeper
from almoner.casework.models import LiveValue
from almoner.measurements.history import History
from almoner.measurements.models import Series

CODE, PUBLISHED = "CH-ASSESSMENTS-45", "LAIT-Continue_Assess_Comp"


@pytest.fixture(autouse=True)
def _no_cache() -> None:
    cache.clear()


def own(keeper: Keeper) -> LiveValue:
    return LiveValue.objects.get(
        authority=keeper.code, unit=keeper.code, indicator=CODE, breakdown="", period="Y2026"
    )


def publish(area: str, value: float, above: float | None, below: float | None) -> None:
    known = History(periods=["Y2026"], labels=["2025-26"], values=[value], numerators=[above],
                    denominators=[below])  # fmt: skip
    Series.objects.create(indicator=PUBLISHED, area=area, history=known.pack())


def page(keeper: Keeper, unit: str = "") -> str:
    return Client().get(f"/live/{keeper.code}/{unit or keeper.code}/{CODE}/").content.decode()


def test_a_difference_is_taken_apart(keeper: Keeper) -> None:
    """Ten fewer of the same assessments in time: the whole difference is the numerator's."""
    mine = own(keeper)
    assert mine.numerator
    assert mine.denominator
    above = mine.numerator - 10
    publish(keeper.code, round(100 * above / mine.denominator, 1), above, mine.denominator)
    shown = page(keeper)
    assert "Beside the published figure" in shown
    expected = 1000 / mine.denominator
    assert f"+{expected:.1f} from the numerator" in shown
    assert f"published {above:,.0f}" in shown


def test_agreement_is_said(keeper: Keeper) -> None:
    mine = own(keeper)
    assert mine.value is not None
    publish(keeper.code, mine.value, mine.numerator, mine.denominator)
    assert "The two agree" in page(keeper)


def test_england_stands_in_and_is_not_explained(keeper: Keeper) -> None:
    publish(NATION, 82.7, None, None)
    shown = page(keeper)
    assert "England’s figure" in shown
    assert "82.7" in shown
    assert "Where it comes from" not in shown


def test_nothing_is_said_where_nothing_is_published_or_of_a_team(keeper: Keeper) -> None:
    assert "Beside the published figure" not in page(keeper)
    publish(keeper.code, 50.0, None, None)
    assert "The published parts are not known" in page(keeper)
    assert "Beside the published figure" not in page(keeper, "CHILDREN")


@pytest.mark.parametrize(
    ("published", "mine"),
    [("Y2024", "Y2024"), ("D2024-03-31", "Y2024"), ("D2024-09-30", "M2024-09"),
     ("Q2024-04", "Q2024-04"), ("D2024-03-25", "D2024-03-25")],
)  # fmt: skip
def test_periods_that_mean_the_same(published: str, mine: str) -> None:
    assert own_period(published) == mine
