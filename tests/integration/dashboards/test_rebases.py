"""Rebases: proposed, accepted, declined and ended; what readers see; who may decide."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from almoner.casework.models import AuditEvent
from almoner.improvement.rebase_actions import Proposal, accept_rebase, end_rebase
from almoner.measurements import actions
from almoner.measurements.models import Rebase, Series
from almoner.measurements.queries import history, one_series
from almoner.reference.refusal import Refusal
from tests.builders.editions import edition
from tests.builders.live_months import CODE, IN_TIME, OPEN, PERIODS, SETTLES, load_live
from tests.builders.months import REFERRALS, load_months
from tests.builders.site import OXFORDSHIRE, RE_REFERRALS

PAGE = f"/councils/oxfordshire/indicators/{RE_REFERRALS}/"
LIVE = f"/live/{CODE}/{CODE}/{OPEN}/"


@pytest.fixture(scope="module", autouse=True)
def _live(_store: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load_live()
        load_months()


@pytest.fixture
def decider(db: None) -> Client:
    """Somebody who may decide."""
    user = get_user_model().objects.create_user("ann")
    user.user_permissions.add(Permission.objects.get(codename="add_rebase"))
    browser = Client()
    browser.force_login(user)
    return browser


def words(page: str) -> str:
    """The page without its tags."""
    text = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def said(browser: Client, address: str) -> str:
    """The words of a page that there is."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return words(answer.content.decode())


def drawn(browser: Client, address: str) -> list[dict[str, object]]:
    """The rows of the process chart."""
    page = browser.get(address).content.decode()
    spec = re.search(r'<script id="process-spec" type="application/json">(.*?)</script>', page)
    assert spec
    rows: list[dict[str, object]] = json.loads(spec[1])["data"]["values"]
    return rows


def from_2020(**changed: object) -> Proposal:
    """A rebase of Oxfordshire's re-referrals."""
    fields: dict[str, object] = {
        "indicator": RE_REFERRALS, "area": OXFORDSHIRE, "period": "Y2020",
    }  # fmt: skip
    return Proposal(**(fields | changed))  # type: ignore[arg-type]


def test_limits_are_computed_afresh_from_the_period_and_all_readers_see_why(pages: Client) -> None:
    before = drawn(pages, PAGE)
    rebase = accept_rebase(proposal=from_2020(), reason="The front door merged", by="ann")
    after = drawn(pages, PAGE)
    assert len({row["mean"] for row in before}) == 1
    assert [row["opens"] for row in after] == [row["period"] == "2019/20" for row in after]
    values = [row["value"] for row in after if row["level"] == 1]
    assert len(values) == 5
    means = [row["mean"] for row in after if row["level"] == 1]
    assert means == [pytest.approx(sum(values) / 5)] * 5  # type: ignore[arg-type]
    text = said(pages, PAGE)
    assert "The limits are computed afresh from 2019/20. The front door merged" in text
    assert "Decided by ann" in text
    assert "5 figures since the limits were last computed afresh" in text
    end_rebase(rebase=rebase, because="It was the counting", by="bob")
    assert drawn(pages, PAGE) == before
    history_of_it = said(pages, f"{PAGE}rebases/")
    assert "The front door merged" in history_of_it
    assert "Ended by bob" in history_of_it
    assert "It was the counting" in history_of_it
    events = AuditEvent.objects.order_by("pk").values_list("action", "by")
    assert list(events) == [("rebase.accepted", "ann"), ("rebase.ended", "bob")]


def test_a_load_reads_the_series_as_the_page_left_it() -> None:
    accept_rebase(proposal=from_2020(), reason="The front door merged", by="ann")
    kept = one_series(RE_REFERRALS, OXFORDSHIRE)
    assert kept
    actions.read_again(indicators=[RE_REFERRALS])
    again = one_series(RE_REFERRALS, OXFORDSHIRE)
    assert again
    assert history(again) == history(kept)
    assert (again.variation, again.point_type) == (kept.variation, kept.point_type)


def test_every_series_is_read_as_the_load_read_it_when_nothing_stands() -> None:
    from almoner.measurements.rebasing import read_afresh

    wanted = Series.objects.filter(area=OXFORDSHIRE)
    before = {one.pk: (history(one), one.variation, one.point_type) for one in wanted}
    assert len(before) > 3
    for one in wanted:
        read_afresh(indicator=one.indicator, area=one.area, breakdown=one.breakdown)
    after = {one.pk: (history(one), one.variation, one.point_type) for one in wanted.all()}
    assert after == before


def test_the_council_s_page_follows_at_once(pages: Client) -> None:
    council = "/councils/oxfordshire/"
    before = said(pages, council)
    assert "Getting worse: special cause" in before
    accept_rebase(proposal=from_2020(period="Y2024"), reason="A new definition", by="ann")
    assert said(pages, council) != before


@pytest.mark.parametrize(
    ("changed", "reason", "column"),
    [
        ({"indicator": "LAIT-NoSuch"}, "So", "indicator"),
        ({"period": "Y2013"}, "So", "period"),
        ({"period": "Y1999"}, "So", "period"),
        ({}, " ", "reason"),
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, object], reason: str, column: str) -> None:
    with pytest.raises(Refusal) as refused:
        accept_rebase(proposal=from_2020(**changed), reason=reason, by="ann")
    assert refused.value.column == column
    assert not Rebase.objects.exists()


