"""What is compared, read from an address and written to it."""

from __future__ import annotations

from django.http import QueryDict

from almoner.dashboards.selection import MOST_COUNCILS, Selection, read_selection
from almoner.reference.areas import areas

ADDRESS = "indicator=LAIT-CIN&indicator=LAIT-LAC&council=oxfordshire&council=kent&against=first"


def test_an_address_is_the_whole_view() -> None:
    asked = read_selection(QueryDict(ADDRESS))
    assert [one.code for one in asked.selection.indicators] == ["LAIT-CIN", "LAIT-LAC"]
    assert [one.name for one in asked.selection.councils] == ["Oxfordshire", "Kent"]
    assert asked.selection.address() == f"/compare/?{ADDRESS}"
    assert asked.selection.address("compare_chart", "svg") == f"/compare/spine.svg?{ADDRESS}"


def test_what_is_not_known_is_named_and_left_out() -> None:
    asked = read_selection(QueryDict("council=atlantis&indicator=NO-Such&council=kent&against=x"))
    assert asked.unknown == ("NO-Such", "atlantis")
    assert [one.slug for one in asked.selection.councils] == ["kent"]
    assert asked.selection.against == "nation"
    assert asked.left_out == 0


def test_a_thing_twice_stands_once() -> None:
    asked = read_selection(QueryDict("council=kent&council=kent&council= kent "))
    assert asked.selection.address() == "/compare/?council=kent"


def test_more_than_a_page_holds_is_left_out_and_counted() -> None:
    slugs = [one.slug for one in areas().councils()][: MOST_COUNCILS + 5]
    asked = read_selection(QueryDict("&".join(f"council={slug}" for slug in slugs)))
    assert len(asked.selection.councils) == MOST_COUNCILS
    assert asked.left_out == 5


def test_adding_taking_out_and_putting_first() -> None:
    kent, fife = areas().require("Kent"), areas().require("Fife")
    both = Selection().adding(councils=[kent, fife])
    assert both.led_by(fife).councils == (fife, kent)
    assert both.without(kent).councils == (fife,)
    assert both.adding(councils=[kent]) == both
    assert not both.is_complete
