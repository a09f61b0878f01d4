"""No small count can be had back from what is shown, however it is added and subtracted."""

from __future__ import annotations

import os

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.register import chosen
from almoner.engine.disclosure import RuleSet, rounded, rule_set, rule_sets
from almoner.engine.protection import protected
from almoner.reference.marker import Marker
from almoner.reference.refusal import Refusal
from tests.builders.small_counts import WHOLE, SmallCouncil
from tests.doubles.attacker import Attacker, Cell
from tests.generative.engine.attack import add_groups_and_places, add_periods

EXAMPLES = 400 if os.environ.get("ALMONER_HYPOTHESIS_PROFILE") == "nightly" else 8
RULES = "dhsc-ascof"
COUNT, SHARE, OTHER_SHARE = "CH-ASSESSMENTS", "CH-ASSESSMENTS-45", "CH-ASSESSMENTS-41-45"
STOCK, STOCK_SHARE = "CH-PLANS", "CH-PLANS-OPEN-2-YEARS"


def published(council: SmallCouncil, whole: str, shares: list[str]) -> dict[str, pl.DataFrame]:
    """Indicator to its measurements: the whole, and shares of the same units."""
    everyone = np.ones(len(council.events), bool)
    found = {whole: council.frame(whole, everyone, None)}
    for number, code in enumerate(shares):
        found[code] = council.frame(code, council.flags[:, number], everyone)
    return found


def attack(council: SmallCouncil, frames: dict[str, pl.DataFrame], out: pl.DataFrame) -> Attacker:
    """An attacker who knows what is shown of all indicators, and how everything hangs together."""
    shown: dict[Cell, int] = {}
    cells: set[Cell] = set()
    for row in out.iter_rows(named=True):
        at = row["area"], row["breakdown"], row["period"]
        numbers = {"all": row["numerator"]} if row["indicator"] in (COUNT, STOCK) else {
            row["indicator"]: row["numerator"], "all": row["denominator"]
        }  # fmt: skip
        for term, number in numbers.items():
            cells.add((term, *at))
            if number is not None:
                shown[term, *at] = int(number)
    attacker = Attacker(shown, cells - set(shown))
    terms = {cell[0] for cell in cells}
    add_groups_and_places(attacker, council, cells)
    add_periods(attacker, council, cells)
    for cell in cells:
        if cell[0] != "all" and "all" in terms:
            attacker.knows_part(cell, ("all", *cell[1:]))
    return attacker


def secrets(frames: dict[str, pl.DataFrame], rules: RuleSet) -> dict[Cell, int]:
    """The small counts."""
    found = {}
    for code, frame in frames.items():
        for row in frame.iter_rows(named=True):
            at = row["area"], row["breakdown"], row["period"]
            own = "all" if code in (COUNT, STOCK) else code
            for term, number in ((own, row["numerator"]), ("all", row["denominator"])):
                if number is not None and rules.lowest <= number <= rules.highest:
                    found[term, *at] = int(number)
    return found


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 100_000), stock=st.booleans())
def test_no_small_count_can_be_worked_out(seed: int, stock: bool) -> None:
    council = SmallCouncil.random(seed, stock=stock)
    codes = [STOCK, STOCK_SHARE] if stock else [COUNT, SHARE, OTHER_SHARE]
    frames = published(council, codes[0], codes[1:])
    out = protected(pl.concat(frames.values()), chosen(codes), council.places, RULES)
    attacker = attack(council, frames, out)
    small = secrets(frames, rule_set(RULES))
    assert not set(small) & set(attacker.shown)
    assert attacker.finds(small, seed) == {}


def test_withholding_small_counts_alone_is_not_enough() -> None:
    """The attack is a real one: it finds what only the rule of small counts protects."""
    council = SmallCouncil.random(5)
    frames = published(council, COUNT, [])
    rules, frame = rule_set(RULES), frames[COUNT]
    small = pl.col("numerator").is_between(rules.lowest, rules.highest)
    out = frame.with_columns(pl.when(~small).then(pl.col("numerator")).alias("numerator"))
    found = secrets(frames, rules)
    tried = {cell: found[cell] for cell in sorted(found)[:30]}
    assert len(attack(council, frames, out).finds(tried, 1)) > 3


def indicator(code: str) -> Indicator:
    return chosen([code])[0]


def test_where_nothing_is_small_everything_is_shown() -> None:
    council = SmallCouncil.random(5)
    frame = council.frame(COUNT, np.ones(len(council.events), bool), None)
    large = frame.with_columns(pl.col("numerator") * 5)
    out = protected(large, [indicator(COUNT)], council.places, RULES)
    assert out["marker"].null_count() == out.height
    assert out["numerator"].equals(large["numerator"])


def test_most_of_what_is_large_is_still_shown() -> None:
    council = SmallCouncil.random(1)
    frames = published(council, COUNT, [])
    out = protected(frames[COUNT], [indicator(COUNT)], council.places, RULES)
    totals = out.filter(pl.col("area") == WHOLE, pl.col("breakdown") == "")
    assert totals.filter(pl.col("period").str.contains("^[QY]"))["numerator"].null_count() == 0


@pytest.mark.parametrize("code", rule_sets())
def test_whatever_the_rules_a_withheld_figure_shows_nothing(code: str) -> None:
    council = SmallCouncil.random(3)
    frames = published(council, COUNT, [SHARE])
    out = protected(pl.concat(frames.values()), chosen([COUNT, SHARE]), council.places, code)
    withheld = out.filter(marker=Marker.SUPPRESSED.value)
    assert withheld.height
    for column in ("numerator", "denominator", "value"):
        assert withheld[column].null_count() == withheld.height
    rules = rule_set(code)
    for column in ("numerator", "denominator"):
        shown = out[column].drop_nulls().cast(pl.Int64).to_numpy()
        assert not rules.small(shown).any()
        assert (shown % rules.base == 0).all()


def test_rounding_to_five() -> None:
    assert rounded(np.array([0, 8, 12, 13, 17]), 5).tolist() == [0, 10, 10, 15, 15]


def test_unknown_rule_set_is_refused() -> None:
    with pytest.raises(Refusal, match="no such rule set"):
        rule_set("nobody")
    assert "nhs-england" in rule_sets()
