"""From dropping the files of a return to the record, in Chromium; every page by axe-core."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from python_calamine import CalamineWorkbook

from tests.builders.small_903 import small_903
from tests.functional.conftest import DESKTOP, PHONE, Watched, _wait_for
from tests.functional.test_accessibility import REFLOW, axe, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["axe"]

PREPARE = """
from almoner.website.starting import migrate, start
start(); migrate()
from django.contrib.auth import get_user_model
get_user_model().objects.create_user("ada", password="a password of tests")
from almoner.casework.access import entitle
from almoner.submissions.beginning import begin_authority
entitle(username="ada", authority=begin_authority(place="Barnsley", by="tests"), by="tests")
"""

DROP = """
([name, text]) => {
  const given = window.givenFiles ??= new DataTransfer();
  given.items.add(new File([text], name, { type: "text/csv" }));
}
"""


@pytest.fixture(scope="module")
def returns_site(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[str]:
    """The address of a site with a checker beside it, as in production."""
    environment = {
        **os.environ,
        "ALMONER_DATA_DIR": str(tmp_path_factory.mktemp("returns")),
        "PYTHONPATH": str(repository),
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "4",
             "--log-level", "error", "--no-control-socket", "almoner.website.wsgi"]  # fmt: skip
    work = [sys.executable, "-m", "almoner.cli", "returns", "work"]
    with (
        subprocess.Popen(work, env=environment) as checker,
        subprocess.Popen(serve, env=environment) as server,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            checker.terminate()
            server.terminate()


def signed_in(context: BrowserContext, then: str) -> Page:
    """A page of somebody who may send returns."""
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(f"/sign-in/?next={then}")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("a password of tests")
    page.locator("main button[type=submit]").click()
    return page


def drop(page: Page, texts: dict[str, str]) -> None:
    """Drop files on the first box, as somebody does with a mouse."""
    for name, text in texts.items():
        page.evaluate(DROP, [name, text])
    files = page.evaluate_handle("window.givenFiles")
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": files})


def test_from_dropped_files_to_the_record(
    browser: Browser, returns_site: str, tmp_path: Path, axe: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, base_url=returns_site, accept_downloads=True)
    watched = Watched(context)
    page = signed_in(context, "/returns/send/")
    drop(page, small_903())
    expect(page.locator("[data-drop-list]").first).to_contain_text("episodes.csv")
    page.get_by_role("button", name="Check").click()
    # The page follows the check by itself.
    expect(page.locator(".app-counts")).to_be_visible(timeout=120_000)
    overview = page.url
    page.get_by_role("link", name="101", exact=True).click()
    page.locator(".app-findings tbody th a").first.click()
    expect(page.locator(".app-rows__marked--focus")).to_have_count(1)
    page.get_by_label("Checked and right").check()
    page.get_by_label("Reason").fill("The registrar confirmed it.")
    page.get_by_role("button", name="Keep the reply").click()
    expect(page.get_by_text("Your reply is kept.")).to_be_visible()
    page.goto(overview)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Findings as a workbook").click()
    downloading.value.save_as(tmp_path / "findings.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "findings.xlsx")).get_sheet_by_name("Findings")
    (said,) = [row for row in rows.to_python() if row[2] == "101"]
    assert said[10:13] == ["Checked and right", "The registrar confirmed it.", "ada"]
    page.get_by_role("button", name="Keep in the record").click()
    expect(page.get_by_role("heading", name="In the record")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("row", name="person", exact=False).first).to_be_visible()
    assert watched.complaints == []
    context.close()


def test_every_page_by_axe(browser: Browser, returns_site: str, axe: str) -> None:
    context = browser.new_context(base_url=returns_site, bypass_csp=True)
    page = signed_in(context, "/returns/")
    page.goto("/returns/")
    first = page.locator("main table a").first.get_attribute("href")
    assert first is not None
    page.goto(f"{first}findings/?rule=101")
    finding = page.locator(".app-findings tbody th a").first.get_attribute("href")
    addresses = ["/returns/", "/returns/send/", first, finding, "/audits/",
                 "/audits/E08000016/draw/", "/audits/E08000016/schedule/",
                 *(f"{first}{rest}" for rest in ("findings/", "children/", "child/?id=1002",
                                                 "teams/", "changes/", "trend/"))]  # fmt: skip
    for address in addresses:
        for size in (DESKTOP, PHONE, REFLOW):
            page.set_viewport_size(size)
            if size != REFLOW:
                page.goto(str(address))
                page.evaluate(axe)
                assert faults(page) == [], address
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{address}: {width} pixels wide at {size['width']}"
    context.close()


def test_without_javascript(browser: Browser, returns_site: str, tmp_path: Path) -> None:
    context = browser.new_context(
        viewport=DESKTOP, base_url=returns_site, java_script_enabled=False
    )
    page = signed_in(context, "/returns/send/")
    given = []
    for name, text in small_903().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        given.append(tmp_path / name)
    page.get_by_label("Files of the return").set_input_files(given)
    page.get_by_role("button", name="Check").click()
    # The page says by itself when to be loaded again.
    expect(page.locator(".app-counts")).to_be_visible(timeout=120_000)
    page.get_by_role("link", name="What changed").click()
    expect(page.locator(".app-counts")).to_contain_text("0")
    context.close()
