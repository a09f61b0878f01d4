"""The council page."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.site import IN_NEED_RATE, IN_TIME, RE_REFERRALS, THREE_PLACEMENTS

ADDRESS = "/councils/oxfordshire/"


def panel(page: str, name: str) -> str:
    """The text of one of the two panels."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page, re.DOTALL)
    assert found
    return found[0]


def tile(page: str, indicator: str) -> str:
    """The text of the tile of an indicator, without its tags."""
    tiles = re.findall(r'<li class="app-tile .*?</ul>\s*</li>', page, re.DOTALL)
    (found,) = [one for one in tiles if f"/indicators/{indicator}/" in one]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_the_place_and_its_comparators_are_named(pages: Client) -> None:
    page = pages.get(ADDRESS).content.decode()
    assert "England" in page
    assert "South East" in page
    assert "Statistical neighbours for children&#x27;s services (2025 model)" in page


def test_the_worst_and_worsening_need_attention_with_the_reason(pages: Client) -> None:
    worries = panel(pages.get(ADDRESS).content.decode(), "attention")
    assert RE_REFERRALS in worries
    assert "Worst of 12" in worries
    assert "Getting worse: the latest figure is above the upper process limit" in worries


def test_the_best_is_good(pages: Client) -> None:
    merits = panel(pages.get(ADDRESS).content.decode(), "good")
    assert IN_TIME in merits
    assert "Best of 12" in merits
    assert RE_REFERRALS not in merits


def test_what_has_no_good_side_is_neither_good_nor_bad(pages: Client) -> None:
    page = pages.get(ADDRESS).content.decode()
    assert IN_NEED_RATE not in panel(page, "attention")
    assert IN_NEED_RATE not in panel(page, "good")
    words = tile(page, IN_NEED_RATE)
    assert "Higher than usual: special cause" in words
    assert "Neither high nor low is better in itself" in words
    assert "quarter" not in words


def test_a_tile_says_value_period_signal_rank_quarter_and_comparison(pages: Client) -> None:
    words = tile(pages.get(ADDRESS).content.decode(), RE_REFERRALS)
    assert "40.0%" in words
    assert "2023/24" in words
    assert "Getting worse: special cause" in words
    assert "Rank 12 of 12 (1 is best). Worst quarter" in words
    assert "England 18.0%" in words
    assert "Lower is better" in words


def test_a_withheld_figure_says_why_instead_of_a_value(pages: Client) -> None:
    words = tile(pages.get(ADDRESS).content.decode(), THREE_PLACEMENTS)
    assert "withheld, so that nobody can be identified" in words
    assert "None" not in words


def test_every_sparkline_has_words(pages: Client) -> None:
    page = pages.get(ADDRESS).content.decode()
    sparks = re.findall(r'<svg class="app-spark"[^>]*>', page)
    assert sparks
    assert all(re.search(r'aria-label="From [^"]+ to [^"]+"', one) for one in sparks)


def test_all_tiles_come_from_one_query_and_a_second_visit_asks_for_no_series(
    pages: Client,
) -> None:
    with CaptureQueriesContext(
        connection,
    ) as first:
        pages.get(ADDRESS)
    with CaptureQueriesContext(connection) as second:
        pages.get(ADDRESS)
    assert sum("measurements_series" in one["sql"] for one in first) == 1
    assert sum("measurements_series" in one["sql"] for one in second) == 0


def test_the_page_is_made_anew_when_data_are_loaded(pages: Client) -> None:
    from almoner.measurements import actions
    from tests.builders.editions import edition
    from tests.builders.site import OXFORDSHIRE

    pages.get(ADDRESS)
    actions.load(
        editions=[edition(f"{RE_REFERRALS} Y2025 {OXFORDSHIRE} 11", code="2025", publication="x")]
    )
    assert "11.0%" in tile(pages.get(ADDRESS).content.decode(), RE_REFERRALS)


def test_a_council_without_figures_says_so(pages: Client) -> None:
    assert "No figures are loaded" in pages.get("/councils/fife/").content.decode()


def test_an_abolished_council_points_to_its_successors(pages: Client) -> None:
    page = pages.get("/councils/cumbria/").content.decode()
    assert "abolished on 31 March 2023" in page
    assert "/councils/cumberland/" in page


def test_a_council_formed_since_says_whose_earlier_figures_are(pages: Client) -> None:
    page = pages.get("/councils/cumberland/").content.decode()
    assert "formed on 1 April 2023" in page
    assert "back series" in page
    assert "formed on" not in pages.get(ADDRESS).content.decode()


def test_every_indicator_is_listed_and_can_be_narrowed(pages: Client) -> None:
    everything = pages.get(f"{ADDRESS}indicators/").content.decode()
    assert all(code in everything for code in (RE_REFERRALS, IN_TIME, IN_NEED_RATE))
    worrying = pages.get(f"{ADDRESS}indicators/?show=attention").content.decode()
    assert RE_REFERRALS in worrying
    assert IN_TIME not in worrying


def test_an_unknown_council_is_not_found_in_the_same_look(pages: Client) -> None:
    response = pages.get("/councils/atlantis/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
    assert "app-masthead" in response.content.decode()
