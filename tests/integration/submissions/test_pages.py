"""Who may see findings, what is kept of it, and that lists find, sort and page."""

from __future__ import annotations

import io

import polars as pl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from almoner.casework.access import entitle
from almoner.casework.models import AuditEvent, Authority
from almoner.submissions.actions import delete_old_files
from almoner.submissions.models import Finding, Reply, RuleTotal, Submission
from almoner.submissions.storage import folder_of
from tests.integration.submissions.conftest import Send, somebody

PAGES = ("", "status", "findings/", "children/", "child/?id=1002", "teams/", "changes/", "trend/",
         "findings.xlsx")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_a_submission_to_whom_it_was_not_granted(send: Send, page: str) -> None:
    address = f"/returns/{send().pk}/{page}"
    away = Client().get(address)
    assert away.status_code == 302
    assert away.headers["Location"].startswith("/sign-in/?next=")
    assert somebody("grace").get(address).status_code == 403
    refused = AuditEvent.objects.get(action="access.refused")
    assert refused.by == "grace"


def test_nobody_sends_or_asks_to_whom_the_whole_council_was_not_granted(
    send: Send, barnsley: Authority
) -> None:
    made = send()
    grace = somebody("grace")
    entitle(username="grace", authority=barnsley.code, unit="CH-1", by="tests")
    assert grace.get("/returns/send/").status_code == 403
    for what in ("check", "keep", "delete"):
        assert grace.post(f"/returns/{made.pk}/{what}/").status_code == 403
    assert grace.get(f"/returns/{made.pk}/keep/").status_code == 405


def test_a_team_sees_the_findings_of_its_own_children(
    send: Send, barnsley: Authority, ada: Client
) -> None:
    made = send()
    Finding.objects.filter(child="1002").update(team="CH-1")
    grace = somebody("grace")
    entitle(username="grace", authority=barnsley.code, unit="CH-1", by="tests")
    listed = grace.get(f"/returns/{made.pk}/findings/")
    assert {one.finding.child for one in listed.context["findings"]} == {"1002"}
    assert grace.get(f"/returns/{made.pk}/child/?id=1002").status_code == 200
    assert grace.get(f"/returns/{made.pk}/child/?id=1001").status_code == 404
    stranger = Finding.objects.filter(child="1001").earliest("pk")
    address = f"/returns/{made.pk}/findings/{stranger.pk}/"
    assert grace.get(address).status_code == 404
    assert grace.post(address, {"kind": "right", "reason": "x"}).status_code == 404
    assert not Reply.objects.exists()
    book = _rows(grace.get(f"/returns/{made.pk}/findings.xlsx").content, "Findings")
    assert {row[0] for row in book[1:]} == {"1002"}
    assert len(_rows(ada.get(f"/returns/{made.pk}/findings.xlsx").content, "Findings")) > len(book)


def test_every_look_is_kept(ada: Client, send: Send) -> None:
    made = send()
    one = Finding.objects.get(rule="101")
    ada.get(f"/returns/{made.pk}/child/?id=1003")
    ada.get(f"/returns/{made.pk}/findings/{one.pk}/")
    ada.get(f"/returns/{made.pk}/findings/?search=1003")
    ada.get(f"/returns/{made.pk}/findings.xlsx?team=none")
    seen = AuditEvent.objects.filter(action="submission.child_seen")
    assert list(seen.values_list("subject", flat=True)) == ["1003", "1002"]
    listed = AuditEvent.objects.get(action="submission.listed")
    assert listed.detail["asked"] == "search=1003"
    assert AuditEvent.objects.filter(action="submission.workbook").count() == 1


