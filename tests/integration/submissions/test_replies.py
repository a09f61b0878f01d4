"""What is said of a finding holds while the values do, and who said it is kept."""

from __future__ import annotations

from django.test import Client

from almoner.casework.models import AuditEvent
from almoner.submissions.models import Finding, Reply, Submission
from tests.builders.small_903 import small_903
from tests.integration.submissions.conftest import Send

RIGHT = {"kind": "right", "reason": "The registrar confirmed that no sex is recorded."}


def finding(made: Submission, rule: str, child: str) -> Finding:
    """The only finding of a rule about a child."""
    return Finding.objects.get(submission=made, rule=rule, child=child)


def address(one: Finding) -> str:
    """The page of a finding."""
    return f"/returns/{one.submission_id}/findings/{one.pk}/"


def test_checked_and_right_is_carried_forward_while_the_values_are_the_same(
    ada: Client, send: Send
) -> None:
    first = send()
    answer = ada.post(address(finding(first, "101", "1002")), RIGHT)
    assert answer.status_code == 302
    again = send()
    carried = finding(again, "101", "1002")
    assert carried.reply is not None
    assert (carried.reply.kind, carried.reply.said_by) == ("right", "ada")
    page = ada.get(address(carried)).content.decode()
    assert f"carried forward from submission {first.pk}" in page
    assert RIGHT["reason"] in page
    assert finding(again, "442", "1002").reply is None, "it speaks of its own finding alone"


def test_other_values_are_another_finding(ada: Client, send: Send) -> None:
    ada.post(address(finding(send(), "101", "1002")), RIGHT)
    other = send(small_903(header={"1002": "1002,X,31/02/2014,WBRI,,,"}))
    assert finding(other, "101", "1002").reply is None


def test_another_year_is_another_question(ada: Client, send: Send) -> None:
    ada.post(address(finding(send(), "102", "1002")), RIGHT)
    assert finding(send(), "102", "1002").reply is not None
    assert finding(send(year="2027-28"), "102", "1002").reply is None


def test_a_reply_needs_a_reason_and_a_kind(ada: Client, send: Send) -> None:
    one = finding(send(), "101", "1002")
    for given, said in (({"kind": "right", "reason": " "}, "Enter a reason"),
                        ({"reason": "so"}, "Choose what you say of it")):  # fmt: skip
        answer = ada.post(address(one), given)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Reply.objects.exists()


def test_a_later_reply_stands_in_place_of_an_earlier_which_is_kept(ada: Client, send: Send) -> None:
    one = finding(send(), "101", "1002")
    ada.post(address(one), RIGHT)
    ada.post(address(one), {"kind": "explained", "reason": "The hospital never said."})
    one.refresh_from_db()
    assert one.reply is not None
    assert one.reply.kind == "explained"
    page = ada.get(address(one)).content.decode()
    assert RIGHT["reason"] in page
    assert "withdrawn by ada" in page


def test_withdrawn(ada: Client, send: Send) -> None:
    one = finding(send(), "101", "1002")
    ada.post(address(one), RIGHT)
    ada.post(f"{address(one)}withdraw/")
    one.refresh_from_db()
    assert one.reply is None
    assert finding(send(), "101", "1002").reply is None
    actions = AuditEvent.objects.filter(subject="1002").values_list("action", flat=True)
    assert {"submission.replied", "submission.withdrawn"} <= set(actions)


def test_saying_it_of_an_earlier_submission_holds_for_later_ones(ada: Client, send: Send) -> None:
    first, second = send(), send()
    ada.post(address(finding(first, "101", "1002")), RIGHT)
    assert finding(second, "101", "1002").reply is not None


def test_what_changed_since_the_last_submission(ada: Client, send: Send) -> None:
    first = send()
    mended = send(small_903(header={"1002": "1002,M,31/02/2014,WBRI,,,",
                                    "1003": "1003,,10/10/2010,WBRI,,,"}))  # fmt: skip
    assert mended.compared_with == first.pk
    new = Finding.objects.filter(submission=mended, is_new=True)
    assert ("101", "1003") in set(new.values_list("rule", "child"))
    page = ada.get(f"/returns/{mended.pk}/changes/?show=gone")
    gone = {(one.finding.rule, one.finding.child) for one in page.context["findings"]}
    assert ("101", "1002") in gone
    assert page.context["gone"] == mended.gone
    unchanged = send(small_903(header={"1002": "1002,M,31/02/2014,WBRI,,,",
                                       "1003": "1003,,10/10/2010,WBRI,,,"}))  # fmt: skip
    assert (unchanged.gone, Finding.objects.filter(submission=unchanged, is_new=True).count()) == (
        0, 0,
    )  # fmt: skip


def test_the_trend_over_the_year(ada: Client, send: Send) -> None:
    first = send()
    second = send(small_903(header={"1002": "1002,M,01/02/2014,WBRI,,,"}))
    page = ada.get(f"/returns/{second.pk}/trend/")
    assert [point.submission.pk for point in page.context["points"]] == [first.pk, second.pk]
    line = next(one for one in page.context["rules"] if one.rule == "101")
    assert line.numbers == [1, 0]
    assert page.context["drawing"] is not None


def test_one_reason_for_all_findings_of_a_rule(ada: Client, send: Send) -> None:
    made = send()
    ada.post(address(finding(made, "442", "1001")), RIGHT)
    listed = f"/returns/{made.pk}/findings/"
    assert "Explain all 2 findings" in ada.get(listed, {"rule": "442"}).content.decode()
    given = {"rule": "442", "reason": "Pupil numbers come in September."}
    page = ada.post(f"{listed}explain/", given, follow=True)
    assert "2 findings are explained." in page.content.decode()
    said = Finding.objects.filter(rule="442").values_list("child", "reply__kind")
    assert set(said) == {("1001", "right"), ("1002", "explained"), ("1003", "explained")}
    assert Finding.objects.exclude(rule="442").filter(reply=None).exists()
    again = send()
    assert not Finding.objects.filter(submission=again, rule="442", reply=None).exists()
    event = AuditEvent.objects.filter(action="submission.replied").latest("pk")
    assert len(event.detail["replies"]) == 2


def test_what_is_not_explained_together(ada: Client, send: Send) -> None:
    made = send()
    for given, said in (
        ({"rule": "442", "reason": " "}, "say why"),
        ({"reason": "all of it"}, "findings of one rule are explained together"),
    ):
        page = ada.post(f"/returns/{made.pk}/findings/explain/", given, follow=True)
        assert said in page.content.decode()
    assert not Reply.objects.exists()
