"""What holds for every page: headers, attribution, date of the data, search."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from tests.builders.site import RE_REFERRALS

PAGES = [
    "/",
    "/councils/oxfordshire/",
    "/councils/oxfordshire/indicators/",
    f"/councils/oxfordshire/indicators/{RE_REFERRALS}/",
    "/indicators/",
    f"/indicators/{RE_REFERRALS}/",
    "/search/?q=placements",
    "/about/",
    "/accessibility/",
    "/no-such-page/",
]


@pytest.mark.parametrize("address", PAGES)
def test_attribution_and_the_date_of_the_data_are_on_every_page(
    pages: Client, address: str
) -> None:
    page = pages.get(address).content.decode()
    assert "Open Government Licence v3.0" in page
    assert "mySociety, CC BY 4.0" in page
    assert date_format(timezone.localtime(), "j F Y") in page


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(pages: Client, address: str) -> None:
    response = pages.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    page = response.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    for part in page.split("<script")[1:]:
        tag, _, _body = part.partition(">")
        assert "src=" in tag or 'type="application/json"' in tag
        assert "src=" not in tag or 'src="/static/' in tag


@pytest.mark.parametrize("address", PAGES)
def test_security_headers(pages: Client, address: str) -> None:
    headers = pages.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_search_finds_councils_and_indicators(pages: Client) -> None:
    assert "/councils/oxfordshire/" in pages.get("/search/?q=oxford").content.decode()
    found = pages.get("/search/?q=Re-referrals").content.decode()
    assert f"/indicators/{RE_REFERRALS}/" in found
    assert "Nothing was found" in pages.get("/search/?q=qqqq").content.decode()


def test_pages_are_only_read(pages: Client) -> None:
    assert pages.post("/councils/oxfordshire/").status_code == 405


def test_a_failure_has_a_page_that_needs_nothing() -> None:
    from django.test import RequestFactory

    from almoner.website.views import server_error

    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Sorry, something went wrong" in response.content.decode()