def test_the_whole_child_s_rows_with_the_fields_marked(ada: Client, send: Send) -> None:
    made = send()
    one = Finding.objects.get(rule="101")
    page = ada.get(f"/returns/{made.pk}/findings/{one.pk}/")
    assert [table.table for table in page.context["tables"]] == ["Header", "Episodes"]
    header = page.context["tables"][0]
    marked = {name for name, cell in zip(header.columns, header.rows[0].cells, strict=True)
              if cell.focus}  # fmt: skip
    assert marked == {"SEX"}
    text = page.content.decode()
    assert "31/02/2014" in text, "what cannot be read is shown as it was given"
    assert "02/06/2026" in text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"rule": "101"}, {("101", "1002")}),
        ({"search": "1002 sex"}, {("101", "1002")}),
        ({"table": "Header", "search": "31/02"}, {("102", "1002")}),
        ({"rule": "101", "said": "right"}, set()),
        ({"rule": "101", "said": "nothing"}, {("101", "1002")}),
        ({"severity": "query"}, set()),
        ({"rule": "101", "team": "none"}, {("101", "1002")}),
        ({"search": "%"}, set()),
    ],
)
def test_lists_find(
    ada: Client, send: Send, asked: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    page = ada.get(f"/returns/{send().pk}/findings/", asked)
    assert {(o.finding.rule, o.finding.child) for o in page.context["findings"]} == expected


def test_lists_sort(ada: Client, send: Send) -> None:
    made = send()
    page = ada.get(f"/returns/{made.pk}/findings/", {"sort": "child"})
    children = [one.finding.child for one in page.context["findings"]]
    assert children == sorted(children)
    assert len(children) == Finding.objects.count()


def _rows(content: bytes, sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(sheet).to_python()


def test_the_workbook_holds_every_finding_and_its_reply(ada: Client, send: Send) -> None:
    made = send()
    one = Finding.objects.get(rule="101")
    ada.post(f"/returns/{made.pk}/findings/{one.pk}/", {"kind": "right", "reason": "=1+1"})
    answer = ada.get(f"/returns/{made.pk}/findings.xlsx")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = _rows(answer.content, "Findings")
    assert len(rows) - 1 == Finding.objects.count()
    (row,) = [row for row in rows if row[2] == "101"]
    assert row[0] == "1002"
    assert row[10:13] == ["Checked and right", "=1+1", "ada"]
    by_rule = {row[0]: row[3] for row in _rows(answer.content, "By rule")[1:]}
    assert by_rule == {total.rule: total.findings for total in RuleTotal.objects.all()}


def test_deleted_files_take_the_values_with_them(ada: Client, send: Send) -> None:
    made = send()
    folder = folder_of(made.folder)
    assert folder.exists()
    with pytest.MonkeyPatch.context() as patched:
        # The test's own transaction is never committed: what waits for that is done at once.
        patched.setattr("django.db.transaction.on_commit", lambda do: do())
        ada.post(f"/returns/{made.pk}/delete/")
    assert not folder.exists()
    assert not Finding.objects.exclude(values="").exists()
    assert Finding.objects.exists()
    one = Finding.objects.get(rule="101")
    page = ada.get(f"/returns/{made.pk}/findings/{one.pk}/").content.decode()
    assert "the files of this submission were deleted" in page
    again = ada.post(f"/returns/{made.pk}/check/", follow=True).content.decode()
    assert "the files of this submission were deleted" in again


def test_old_files_go_by_themselves(send: Send) -> None:
    old, young = send(), send()
    Submission.objects.filter(pk=old.pk).update(
        received_at=timezone.now() - timezone.timedelta(days=91)
    )
    assert delete_old_files(days=0, by="tests") == 0
    assert delete_old_files(days=90, by="tests") == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.folder, bool(young.folder)) == ("", True)
    assert AuditEvent.objects.filter(action="submission.deleted", by="tests").count() == 1


def test_thirty_thousand_findings_page_quickly(ada: Client, send: Send) -> None:
    from almoner.measurements import bulk

    made = send()
    number = 30_000
    bulk.append(Finding, pl.DataFrame({
        "submission_id": [made.pk] * number, "rule": [str(100 + n % 120) for n in range(number)],
        "severity": ["error"] * number, "table": ["Episodes"] * number, "row": range(number),
        "child": [str(n // 9) for n in range(number)], "fields": ["DECOM"] * number,
        "values": [f"{n % 28 + 1:02}/05/2026" for n in range(number)],
        "message": ["A made-up message."] * number, "team": [""] * number,
        "fingerprint": [f"{n:032}" for n in range(number)], "is_new": [False] * number,
    }))  # fmt: skip
    for address, most in (
        ("findings/", 50),
        ("findings/?page=600", 50),
        ("findings/?sort=child&search=07/05", 50),
        ("children/?page=40", 50),
    ):
        with CaptureQueriesContext(connection) as asked:
            page = ada.get(f"/returns/{made.pk}/{address}")
        assert 0 < len(page.context["page"].object_list) <= most
        # Whatever the number of findings: no query a row, and none that brings them all.
        assert len(asked) < 25, [query["sql"][:80] for query in asked.captured_queries]
        assert len(page.content) < 300_000
