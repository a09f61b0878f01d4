"""A return of another time or place is refused; single rows of another are findings."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.reference.refusal import Refusal
from almoner.returns.context import Collection
from almoner.returns.ssda903.belonging import refuse_another

ASKED = Collection.of("2026-27", authority="E09000006")


def _episodes(*spells: tuple[str, str | None]) -> dict[str, pl.DataFrame]:
    rows = [{"CHILD": str(n), "decom ": s[0], "DEC": s[1]} for n, s in enumerate(spells)]
    return {"Episodes": pl.DataFrame(rows, schema=["CHILD", "decom ", "DEC"], orient="row")}


@pytest.mark.parametrize(
    "spells",
    [
        [("01/05/2016", "01/05/2017")],
        [("01/05/2016", "31/03/2025"), ("01/04/2027", None)],
        [("2030-05-01", None), ("31/02/2030", None)],
    ],
)
def test_no_episode_of_the_two_years_is_another_return(spells: list[tuple[str, str]]) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_another(_episodes(*spells), ASKED, Path("episodes.csv"))
    assert "another year" in str(refused.value)
    assert "2026-27" in str(refused.value.expected)
    assert "01/05/20" in str(refused.value.found)


@pytest.mark.parametrize(
    "spells",
    [
        [],
        [("31/02/2016", "01/05/2017")],
        [("01/05/2016", None)],
        [("01/05/2016", "31/02/2017")],
        [("01/05/2016", "01/04/2025"), ("01/05/1990", "02/05/1990")],
        [("01/05/2030", None), ("31/03/2027", None)],
    ],
)
def test_one_that_may_belong_is_enough(spells: list[tuple[str, str]]) -> None:
    refuse_another(_episodes(*spells), ASKED)


def test_todays_year_is_nobodys_word() -> None:
    unasked = Collection.of("2026-27", asked=False)
    refuse_another(_episodes(("01/05/2016", "01/05/2017")), unasked)


def _homes(*sectors: tuple[str, int]) -> dict[str, pl.DataFrame]:
    posts = [
        f"{sector}{chr(65 + n)}{chr(65 + n)}" for sector, count in sectors for n in range(count)
    ]
    return {"Episodes": pl.DataFrame({"CHILD": posts, "HOME_POST": posts})}


def test_homes_that_are_all_in_another_authority() -> None:
    with pytest.raises(Refusal, match="homes are in another authority") as refused:
        refuse_another(_homes(("M1 1", 15), ("M4 1", 10)), ASKED)
    assert refused.value.found == "E08000003"


@pytest.mark.parametrize(
    "sectors",
    [
        (("M1 1", 15),),
        (("M1 1", 25), ("BR1 1", 1)),
        (("M1 1", 10), ("LS1 1", 10), ("B1 1", 10)),
        (("QQ9 9", 30),),
    ],
)
def test_few_or_scattered_homes_say_nothing(sectors: tuple[tuple[str, int], ...]) -> None:
    refuse_another(_homes(*sectors), ASKED)
