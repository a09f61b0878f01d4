"""A real server on a small store of its own, and Chromium to look at it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import chromium

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 800}

LOAD = """
from almoner.website.starting import migrate, start
start(); migrate()
from tests.builders.months import load_months
from tests.builders.signed_in import load_signed_in
from tests.builders.site import load_site
load_site()
load_months()
load_signed_in()
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[str]:
    """The address of a server that runs as in production, ended after the last test."""
    environment = {
        **os.environ,
        "ALMONER_DATA_DIR": str(tmp_path_factory.mktemp("site")),
        "PYTHONPATH": str(repository),
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", LOAD], env=environment, check=True, cwd=repository)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    quiet = ["--log-level", "error", "--no-control-socket", "almoner.website.wsgi"]
    with subprocess.Popen([*command, *quiet], env=environment, cwd=repository) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(150):
        try:
            with urlopen(f"{address}/about/", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            assert server.poll() is None, "the server ended before it answered"
            time.sleep(0.2)
    raise AssertionError("the server did not answer within 30 seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        yield launched
        launched.close()


class Watched:
    """A page, and everything that its console or its scripts complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: object) -> None:
        if message.type in {"error", "warning"}:  # type: ignore[attr-defined]
            self.complaints.append(message.text)  # type: ignore[attr-defined]


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def watched(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A page on a wide and on a narrow screen; addresses are those of the site."""
    context = browser.new_context(viewport=request.param, base_url=site)
    yield Watched(context)
    context.close()


@pytest.fixture
def without_script(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a browser with JavaScript off."""
    context = browser.new_context(viewport=DESKTOP, base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()
