"""A live page in Chromium: a figure changes without reloading when a record is changed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.builders.authority import CODES
from tests.functional.conftest import DESKTOP, Watched, _wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PREPARE = """
import sys
from pathlib import Path
from almoner.website.starting import migrate, start
start(); migrate()
from tests.builders.authority import write_records
from almoner.casework.loading import load_records
load_records(folder=write_records(Path(sys.argv[1])), name="Isisbridge", by="tests")
from almoner.casework.models import RecordVersion
rows = RecordVersion.objects.filter(table="child_assessment", is_current=True).order_by("key")
print(next(one.key for one in rows if one.content["authorised_on"] is None))
"""

ENGINE = f"""
from almoner.website.starting import start
start()
from almoner.catalogue.register import chosen
from almoner.casework.process import run_engine
run_engine(indicators=chosen({list(CODES)!r}))
"""

TILE = "#tile-CH-ASSESSMENTS-OPEN .app-tile__value"


class LiveSite:
    """The address of a site with an engine beside it, and an assessment in progress."""

    def __init__(self, address: str, environment: dict[str, str], key: str) -> None:
        self.address, self.environment, self.key = address, environment, key

    def change(self, *values: str) -> None:
        """Change the assessment from another terminal."""
        command = [sys.executable, "-m", "almoner.cli", "record", "change", "child_assessment"]
        subprocess.run([*command, self.key, *values, "--by", "ada"], check=True,
                       env=self.environment)  # fmt: skip


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[LiveSite]:
    """A server and an engine as in production, ended after the last test."""
    folder = tmp_path_factory.mktemp("live")
    environment = {**os.environ, "ALMONER_DATA_DIR": str(folder), "PYTHONPATH": str(repository)}
    environment.pop("DATABASE_URL", None)
    prepared = subprocess.run(
        [sys.executable, "-c", PREPARE, str(folder / "records")],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "4",
             "--log-level", "error", "--no-control-socket", "almoner.website.wsgi"]  # fmt: skip
    with (
        subprocess.Popen([sys.executable, "-c", ENGINE], env=environment) as engine,
        subprocess.Popen(serve, env=environment) as server,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield LiveSite(f"http://127.0.0.1:{port}", environment, prepared.stdout.split()[-1])
        finally:
            engine.terminate()
            server.terminate()


def test_a_tile_changes_without_reloading(browser: Browser, live: LiveSite) -> None:
    context = browser.new_context(viewport=DESKTOP, base_url=live.address)
    watched = Watched(context)
    watched.page.goto("/live/")
    tile = watched.page.locator(TILE)
    expect(tile).to_be_visible(timeout=90_000)  # the first count of everything comes by itself
    before = int(tile.inner_text())
    heading = watched.page.locator("h1").element_handle()
    live.change("authorised_on=2026-03-30")
    expect(tile).to_have_text(str(before - 1), timeout=30_000)
    assert heading is not None
    assert heading.is_visible(), "the page was loaded anew"
    assert watched.complaints == []
    context.close()


def test_without_javascript_a_reload_shows_it(browser: Browser, live: LiveSite) -> None:
    context = browser.new_context(
        viewport=DESKTOP, base_url=live.address, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/live/")
    for _attempt in range(450):  # the first count of everything may still be under way
        if page.locator(TILE).count():
            break
        page.wait_for_timeout(200)
        page.reload()
    before = int(page.locator(TILE).inner_text())
    live.change("authorised_on=")
    for _attempt in range(100):
        page.reload()
        if int(page.locator(TILE).inner_text()) == before + 1:
            break
        page.wait_for_timeout(200)
    assert int(page.locator(TILE).inner_text()) == before + 1
    context.close()
