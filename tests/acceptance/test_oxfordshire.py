"""Oxfordshire's published figures, from the packaged files to the words on its pages.

The publications are read whole; of what they hold, the indicators that are looked at are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import polars as pl
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from almoner.measurements import actions
from almoner.publications import lait, pss_ex1
from almoner.publications.publication import Publication

ASSESSED_IN_TIME = "LAIT-Continue_Assess_Comp"
RE_REFERRALS = "LAIT-ReReferral"
FAR_AWAY = "LAIT-LACDistance"
THREE_PLACEMENTS = "LAIT-LACStable_2016on"
UNIT_COST = "PAF-B8"
OXFORDSHIRE = "/councils/oxfordshire/"


def keep(publication: Publication, codes: set[str]) -> None:
    editions = publication.read(publication.packaged)
    kept = [
        replace(one, measurements=one.measurements.filter(pl.col("indicator").is_in(codes)))
        for one in editions
    ]
    actions.load(editions=[one for one in kept if one.measurements.height])


@pytest.fixture(scope="module")
def _store(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        keep(lait.PUBLICATION, {ASSESSED_IN_TIME, RE_REFERRALS, FAR_AWAY, THREE_PLACEMENTS})
        keep(pss_ex1.PUBLICATION, {UNIT_COST})
        cache.clear()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def page(_store: None, db: None, client: Client):
    """The words of a page, without its tags, as a reader meets them."""

    def words(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200
        return text_of(response.content.decode())

    return words


def text_of(markup: str) -> str:
    """What is read of some markup."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    plain = re.sub(r"</?(?:strong|small|span|a)\b[^>]*>", "", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", plain)).split())


def tile_of(words: str, title: str) -> str:
    """A tile of the council's page: from its title to its last line, the direction of good."""
    tiles = words[words.index("All that is good") :]
    found = re.search(re.escape(title) + r" [\d£].*? is better", tiles)
    assert found, title
    return found[0]


TILES = {
    "Continuous assessments completed within 45 working days": (
        "74.2% 2024/25", "Rank 136 of 152 (1 is best). Worst quarter",
        "17 of 152 counted from the lowest", "Higher is better",
    ),
    "Re-referrals to children's social care within 12 months of the previous referral": (
        "17.7% 2024/25", "Rank 47 of 153 (1 is best). Second-best quarter",
        "Neighbours’ mean 23.06%", "Lower is better",
    ),
    "Children looked after at 31 March, placed more than 20 miles from their homes, outside LA "
    "boundary": (
        "40.0% 2024/25", "Rank 151 of 151 (1 is best). Worst quarter", "Neighbours’ mean 24.0",
        "Lower is better",
    ),
    "Children looked after at 31 March with three or more placements during the year": (
        "16.0% 2024/25", "Rank 145 of 151 (1 is best). Worst quarter", "Lower is better",
    ),
}  # fmt: skip


@pytest.mark.parametrize("title", TILES)
def test_the_council_page_shows_the_figure_and_its_place(page, title: str) -> None:
    words = tile_of(page(OXFORDSHIRE), title)
    for expected in TILES[title]:
        assert expected in words


def test_the_worst_of_all_needs_attention(page) -> None:
    words = page(OXFORDSHIRE)
    attention = words[words.index("What needs attention now") : words.index("What is good")]
    assert "Worst of 151" in attention
    assert "In the worst quarter: 136 of 152" in attention
    assert "In the worst quarter: 145 of 151" in attention


INDICATORS = {
    ASSESSED_IN_TIME: (
        "2024/25 74.2%", "136 of 152 1 is best. Worst quarter 17 of 152 counted from the lowest",
    ),
    RE_REFERRALS: (
        "2024/25 17.7%", "47 of 153 1 is best. Second-best quarter", "Neighbours’ mean 23.06%",
    ),
    FAR_AWAY: ("2024/25 40.0%", "151 of 151 1 is best. Worst quarter", "Neighbours’ mean 24.0"),
    THREE_PLACEMENTS: ("2024/25 16.0%", "145 of 151 1 is best. Worst quarter"),
}  # fmt: skip


@pytest.mark.parametrize("code", INDICATORS)
def test_the_indicator_page_shows_the_figure_and_its_place(page, code: str) -> None:
    words = page(f"{OXFORDSHIRE}indicators/{code}/")
    for expected in INDICATORS[code]:
        assert expected in words


def test_the_unit_cost_of_children_looked_after_is_rebuilt(page) -> None:
    """PAF B8 in the first two years: £535 then £628 a week, England £547 then £579."""
    words = page(f"{OXFORDSHIRE}indicators/{UNIT_COST}/")
    rows = words[words.index("Every period") :]
    assert row_of(rows, "2000/01") == ("£535", "£547")
    assert row_of(rows, "2001/02") == ("£628", "£579")
    assert "Rebuilt by Almoner from the return" in words


def row_of(words: str, period: str) -> tuple[str, str]:
    """The council's and the nation's figure in the row of a period."""
    row = re.search(rf"{period} .*?(?= \d{{4}}/\d\d |\D*, its neighbours)", words)
    assert row
    amounts = re.findall(r"£[\d.]+", row[0])
    return amounts[0], amounts[-1]


def test_the_unit_cost_is_on_the_council_page_with_its_own_date(page) -> None:
    words = page(OXFORDSHIRE)
    assert "Older figures, as last published:" in words
    assert "Cost of services for children looked after £853 per child per week 2007/08" in words


def test_the_comparison_does_not_judge_what_has_no_numerator(page) -> None:
    words = page(f"/compare/?council=oxfordshire&council=buckinghamshire&indicator={FAR_AWAY}")
    assert "Not compared: no numerator published." in words
    assert "None of these figures can be called better or worse by interval" in words
    assert "40.0%, Oxfordshire" in words
