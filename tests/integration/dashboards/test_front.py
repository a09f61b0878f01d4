"""The front page and what is typed into it."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from almoner.reference.areas import areas


def test_every_council_of_today_is_one_link_away(pages: Client) -> None:
    page = pages.get("/").content.decode()
    for council in areas().councils():
        assert f'href="/councils/{council.slug}/"' in page


@pytest.mark.parametrize("typed", ["Oxfordshire", "oxfordshire county council", "931", "OX1 1ND"])
def test_a_name_a_code_or_a_postcode_leads_to_the_council(pages: Client, typed: str) -> None:
    response = pages.get("/councils/", {"place": typed})
    assert response.status_code == 302
    assert response.headers["Location"] == "/councils/oxfordshire/"


def test_a_district_leads_to_the_council_that_serves_it(pages: Client) -> None:
    response = pages.get("/councils/", {"place": "Cherwell"})
    assert response.headers["Location"] == "/councils/oxfordshire/"


def test_where_several_fit_the_reader_chooses(pages: Client) -> None:
    page = pages.get("/councils/", {"place": "north"}).content.decode()
    assert "Which council" in page
    assert "/councils/north-somerset/" in page
    assert "/councils/north-yorkshire/" in page


def test_an_unknown_name_is_said_beside_the_field_and_kept_in_it(pages: Client) -> None:
    response = pages.get("/councils/", {"place": "Atlantis"})
    page = response.content.decode()
    assert response.status_code == 404
    assert "There is a problem" in page
    assert 'value="Atlantis"' in page
    assert "govuk-input--error" in page


def test_nothing_typed_is_a_mistake_that_is_explained(pages: Client) -> None:
    response = pages.get("/councils/", {"place": " "})
    assert response.status_code == 400
    assert "Enter the name of a council" in response.content.decode()


def test_suggestions_follow_what_is_typed(pages: Client) -> None:
    page = pages.get("/councils/suggest", {"place": "oxf"}).content.decode()
    assert "/councils/oxfordshire/" in page
    assert "<html" not in page


def test_what_is_typed_is_never_markup(pages: Client) -> None:
    for address in ("/councils/", "/councils/suggest", "/search/"):
        page = pages.get(address, {"place": "<b>x</b>", "q": "<b>x</b>"}).content.decode()
        assert "<b>x</b>" not in page


def test_an_installations_own_council_is_offered_first(
    pages: Client, settings: LazySettings
) -> None:
    assert "This installation is for" not in pages.get("/").content.decode()
    settings.HOME_COUNCIL = "E10000025"
    page = pages.get("/").content.decode()
    assert page.index("This installation is for") < page.index("All councils")
