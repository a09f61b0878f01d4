"""From the front page to an indicator: by pointer, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.builders.site import RE_REFERRALS
from tests.functional.conftest import Watched

pytestmark = pytest.mark.browser

COUNCIL = "/councils/oxfordshire/"
INDICATOR = f"{COUNCIL}indicators/{RE_REFERRALS}/"

EVERY_KIND_OF_PAGE = [
    "/",
    "/councils/?place=north",
    COUNCIL,
    f"{COUNCIL}indicators/",
    INDICATOR,
    "/indicators/",
    f"/indicators/{RE_REFERRALS}/",
    "/search/?q=placement",
    "/about/",
    "/accessibility/",
]


@pytest.mark.parametrize("address", EVERY_KIND_OF_PAGE)
def test_no_page_scrolls_sideways_or_complains(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address)
    page.wait_for_function("!document.querySelector('[data-chart-place]:not([data-drawn])')")
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)
    # A breach of the content security policy, a missing file or a script's error would be here.
    assert watched.complaints == []


def test_suggestions_lead_to_the_council_while_typing(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.get_by_label("Council, place or postcode").press_sequentially("oxfor")
    suggestion = page.locator("#suggestions").get_by_role("link", name="Oxfordshire")
    suggestion.click()
    expect(page).to_have_url(f"{page.url.split('/councils')[0]}{COUNCIL}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oxfordshire")


def test_charts_are_drawn_in_the_browser_with_words(watched: Watched) -> None:
    page = watched.page
    page.goto(INDICATOR)
    charts = page.locator("[data-chart-place]")
    expect(charts).to_have_count(3)
    for place in charts.all():
        expect(place.locator("svg")).to_be_visible()
        expect(place).to_have_attribute("role", "img")
        assert (place.get_attribute("aria-label") or "").endswith(".")
        box, room = place.locator("svg").bounding_box(), place.bounding_box()
        assert box
        assert room
        assert box["width"] <= room["width"] + 1


def test_a_point_of_a_chart_tells_its_figure(watched: Watched) -> None:
    page = watched.page
    page.goto(INDICATOR)
    points = page.locator("#process + figure .mark-symbol.role-mark path")
    points.last.hover()
    expect(page.locator("#vg-tooltip-element")).to_contain_text("40.0%")


def test_the_whole_way_by_keyboard(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    field = page.get_by_label("Council, place or postcode")
    for _step in range(5):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("Oxfordshire")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oxfordshire")
    link = page.locator("#children + ul a").first
    for _step in range(120):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Every period")).to_have_count(0)
    expect(page.locator("caption", has_text="Every period")).to_be_visible()


def test_what_has_the_focus_can_be_seen(watched: Watched) -> None:
    page = watched.page
    page.goto(COUNCIL)
    for _step in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last link
        seen = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== "none" || style.boxShadow !== "none";
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_the_whole_way_without_javascript(without_script: Page) -> None:
    page = without_script
    page.goto("/")
    page.get_by_label("Council, place or postcode").fill("OX1 1ND")
    page.get_by_role("button", name="See figures").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oxfordshire")
    page.goto(INDICATOR)
    picture = page.locator("figure img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    assert picture.get_attribute("alt")
    assert page.request.get(picture.get_attribute("src") or "").status == 200
    expect(page.get_by_role("link", name="Indicators", exact=True).first).to_be_visible()
    expect(page.locator("caption", has_text="Every period")).to_be_visible()


def test_a_breakdown_is_chosen_without_javascript(without_script: Page) -> None:
    page = without_script
    page.goto(f"{COUNCIL}indicators/LAIT-LACStable_2016on/")
    page.get_by_label("Show").select_option("sex=female")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Show")).to_have_value("sex=female")
    assert "breakdown=sex%3Dfemale" in page.url
