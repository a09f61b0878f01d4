"""A return sent through the form: received, checked, refused, failed, taken up again, kept."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from almoner.casework.models import AuditEvent, Authority, RecordVersion
from almoner.returns.submission import Request, check_files
from almoner.submissions import working
from almoner.submissions.actions import receive
from almoner.submissions.findings_kept import OvertakenError, finish
from almoner.submissions.models import Finding, Submission, Work, WorkState
from almoner.submissions.one import do_one
from almoner.submissions.storage import GIVEN, path_of
from tests.builders.small_903 import small_903
from tests.integration.submissions.conftest import Send, files, work_off

SENT = "/returns/send/"


def test_the_page_shows_what_the_library_finds(ada: Client, send: Send) -> None:
    made = send()
    path = path_of(made.folder, GIVEN)
    assert path is not None
    outcome = check_files(Request("SSDA903", path, year="2026-27", authority=made.authority))
    expected = {(row[0], row[2], row[3], row[4]) for row in outcome.findings.iter_rows()}
    held = Finding.objects.filter(submission=made)
    assert set(held.values_list("rule", "table", "row", "child")) == expected
    assert (made.errors, made.others) == (outcome.findings.height, 0)
    assert made.rows == 6
    assert made.ran == outcome.ran
    page = ada.get(f"/returns/{made.pk}/").content.decode()
    assert "Sex is blank or not M, F or U." in page
    assert "Last year" in page, "the rules that were not run are named with their reason"


def test_who_received_it_is_kept(send: Send) -> None:
    made = send()
    received = AuditEvent.objects.get(action="submission.received")
    assert (received.by, received.subject, received.authority) == (
        "ada", str(made.pk), made.authority,
    )  # fmt: skip


def test_files_that_are_no_return_are_refused_with_a_sentence(ada: Client, send: Send) -> None:
    made = send({"header.csv": "CHILD,SEX\n1,M\n"})
    page = ada.get(f"/returns/{made.pk}/").content.decode()
    work = Work.objects.get(submission=made)
    assert work.state == WorkState.REFUSED
    assert "header.csv" in work.words
    assert "DOB" in work.words
    assert str(made.folder) not in work.words, "the place on this machine is not told"
    assert "Refused" in page
    assert not Finding.objects.exists()


def test_a_bomb_is_refused(ada: Client, barnsley: Authority, tmp_path: Path) -> None:
    import zipfile

    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("header.csv", "episodes.csv"):
            with archive.open(name, "w", force_zip64=True) as stream:
                for _each in range(64):
                    stream.write(bytes(2**20))
    with bomb.open("rb") as stream:
        given = {"authority": barnsley.code, "return_code": "SSDA903", "year": "2026-27",
                 "files": [stream]}  # fmt: skip
        assert ada.post(SENT, given).status_code == 302
    work_off()
    work = Work.objects.get()
    assert work.state == WorkState.REFUSED
    assert "unpacks" in work.words


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"files": []}, "Choose the files of the return"),
        ({"year": "1999-00"}, "1999-00"),
        ({"return_code": "TAX"}, "TAX"),
        ({"authority": "E06000001"}, "E06000001"),
    ],
)
def test_the_form_says_what_is_wrong(
    ada: Client, barnsley: Authority, wrong: dict[str, object], said: str
) -> None:
    given = {"authority": barnsley.code, "return_code": "SSDA903", "year": "2026-27",
             "files": files(small_903()), **wrong}  # fmt: skip
    answer = ada.post(SENT, given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Submission.objects.exists()


def test_too_much_is_refused_before_it_is_read(
    ada: Client, barnsley: Authority, settings: object
) -> None:
    settings.SUBMISSION_BYTES = 500  # type: ignore[attr-defined]
    answer = ada.post(SENT, {"authority": barnsley.code, "files": files(small_903())})
    assert answer.status_code == 413
    assert "ALMONER_UPLOAD_MIB" in answer.content.decode()


def test_the_form_needs_its_token(barnsley: Authority, ada: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ada.cookies
    answer = strict.post(SENT, {"authority": barnsley.code, "files": files(small_903())})
    assert answer.status_code == 403
    assert not Submission.objects.exists()


def test_an_unexpected_fault_quotes_nobody(
    barnsley: Authority, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fault(*_given: object) -> None:
        raise ValueError("child 1002 is odd")

    monkeypatch.setattr("almoner.submissions.one.check", fault)
    receive(authority=barnsley.code, return_code="SSDA903", year="2026-27",
            files=files(small_903()), by="ada")  # fmt: skip
    work_off()
    work = Work.objects.get()
    assert work.state == WorkState.FAILED
    assert "ValueError" in work.words
    assert "1002" not in work.words


def _waiting(barnsley: Authority) -> Work:
    receive(authority=barnsley.code, return_code="SSDA903", year="2026-27",
            files=files(small_903()), by="ada")  # fmt: skip
    return Work.objects.get()


def test_a_killed_check_has_failed_and_says_why(ada: Client, barnsley: Authority) -> None:
    number = _waiting(barnsley).submission_id

    def start(_work: Work) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        process.send_signal(signal.SIGKILL)
        return process

    working.run_checker(once=True, start=start)
    page = ada.get(f"/returns/{number}/").content.decode()
    assert "The check failed because the process was killed" in page
    assert ada.post(f"/returns/{number}/check/").status_code == 302
    work_off()
    assert Submission.objects.get().checked_at is not None, "it can be checked again"


def test_a_checker_that_went_away_leaves_nothing_undone(barnsley: Authority) -> None:
    work = _waiting(barnsley)
    long_ago = timezone.now() - timedelta(minutes=5)
    assert working.take_next() is not None
    Work.objects.update(beat_at=long_ago)
    working.take_up_again()
    work.refresh_from_db()
    assert work.state == WorkState.WAITING
    assert working.take_next() is not None
    Work.objects.update(beat_at=long_ago)
    working.take_up_again()
    work.refresh_from_db()
    assert work.state == WorkState.FAILED
    assert "interrupted twice" in work.words


def test_an_overtaken_attempt_writes_nothing(barnsley: Authority) -> None:
    _waiting(barnsley)
    first = working.take_next()
    assert first is not None
    Work.objects.update(attempt=2)
    with pytest.raises(OvertakenError):
        finish(first)
    do_one(first.pk, 1)
    assert not Finding.objects.exists()


def test_a_live_one_is_left_alone(barnsley: Authority) -> None:
    _waiting(barnsley)
    assert working.take_next() is not None
    working.take_up_again()
    assert working.take_next() is None


def test_kept_in_the_record(ada: Client, send: Send) -> None:
    made = send(small_903(header={"1002": "1002,M,01/02/2014,WBRI,,,"},
                          episodes={"1003": "1003,05/06/2026,S,C2,N1,U6,PR1,,,,,,"}))  # fmt: skip
    ada.post(f"/returns/{made.pk}/keep/")
    work_off()
    made.refresh_from_db()
    assert Work.objects.latest("pk").state == WorkState.DONE, Work.objects.latest("pk").words
    people = RecordVersion.objects.filter(authority=made.authority, table="person")
    assert people.count() == 3
    assert (made.kept_by, made.kept_as is not None) == ("ada", True)
    page = ada.get(f"/returns/{made.pk}/").content.decode()
    assert "Kept in the record" in page
    assert "care_episode" in page


def test_only_what_was_checked_is_kept(ada: Client, barnsley: Authority) -> None:
    number = _waiting(barnsley).submission_id
    Work.objects.update(state=WorkState.FAILED)
    page = ada.post(f"/returns/{number}/keep/", follow=True).content.decode()
    assert "only what has been checked can be kept" in page
    assert Work.objects.count() == 1


def test_one_thing_at_a_time(ada: Client, barnsley: Authority) -> None:
    number = _waiting(barnsley).submission_id
    page = ada.post(f"/returns/{number}/check/", follow=True).content.decode()
    assert "under way already" in page
    assert Work.objects.count() == 1
