"""From a council to a comparison that is shared as a link: by pointer, keyboard, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders.site import IN_TIME, RE_REFERRALS
from tests.functional.conftest import DESKTOP, Watched

pytestmark = pytest.mark.browser

COUNCIL = "/councils/oxfordshire/"
COMPARED = f"/compare/?indicator={RE_REFERRALS}&council=oxfordshire&council=barnsley"


def table(page: Page) -> list[str]:
    """The words of the comparison's rows."""
    return page.locator(".app-heat tbody tr").all_inner_texts()


def test_from_a_council_to_a_link_that_shows_the_same_to_another(
    watched: Watched, browser: Browser, site: str
) -> None:
    page = watched.page
    page.goto("/")
    page.get_by_label("Council, place or postcode").fill("Oxfordshire")
    page.get_by_role("button", name="See figures").click()
    page.locator(f"#children + ul a[href$='/{RE_REFERRALS}/']").click()
    page.get_by_role("link", name="Compare Oxfordshire with its neighbours").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oxfordshire compared")
    page.get_by_text("Change what is compared").click()
    page.get_by_label("Words of an indicator").fill("45 working days")
    page.get_by_role("button", name="Find indicators").click()
    page.get_by_role("link", name="Add Continuous assessments completed").click()
    page.get_by_text("Change what is compared").click()
    page.get_by_label("Council, place or postcode").fill("Barnsley")
    page.get_by_role("button", name="Add council").click()
    expect(page.locator("#spine + figure svg")).to_be_visible()
    shown, link = table(page), page.url
    assert len(shown) == 2
    assert "worse" in shown[0]
    other = browser.new_context(viewport=DESKTOP, base_url=site)
    stranger = other.new_page()
    stranger.goto(link)
    assert table(stranger) == shown
    other.close()
    assert watched.complaints == []


def test_the_reference_changes_at_once(watched: Watched) -> None:
    page = watched.page
    page.goto(COMPARED)
    page.get_by_label("Compare with").select_option("first")
    expect(
        page.get_by_role("heading", name="Every figure, compared with Oxfordshire")
    ).to_be_visible()
    assert "against=first" in page.url


def test_a_mark_of_the_spine_tells_council_figure_and_verdict(watched: Watched) -> None:
    page = watched.page
    page.goto(COMPARED)
    page.locator("#spine + figure .mark-symbol.role-mark path").last.hover()
    tip = page.locator("#vg-tooltip-element")
    expect(tip).to_contain_text("Oxfordshire")
    expect(tip).to_contain_text("40.0%")
    expect(tip).to_contain_text("Worse")


def test_a_comparison_is_made_by_keyboard_alone(watched: Watched) -> None:
    page = watched.page
    page.goto(f"/compare/?indicator={RE_REFERRALS}")
    reach(page, "#add-council")
    page.keyboard.type("Oxfordshire")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oxfordshire compared")
    reach(page, ".app-choices__summary")
    page.keyboard.press("Enter")
    reach(page, "a:text('Add all neighbours of Oxfordshire')")
    page.keyboard.press("Enter")
    expect(page.locator(".app-heat thead th")).to_have_count(13)
    # A wide table is scrolled by its own box, which the keyboard reaches too.
    reach(page, ".app-scroll")


def reach(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, and check that it can be seen to have it."""
    wanted = page.locator(selector).first
    for _step in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    style = "one => getComputedStyle(one).outlineStyle + getComputedStyle(one).boxShadow"
    assert wanted.evaluate(style) != "nonenone"


def test_the_comparison_works_without_javascript(without_script: Page) -> None:
    page = without_script
    page.goto(f"{COUNCIL}indicators/{RE_REFERRALS}/")
    page.get_by_role("link", name="Compare Oxfordshire with its neighbours").click()
    picture = page.locator("#spine + figure img")
    expect(picture).to_be_visible()
    assert page.request.get(picture.get_attribute("src") or "").status == 200
    page.get_by_label("Compare with").select_option("neighbours")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", name="Every figure, compared with the mean")).to_be_visible()
    page.get_by_text("Change what is compared").click()
    page.get_by_label("Council, place or postcode").fill("north")
    page.get_by_role("button", name="Add council").click()
    page.get_by_role("link", name="Add North Somerset").click()
    expect(page.locator(".app-heat thead")).to_contain_text("North Somerset")
    page.get_by_text("Change what is compared").click()
    page.get_by_role("link", name="Remove North Somerset").click()
    expect(page.locator(".app-heat thead")).not_to_contain_text("North Somerset")
    assert IN_TIME not in page.url


def test_what_is_taken_away_names_its_source(without_script: Page) -> None:
    page = without_script
    page.goto(COMPARED)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the comparison").click()
    text = started.value.path().read_text(encoding="utf-8-sig")
    assert "Oxfordshire" in text
    assert "Open Government Licence v3.0" in text
