"""What holds for every test: no network but this machine's, nothing skipped where CI says so."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Tests never touch an installation's data.
os.environ["ALMONER_DATA_DIR"] = tempfile.mkdtemp(prefix="almoner-tests-")
os.environ.pop("ALMONER_LANGUAGE", None)
# Chromium's driver keeps an event loop in the process that has once started it, and Django then
# takes every later test for asynchronous code and refuses it the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

settings.register_profile(
    "almoner", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("ALMONER_HYPOTHESIS_PROFILE", "almoner"))

NOTHING_SKIPPED = bool(os.environ.get("ALMONER_NOTHING_SKIPPED"))


def chromium() -> str | None:
    """Where the system's Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database; skip, and say so, what needs a part that is lacking here."""
    lacking = {
        "browser": None if chromium() else "needs Chromium, which is not installed",
        "spark": None if shutil.which("java") else "needs Java, which is not installed",
        "postgresql": None
        if os.environ.get("ALMONER_TEST_DATABASE_URL")
        else "needs PostgreSQL: set ALMONER_TEST_DATABASE_URL",
    }
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames:  # type: ignore[attr-defined]
            item.add_marker("database")
        for marker, reason in lacking.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Where nothing may be skipped, a skipped test is a failed one."""
    report = yield
    if NOTHING_SKIPPED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the source tree."""
    return Path(__file__).resolve().parent.parent