def test_a_period_is_decided_once_and_ended_once() -> None:
    rebase = accept_rebase(proposal=from_2020(), reason="So", by="ann")
    with pytest.raises(Refusal, match="decided on before"):
        accept_rebase(proposal=from_2020(), reason="So", by="bob")
    end_rebase(rebase=rebase, because="No", by="ann")
    with pytest.raises(Refusal, match="ended before"):
        end_rebase(rebase=rebase, because="No", by="ann")
    accept_rebase(proposal=from_2020(), reason="Yet so", by="bob")


def test_a_live_series_that_settled_is_proposed_and_never_silently_rebased(
    pages: Client, decider: Client
) -> None:
    month = PERIODS[SETTLES]
    reading = f"{LIVE}reading/"
    text = said(pages, reading)
    assert "settled at a new level since October 2023" in text
    assert len({row["mean"] for row in drawn(pages, reading)}) == 1
    address = f"{LIVE}rebases/"
    answer = {"period": month, "reason": "A second team began", "answer": "accept"}
    assert pages.post(address, answer).status_code == 403
    assert decider.post(address, answer).status_code == 302
    kept = Rebase.objects.get()
    assert (kept.proposed_by, kept.set_by, kept.is_accepted) == ("stable_shift", "ann", True)
    assert "Eight figures or more in a row" in kept.evidence
    text = said(pages, reading)
    assert "The limits are computed afresh from October 2023. A second team began" in text
    assert "seems to have settled" not in text
    assert "as the Stable Shift method proposed" in text
    assert "seems to have settled" in said(pages, address), "the evidence stays in the history"
    assert len({row["mean"] for row in drawn(pages, reading)}) == 2


def test_the_live_tile_is_judged_by_the_new_limits(pages: Client, decider: Client) -> None:
    whole = f"/live/{CODE}/"
    before = pages.get(whole).content.decode()
    tile = re.compile(
        rf'id="tile-{IN_TIME}".*?</li>\s*(?=<li class="app-tile|</ul>\s*<)', re.DOTALL
    )
    shown = tile.search(before)
    assert shown
    assert "Improving: special cause" in shown[0]
    answer = {"period": PERIODS[-2], "reason": "A new rule of counting", "answer": "accept"}
    address = f"/live/{CODE}/{CODE}/{IN_TIME}/rebases/"
    assert decider.post(address, answer).status_code == 302
    again = tile.search(pages.get(whole).content.decode())
    assert again
    assert "Improving" not in again[0]


def test_a_declined_proposal_is_not_made_again_until_it_is_taken_back(
    pages: Client, decider: Client
) -> None:
    month, address = PERIODS[SETTLES], f"{LIVE}rebases/"
    answer = {"period": month, "reason": "Only the counting", "answer": "decline"}
    assert decider.post(address, answer).status_code == 302
    assert "seems to have settled" not in said(pages, f"{LIVE}reading/")
    assert "was proposed and declined. Only the counting" in said(pages, address)
    rebase = Rebase.objects.get()
    assert pages.post(f"/rebases/{rebase.pk}/end/", {"because": "No"}).status_code == 403
    assert decider.post(f"/rebases/{rebase.pk}/end/", {"because": "It was real"}).status_code == 302
    assert "seems to have settled" in said(pages, f"{LIVE}reading/")


def test_only_what_was_proposed_can_be_declined(decider: Client) -> None:
    answer = {"period": PERIODS[50], "reason": "No", "answer": "decline"}
    assert "only what was proposed" in words(
        decider.post(f"{LIVE}rebases/", answer).content.decode()
    )
    assert not Rebase.objects.exists()


def test_what_is_missing_is_said_on_the_page(decider: Client) -> None:
    answer = {"period": PERIODS[50], "reason": "", "answer": "accept"}
    page = words(decider.post(f"{LIVE}rebases/", answer).content.decode())
    assert "There is a problem" in page
    assert "Enter what changed" in page


def test_a_season_is_no_new_level(pages: Client) -> None:
    text = said(pages, f"/councils/oxfordshire/indicators/{REFERRALS}/")
    assert "settled at a new level" not in text


def test_overlapping_periods_have_no_limits_with_a_rebase_either() -> None:
    lines = [f"{RE_REFERRALS} R{year}-03 {OXFORDSHIRE} {20 + year % 3} sex=female"
             for year in range(2010, 2020)]  # fmt: skip
    quarters = [f"{RE_REFERRALS} R{year}-06 {OXFORDSHIRE} {21 + year % 3} sex=female"
                for year in range(2010, 2020)]  # fmt: skip
    actions.load(editions=[edition("\n".join(lines + quarters), code="R", publication="lait")])
    accept_rebase(
        proposal=from_2020(breakdown="sex=female", period="R2015-03"), reason="So", by="ann"
    )
    series = one_series(RE_REFERRALS, OXFORDSHIRE, "sex=female")
    assert series
    assert set(history(series).upper) == {None}
