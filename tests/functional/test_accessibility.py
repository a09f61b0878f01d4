"""Every kind of page by axe-core at WCAG 2.2 AA, wide and narrow, and down to 320 pixels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.builders.months import HOMES, REFERRALS
from tests.builders.site import IN_TIME, RE_REFERRALS
from tests.functional.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

COUNCIL = "/councils/oxfordshire/"
COMPARED = f"council=oxfordshire&council=barnsley&indicator={RE_REFERRALS}&indicator={IN_TIME}"

EVERY_KIND_OF_PAGE = {
    "front": "/",
    "several councils fit": "/councils/?place=north",
    "no council fits": "/councils/?place=atlantis",
    "council": COUNCIL,
    "indicators of a council": f"{COUNCIL}indicators/",
    "indicator of a council": f"{COUNCIL}indicators/{RE_REFERRALS}/",
    "early warning": f"{COUNCIL}early-warning/?series={REFERRALS}",
    "questions": f"{COUNCIL}questions/",
    "series by quarter": f"{COUNCIL}indicators/{HOMES}/",
    "forecast": f"{COUNCIL}indicators/{HOMES}/forecast/",
    "funnel": f"/indicators/{RE_REFERRALS}/funnel/?highlight=oxfordshire",
    "no funnel": f"/indicators/{IN_TIME}/funnel/",
    "arrows or limits": f"/learn/arrows-or-limits/?council=oxfordshire&indicator={RE_REFERRALS}",
    "all indicators": "/indicators/",
    "indicator everywhere": f"/indicators/{RE_REFERRALS}/",
    "search": "/search/?q=placement",
    "compare, nothing chosen": "/compare/",
    "compare": f"/compare/?{COMPARED}",
    "compare, choosing": f"/compare/?{COMPARED}&find=adoption&place=north",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "not found": "/atlantis/",
}

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REFLOW = {"width": 320, "height": 600}
"""What a page of 1280 pixels has to itself at 400%."""


@pytest.fixture(scope="module")
def axe(repository: Path) -> str:
    """The script, which the front end's build installs with the other packages."""
    script = repository / "front_end" / "node_modules" / "axe-core" / "axe.min.js"
    assert script.exists(), "axe-core is not installed: run make setup"
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def opened(browser: Browser, site: str) -> Iterator[Page]:
    """A page into which a script may be put, which the site's own policy forbids."""
    context = browser.new_context(base_url=site, bypass_csp=True)
    yield context.new_page()
    context.close()


def faults(page: Page) -> list[str]:
    """Each rule that is broken, with the first place where it is."""
    found = page.evaluate(
        "async rules => (await axe.run({runOnly: {type: 'tag', values: rules}})).violations",
        RULES,
    )
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]


def settle(page: Page) -> None:
    """Wait until every chart is drawn."""
    page.wait_for_function("!document.querySelector('[data-chart-place]:not([data-drawn])')")


@pytest.mark.parametrize("address", EVERY_KIND_OF_PAGE.values(), ids=EVERY_KIND_OF_PAGE)
def test_no_rule_is_broken_and_nothing_scrolls_sideways(
    opened: Page, axe: str, address: str
) -> None:
    for size in (DESKTOP, PHONE, REFLOW):
        opened.set_viewport_size(size)
        if size != REFLOW:
            opened.goto(address)
            settle(opened)
            opened.evaluate(axe)
            assert faults(opened) == []
        width = opened.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{width} pixels wide at {size['width']}"


def test_axe_finds_what_is_wrong(opened: Page, axe: str) -> None:
    opened.goto("/accessibility/")
    opened.evaluate("document.querySelector('main').innerHTML += '<img src=\"/nothing.png\">'")
    opened.evaluate(axe)
    assert any(fault.startswith("image-alt") for fault in faults(opened))


@pytest.mark.parametrize("address", [COUNCIL, f"/compare/?{COMPARED}"])
def test_headings_go_down_one_level_at_a_time(opened: Page, address: str) -> None:
    opened.set_viewport_size(DESKTOP)
    opened.goto(address)
    levels = opened.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]"
        ".filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
