"""Kept figures beside a full rebuild: every cell that differs is told, and no other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from almoner.casework import breakdowns
from almoner.casework import keeper as keeping
from almoner.casework.actions import change_records
from almoner.casework.breakdowns import Breakdowns
from almoner.casework.checking import RecordChange
from almoner.casework.comparison import compared
from almoner.casework.keeper import Keeper
from almoner.casework.models import AuditEvent, ChangeKind, LiveValue, RecordVersion
from almoner.casework.queries import units
from almoner.cli import engine as command
from almoner.reference.refusal import Refusal
from almoner.website import starting


def differing(keeper: Keeper) -> pl.DataFrame:
    return compared(keeper.authority, by="Ada", indicators=keeper.indicators, patience=0)


def test_all_is_well_after_changes(keeper: Keeper, open_assessment: RecordVersion) -> None:
    asked = RecordChange("child_assessment", open_assessment.key, ChangeKind.DELETE)
    change_records(authority=keeper.code, changes=[asked], by="Ada", source="tests")
    with pytest.raises(Refusal, match="still has changes to take in"):
        differing(keeper)
    keeper.take_in()
    assert differing(keeper).is_empty()
    assert AuditEvent.objects.get(action="figures.compared").detail["differing"] == 0


def test_every_cell_that_differs_is_told(keeper: Keeper) -> None:
    cells = LiveValue.objects.filter(indicator="CH-ASSESSMENTS-OPEN", unit=keeper.code)
    wrong, lost = cells.filter(period__startswith="M").order_by("-period")[:2]
    LiveValue.objects.filter(pk=wrong.pk).update(value=wrong.value + 1)
    lost.delete()
    LiveValue.objects.filter(pk=wrong.pk).get()
    LiveValue.objects.create(
        authority=keeper.code, unit="NOWHERE", indicator="CH-REFERRALS", period="M2026-03",
        value=1, version=1, computed_at=wrong.computed_at,
    )  # fmt: skip
    found = differing(keeper)
    told = {(one["unit"], one["period"]): one for one in found.to_dicts()}
    assert set(told) == {
        (keeper.code, wrong.period), (keeper.code, lost.period), ("NOWHERE", "M2026-03"),
    }  # fmt: skip
    assert told[keeper.code, wrong.period]["value kept"] == wrong.value + 1
    assert told[keeper.code, wrong.period]["value rebuilt"] == wrong.value
    assert told[keeper.code, lost.period]["value kept"] is None
    assert told["NOWHERE", "M2026-03"]["version rebuilt"] is None


def test_the_command_ends_with_one_when_a_cell_differs(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    few = {one.code: one for one in keeper.indicators}
    monkeypatch.setattr(keeping, "computed_indicators", lambda: few)
    monkeypatch.setattr(starting, "start", lambda: None)
    monkeypatch.setattr(starting, "migrate", lambda: None)
    run = CliRunner().invoke(command.app, ["compare"])
    assert (run.exit_code, run.output) == (0, "Isisbridge: 0 cells differ\n")
    LiveValue.objects.filter(indicator="CH-REFERRALS").delete()
    out = tmp_path / "cells.csv"
    run = CliRunner().invoke(command.app, ["compare", "--out", str(out)])
    assert run.exit_code == 1
    assert set(pl.read_csv(out)["indicator"]) == {"CH-REFERRALS"}


def test_a_batch_larger_than_is_taken_in_at_once(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_AT_ONCE", 3)
    rows = RecordVersion.objects.filter(table="child_assessment", is_current=True)
    changes = [
        RecordChange("child_assessment", one.key, ChangeKind.CORRECT, {"team_id": "CH-ASSESS-2"})
        for one in rows.order_by("key")[:7]
    ]
    gone = RecordVersion.objects.filter(table="referral", is_current=True).earliest("key")
    changes.append(RecordChange("referral", gone.key, ChangeKind.DELETE))
    change_records(authority=keeper.code, changes=changes, by="Ada", source="tests")
    keeper.take_in()
    assert differing(keeper).is_empty()


def test_after_a_failure_all_is_counted_afresh(
    keeper: Keeper, open_assessment: RecordVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = RecordChange("child_assessment", open_assessment.key, ChangeKind.DELETE)
    change_records(authority=keeper.code, changes=[asked], by="Ada", source="tests")
    with monkeypatch.context() as patched:
        patched.setattr(keeping.cells, "revised", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keeper.take_in()
    keeper.take_in()
    assert differing(keeper).is_empty()


def test_breakdowns_are_counted_when_asked(keeper: Keeper) -> None:
    asked = Breakdowns()
    for unit in sorted(set(LiveValue.objects.values_list("unit", flat=True)) - {"", "unknown"}):
        adds_up(asked, keeper, unit)
    assert differing(keeper).is_empty()


def adds_up(asked: Breakdowns, keeper: Keeper, unit: str) -> None:
    """By each breakdown the parts are the whole that is kept."""
    indicator = next(one for one in keeper.indicators if one.code == "CH-ASSESSMENTS-OPEN")
    found = asked.of(keeper, indicator, "M2026-03", [unit])
    kept = {"indicator": indicator.code, "unit": unit, "period": "M2026-03", "breakdown": ""}
    whole = LiveValue.objects.filter(**kept).first()
    is_place = unit not in teams_and_wholes(keeper)
    if whole is None or is_place:
        assert not found
        return
    for kind in ("sex", "age", "ethnicity"):
        parts = [one["value"] for one in found if one["breakdown"].startswith(f"{kind}=")]
        assert sum(parts) == whole.value


def teams_and_wholes(keeper: Keeper) -> set[str]:
    return {one.code for one in units(keeper.authority) if one.kind != "locality"}


def test_breakdowns_follow_changes_and_are_held_between_them(
    keeper: Keeper, open_assessment: RecordVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Breakdowns()
    measured: list[str] = []
    measure = breakdowns.measure

    def noted(*given: Any) -> pl.DataFrame:
        measured.append(given[1][0].code)
        with ThreadPoolExecutor(1) as somebody:  # whoever takes in a change meanwhile need not wait
            assert somebody.submit(keeper.lock.acquire, blocking=False).result()
            somebody.submit(keeper.lock.release).result()
        return measure(*given)

    monkeypatch.setattr(breakdowns, "measure", noted)
    for _again in range(2):
        for unit in (keeper.code, open_assessment.content["team_id"]):
            adds_up(asked, keeper, unit)
    assert len(measured) == 1
    change = RecordChange(
        open_assessment.table, open_assessment.key, ChangeKind.CORRECT,
        {"authorised_on": "2026-03-30"},
    )  # fmt: skip
    change_records(authority=keeper.code, changes=[change], by="Ada", source="tests")
    keeper.take_in()
    adds_up(asked, keeper, open_assessment.content["team_id"])
    assert len(measured) == 2
