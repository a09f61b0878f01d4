"""A made-up authority, its records loaded, and a keeper of a few of its indicators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from almoner.casework.keeper import Keeper
from almoner.casework.loading import load_records
from almoner.casework.models import Authority, RecordVersion
from almoner.catalogue.register import chosen
from tests.builders.authority import CODES, write_records


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of records."""
    return write_records(tmp_path_factory.mktemp("made-up") / "records")


@pytest.fixture
def authority(db: None, records: Path) -> Authority:
    """The authority, its records kept."""
    return load_records(folder=records, name="Isisbridge", by="tests")


@pytest.fixture
def keeper(authority: Authority) -> Iterator[Keeper]:
    """A keeper that has counted everything once."""
    made = Keeper(authority, chosen(list(CODES)))
    made.restart()
    yield made
    made.live.mirror.connection.close()


@pytest.fixture
def open_assessment(authority: Authority) -> RecordVersion:
    """An assessment in progress at the end."""
    found = RecordVersion.objects.filter(
        authority=authority.code, table="child_assessment", is_current=True
    )
    return next(one for one in found.order_by("key") if one.content["authorised_on"] is None)
