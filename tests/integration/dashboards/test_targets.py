"""Targets: set, replaced, ended and read from files; what the pages say of them; who may set."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from almoner.casework.models import AuditEvent
from almoner.improvement.models import SetBy, Target
from almoner.improvement.target_actions import Proposal, end_target, set_target
from almoner.improvement.target_files import BAND_COLUMNS, TARGET_COLUMNS, load_bands, load_targets
from almoner.improvement.target_queries import standing_target
from almoner.reference.refusal import Refusal
from almoner.signals.targets import Side
from tests.builders.site import OXFORDSHIRE, RE_REFERRALS

INDICATOR = f"/councils/oxfordshire/indicators/{RE_REFERRALS}/"
ADDRESS = f"{INDICATOR}targets/"


def ceiling(value: float, **changed: object) -> Proposal:
    """A target of so many re-referrals at most."""
    fields: dict[str, object] = {
        "indicator": RE_REFERRALS,
        "place": OXFORDSHIRE,
        "side": Side.CEILING,
        "high": value,
        "first_period": "Y2020",
        "reason": "Agreed with the plan",
    }
    return Proposal(**(fields | changed))  # type: ignore[arg-type]


def words(page: str) -> str:
    """The page without its tags."""
    text = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def setter(pages: Client) -> Client:
    """Somebody who may set targets."""
    user = get_user_model().objects.create_user("ann")
    user.user_permissions.add(Permission.objects.get(codename="add_target"))
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_replaced_target_stays_with_who_ended_it_and_why() -> None:
    first = set_target(proposal=ceiling(18), by="ann")
    second = set_target(proposal=ceiling(16, reason="The neighbours are there"), by="bob")
    first.refresh_from_db()
    assert (first.ended_by, first.ended_because) == ("bob", "replaced: The neighbours are there")
    assert standing_target(RE_REFERRALS, OXFORDSHIRE).targets == (second,)
    actions = AuditEvent.objects.order_by("pk").values_list("action", "by")
    assert list(actions) == [
        ("target.set", "ann"), ("target.ended", "bob"), ("target.set", "bob"),
    ]  # fmt: skip


def test_the_nearest_target_counts_and_only_in_its_periods() -> None:
    national = set_target(
        proposal=ceiling(20, whose=SetBy.NATIONAL, first_period="Y2015"), by="ann"
    )
    local = set_target(proposal=ceiling(18, first_period="Y2022", last_period="Y2023"), by="ann")
    standing = standing_target(RE_REFERRALS, OXFORDSHIRE)
    counts = {year: standing.at(f"Y{year}") for year in (2014, 2015, 2021, 2022, 2023, 2024)}
    assert counts == {
        2014: None, 2015: national, 2021: national, 2022: local, 2023: local, 2024: national,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"indicator": "LAIT-NoSuch"}, "indicator"),
        ({"low": 3.0}, "low"),
        ({"side": Side.FLOOR}, "low"),
        ({"high": None}, "high"),
        ({"side": Side.RANGE}, "low"),
        ({"last_period": "Y2019"}, "last_period"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_target_that_does_not_fit_is_refused_and_nothing_is_kept(
    changed: dict[str, object], column: str
) -> None:
    with pytest.raises(Refusal) as refused:
        set_target(proposal=ceiling(18, **changed), by="ann")
    assert refused.value.column == column
    assert not Target.objects.exists()


def test_an_ended_target_is_not_ended_twice() -> None:
    target = set_target(proposal=ceiling(18), by="ann")
    end_target(target=target, because="The plan has ended", by="bob")
    with pytest.raises(Refusal, match="ended before"):
        end_target(target=target, because="Again", by="bob")


def test_a_file_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    good = f"{RE_REFERRALS},,{OXFORDSHIRE},local,ceiling,,18,20,Y2022,,Agreed,Plan 2022"
    wrong = good.replace(",18,", ",eighteen,")
    header = ",".join(TARGET_COLUMNS)
    path.write_text(f"{header}\n{good}\n{wrong}", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_targets(path=path, by="ann")
    said = refused.value
    assert (said.file, said.row, said.column, said.found) == ("targets.csv", 3, "high", "eighteen")
    assert not Target.objects.exists()
    path.write_text(f"{header}\n{good}", encoding="utf-8")
    assert [one.acceptable for one in load_targets(path=path, by="ann")] == [20.0]


def test_the_page_of_the_indicator_says_and_draws_the_target(pages: Client) -> None:
    set_target(proposal=ceiling(18, acceptable=20.0, first_period="Y2022"), by="ann")
    page = pages.get(INDICATOR).content.decode()
    said = words(page)
    assert "Local: 18.0% or less ( acceptable: 20.0%). " in said.replace(
        "(acceptable", "( acceptable"
    )
    assert "The latest figure is below the acceptable level" in said
    spec = re.search(r'<script id="process-spec" type="application/json">(.*?)</script>', page)
    assert spec
    drawn = [row["target_high"] for row in json.loads(spec[1])["data"]["values"]]
    assert drawn == [None] * 9 + [18.0] * 3


def test_bands_of_an_edition_place_the_latest_figure(pages: Client, tmp_path: Path) -> None:
    path = tmp_path / "bands.csv"
    row = f"{RE_REFERRALS},Council plan 2022,Y2022,10;20;30,one;two;three;four,;;high;high,below,"
    path.write_text("\n".join([",".join(BAND_COLUMNS), row]), encoding="utf-8")
    load_bands(path=path, by="ann")
    assert "Band: four (too high), by the bands of Council plan 2022" in words(
        pages.get(INDICATOR).content.decode()
    )
    with pytest.raises(Refusal, match="kept already"):
        load_bands(path=path, by="ann")


def test_a_target_can_be_tried_by_anyone_and_set_only_by_who_may(
    pages: Client, setter: Client
) -> None:
    tried = words(
        pages.get(
            ADDRESS, {"high": "12", "first_period": "Y2025", "whose": "local"}
        ).content.decode()
    )
    assert "12.0% or less" in tried
    assert "the process would meet it in" in tried
    assert "Set it" not in tried
    asked = {
        "high": "12",
        "first_period": "Y2025",
        "whose": "local",
        "reason": "The cabinet agreed",
    }
    assert pages.post(ADDRESS, asked).status_code == 403
    assert not Target.objects.exists()
    assert setter.post(ADDRESS, asked).status_code == 302
    kept = Target.objects.get()
    assert (kept.high, kept.low, kept.set_by, kept.whose) == (12.0, None, "ann", "local")
    assert "Every target ever set" in words(setter.get(ADDRESS).content.decode())


def test_a_target_that_is_a_gift_is_called_one(pages: Client) -> None:
    asked = {"high": "60", "first_period": "Y2025", "whose": "local"}
    assert "nothing that is not already there" in words(pages.get(ADDRESS, asked).content.decode())


def test_what_is_wrong_with_a_target_is_said_on_the_page(setter: Client) -> None:
    page = words(setter.post(ADDRESS, {"first_period": "Y2025", "whose": "local"}).content.decode())
    assert "There is a problem" in page
    assert not Target.objects.exists()


def test_who_may_not_set_may_not_end(pages: Client, setter: Client) -> None:
    target = set_target(proposal=ceiling(18), by="ann")
    address = f"/targets/{target.pk}/end/"
    assert pages.post(address, {"because": "No"}).status_code == 403
    assert setter.post(address, {"because": "The plan has ended"}).status_code == 302
    target.refresh_from_db()
    assert target.ended_because == "The plan has ended"
