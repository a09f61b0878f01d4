"""Pages for who has signed in: by axe-core, by keyboard alone, and as they are printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders.live_months import CODE, IN_TIME, OPEN, REPEAT
from tests.builders.signed_in import LOCALITY, PASSWORD, TEAM, USER
from tests.functional.conftest import DESKTOP, PHONE
from tests.functional.test_accessibility import REFLOW, axe, faults, settle

__all__ = ["axe"]

pytestmark = pytest.mark.browser

HERE = f"/live/{CODE}"
TEAM_OPEN = f"{HERE}/{TEAM}/{OPEN}"

PAGES = {
    "live, whole council": f"{HERE}/",
    "live, team": f"{HERE}/{TEAM}/",
    "live, locality": f"{HERE}/{LOCALITY}/",
    "live indicator": f"{HERE}/{CODE}/{IN_TIME}/",
    "live reading": f"{HERE}/{CODE}/{IN_TIME}/reading/",
    "live reading as a run chart": f"{HERE}/{CODE}/{OPEN}/reading/?chart=run",
    "counter-measure": f"{HERE}/{CODE}/{REPEAT}/reading/",
    "targets": f"{HERE}/{CODE}/{IN_TIME}/targets/",
    "a target tried": f"{HERE}/{CODE}/{IN_TIME}/targets/?low=95&first_period=M2026-04&whose=local",
    "new levels": f"{HERE}/{CODE}/{OPEN}/rebases/",
    "live early warning": f"{HERE}/early-warning/",
    "questions to teams": f"{HERE}/questions/",
    "audits": "/audits/",
    "audit": "/audits/1/",
    "audited case": "/audits/1/1/",
    "drawing an audit": f"/audits/{CODE}/draw/?indicator={IN_TIME}&unit={CODE}",
    "when audits are due": f"/audits/{CODE}/schedule/",
    "data quality": f"{HERE}/{CODE}/data-quality/",
    "one grade": f"{HERE}/{CODE}/{IN_TIME}/data-quality/",
    "returns": "/returns/",
    "published targets": "/councils/oxfordshire/indicators/LAIT-ReReferral/targets/",
    "published new levels": "/councils/oxfordshire/indicators/LAIT-ReReferral/rebases/",
}


@pytest.fixture(scope="module")
def inside(browser: Browser, site: str) -> Iterator[Page]:
    """One page, signed in once for all tests of this module."""
    context = browser.new_context(base_url=site, viewport=DESKTOP, bypass_csp=True)
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Name").fill(USER)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_label("Password")).to_have_count(0)
    yield page
    context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_no_rule_is_broken_nothing_scrolls_sideways_and_it_can_be_printed(
    inside: Page, axe: str, address: str
) -> None:
    for size in (DESKTOP, PHONE, REFLOW):
        inside.set_viewport_size(size)
        if size != REFLOW:
            answer = inside.goto(address)
            assert answer
            assert answer.status == 200
            if address.startswith("/live/"):
                expect(inside.get_by_text("is made up: no such council")).to_be_visible()
            settle(inside)
            inside.evaluate(axe)
            assert faults(inside) == []
        width = inside.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{width} pixels wide at {size['width']}"
    as_printed(inside)


def as_printed(page: Page) -> None:
    """Nothing is cut off on paper, and there is nothing to press."""
    page.set_viewport_size(PRINTED)
    page.emulate_media(media="print")
    try:
        assert page.evaluate(CUT_OFF) == []
        for part in (".govuk-service-navigation", ".app-search", "main button"):
            assert page.locator(f"{part}:visible").count() == 0, part
    finally:
        page.emulate_media(media="screen")


PRINTED = {"width": 718, "height": 1000}
"""A4 upright within its margins, in pixels."""

CUT_OFF = """
[...document.querySelectorAll('main *')].filter(one => {
  const style = getComputedStyle(one);
  return style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
    && style.display !== 'none' && one.clientWidth > 1 && !one.closest('svg');
}).map(one => one.outerHTML.slice(0, 120))
"""


def press_until(page: Page, css: str, most: int = 150) -> None:
    """Press Tab until what `css` names has the focus, which has to be seen."""
    for _turn in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            seen = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                "return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            )
            assert seen, f"{css} has the focus, and nothing shows it"
            return
    raise AssertionError(f"{css} cannot be reached by keyboard")


def test_a_new_level_is_decided_on_and_ended_by_keyboard_alone(inside: Page) -> None:
    inside.set_viewport_size(DESKTOP)
    inside.goto(f"{HERE}/{CODE}/{OPEN}/reading/")
    settle(inside)
    press_until(inside, "a[href$='/rebases/']")
    inside.keyboard.press("Enter")
    inside.wait_for_url("**/rebases/")
    press_until(inside, "#reason-1")
    inside.keyboard.type("A second team began")
    press_until(inside, "button[value=accept]")
    inside.keyboard.press("Enter")
    expect(inside.get_by_text("Your decision is kept.")).to_be_visible()
    press_until(inside, "summary")
    inside.keyboard.press("Enter")
    press_until(inside, "input[name=because]")
    inside.keyboard.type("It was the counting")
    inside.keyboard.press("Enter")
    expect(inside.get_by_text("Ended by ada")).to_be_visible()


def test_a_question_is_answered_by_keyboard_alone(inside: Page) -> None:
    inside.set_viewport_size(DESKTOP)
    inside.goto(f"{HERE}/questions/")
    press_until(inside, "main textarea[name=answer]")
    inside.keyboard.type("A panel sits the day before.")
    press_until(inside, "main form button")
    inside.keyboard.press("Enter")
    expect(inside.get_by_text("A panel sits the day before.").first).to_be_visible()
    expect(inside.get_by_text("ada,")).to_be_visible()
