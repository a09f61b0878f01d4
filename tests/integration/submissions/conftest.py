"""A council whose returns are received, who may see them, and a checker without its process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from almoner.casework.access import entitle
from almoner.casework.models import Authority
from almoner.submissions.beginning import begin_authority
from almoner.submissions.models import Submission
from almoner.submissions.one import do_one
from almoner.submissions.working import take_next
from tests.builders.small_903 import small_903

Send = Callable[..., Submission]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: object) -> None:
    settings.SUBMISSIONS_DIR = tmp_path / "submissions"  # type: ignore[attr-defined]


@pytest.fixture
def barnsley(db: None) -> Authority:
    """A real council, without any record."""
    return Authority.objects.get(code=begin_authority(place="Barnsley", by="tests"))


def somebody(name: str) -> Client:
    """A browser signed in as a new user, to whom nothing is granted."""
    browser = Client()
    browser.force_login(get_user_model().objects.create_user(name))
    return browser


@pytest.fixture
def ada(barnsley: Authority) -> Client:
    """Somebody to whom the whole council is granted."""
    browser = somebody("ada")
    entitle(username="ada", authority=barnsley.code, by="tests")
    return browser


def files(texts: dict[str, str]) -> list[SimpleUploadedFile]:
    """Files as a browser sends them."""
    return [SimpleUploadedFile(name, text.encode()) for name, text in texts.items()]


def work_off() -> None:
    """Do all that waits, in this process."""
    while (work := take_next()) is not None:
        do_one(work.pk, work.attempt)


@pytest.fixture
def send(ada: Client, barnsley: Authority) -> Send:
    """Sends a return through the form and checks it."""

    def sent(texts: dict[str, str] | None = None, *, year: str = "2026-27") -> Submission:
        given = {
            "authority": barnsley.code, "return_code": "SSDA903", "year": year,
            "files": files(small_903() if texts is None else texts),
        }  # fmt: skip
        answer = ada.post("/returns/send/", given)
        assert answer.status_code == 302, answer.content.decode()
        work_off()
        return Submission.objects.latest("pk")

    return sent
