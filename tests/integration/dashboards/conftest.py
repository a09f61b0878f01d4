"""One small store for the pages that a module of tests looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.builders.site import load_site


@pytest.fixture(scope="module")
def _store(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for the module, inside a transaction that is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_site()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _site(_store: None, db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def pages() -> Client:
    """A browser without JavaScript."""
    return Client()
