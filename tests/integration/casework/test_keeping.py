"""Kept measurements follow the record, and can be asked as known on a past day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import polars as pl
import pytest
from django.utils import timezone

from almoner.casework import cells
from almoner.casework import keeper as keeper_module
from almoner.casework.actions import change_records
from almoner.casework.checking import RecordChange
from almoner.casework.held import rows_known
from almoner.casework.keeper import Keeper
from almoner.casework.models import Authority, ChangeKind, LiveValue, Outbox, RecordVersion
from almoner.casework.past import Past
from almoner.casework.queries import freshness
from almoner.catalogue.register import chosen
from almoner.records.directory import RecordsDirectory
from tests.builders.authority import CODES

LAST = "M2026-03"


def kept(keeper: Keeper, indicator: str, unit: str = "", period: str = LAST) -> LiveValue:
    """A kept value."""
    return LiveValue.objects.get(
        authority=keeper.code, indicator=indicator, unit=unit or keeper.code, period=period
    )


def change(keeper: Keeper, row: RecordVersion, kind: ChangeKind, **values: object) -> None:
    """Make a change and take it in."""
    asked = [RecordChange(row.table, row.key, kind, values)]
    change_records(authority=keeper.code, changes=asked, by="Ada", source="tests")
    assert keeper.take_in() == 1
    assert not Outbox.objects.exists()


def equals_a_rebuild(keeper: Keeper) -> None:
    """What is kept is what counting everything afresh gives."""
    fresh = Keeper(keeper.authority, keeper.indicators)
    before = cells.stored(keeper.code)
    fresh.restart()
    after = cells.stored(keeper.code)
    assert before.sort(cells.KEY).equals(after.sort(cells.KEY))
    fresh.live.mirror.connection.close()


def test_a_change_moves_its_cells_and_no_others(
    keeper: Keeper, open_assessment: RecordVersion
) -> None:
    team = open_assessment.content["team_id"]
    before = {unit: kept(keeper, "CH-ASSESSMENTS-OPEN", unit).value for unit in ("", team)}
    elsewhere = cells.stored(keeper.code).filter(pl.col("indicator") == "AD-REQUESTS-OPEN")
    change(keeper, open_assessment, ChangeKind.CORRECT, authorised_on="2026-03-30")
    for unit, value in before.items():
        assert kept(keeper, "CH-ASSESSMENTS-OPEN", unit).value == value - 1
    after = cells.stored(keeper.code).filter(pl.col("indicator") == "AD-REQUESTS-OPEN")
    assert after.sort(cells.KEY).equals(elsewhere.sort(cells.KEY))
    equals_a_rebuild(keeper)


def test_a_move_of_team_a_deletion_and_a_change_of_the_whole(
    keeper: Keeper, open_assessment: RecordVersion
) -> None:
    team = open_assessment.content["team_id"]
    other = "CH-ASSESS-1" if team != "CH-ASSESS-1" else "CH-ASSESS-2"
    before = kept(keeper, "CH-ASSESSMENTS-OPEN", team).value
    change(keeper, open_assessment, ChangeKind.CORRECT, team_id=other)
    assert kept(keeper, "CH-ASSESSMENTS-OPEN", team).value == before - 1
    equals_a_rebuild(keeper)
    whole = kept(keeper, "CH-ASSESSMENTS-OPEN").value
    change(keeper, open_assessment, ChangeKind.DELETE)
    assert kept(keeper, "CH-ASSESSMENTS-OPEN").value == whole - 1
    named = RecordVersion.objects.filter(table="team").earliest("key")
    change(keeper, named, ChangeKind.CORRECT, name="Another name")
    equals_a_rebuild(keeper)


def test_a_place_with_nothing_left_loses_its_cells(
    keeper: Keeper, open_assessment: RecordVersion
) -> None:
    new = RecordChange("team", "NEW", ChangeKind.INSERT, {"name": "New", "council": keeper.code})
    change_records(authority=keeper.code, changes=[new], by="Ada", source="tests")
    keeper.take_in()
    change(keeper, open_assessment, ChangeKind.CORRECT, team_id="NEW")
    of_new = LiveValue.objects.filter(unit="NEW", indicator="CH-ASSESSMENTS-OPEN")
    assert kept(keeper, "CH-ASSESSMENTS-OPEN", "NEW").value == 1
    change(keeper, open_assessment, ChangeKind.DELETE)
    assert not of_new.exists()
    equals_a_rebuild(keeper)


def test_the_mirror_reads_back_what_was_loaded(keeper: Keeper, records: object) -> None:
    directory = RecordsDirectory(records)
    for name, frame in rows_known(keeper.code).items():
        loaded = directory.scan(name).collect()
        key = loaded.columns[0]
        assert frame.sort(key).equals(loaded.sort(key)), name


def test_as_known_on_a_past_day(keeper: Keeper, open_assessment: RecordVersion) -> None:
    past = Past()
    today = timezone.localdate()
    unit = open_assessment.content["team_id"]

    def value(on: date) -> float:
        found = past.values(keeper, CODES, on)
        (row,) = [
            one
            for one in found
            if (one["indicator"], one["unit"], one["period"]) == ("CH-ASSESSMENTS-OPEN", unit, LAST)
        ]
        return float(row["value"])

    before = value(today - timedelta(days=1))
    change(keeper, open_assessment, ChangeKind.CORRECT, authorised_on="2026-03-30")
    assert value(today - timedelta(days=1)) == before
    assert value(today) == before - 1
    found = past.explain(keeper, keeper.indicators[1], LAST, unit, today - timedelta(days=1))
    assert open_assessment.key in found.numerator["unit_id"].to_list()


def test_a_past_day_is_what_the_files_say_of_it(keeper: Keeper, records: object) -> None:
    directory = RecordsDirectory(records)
    day = date(2025, 11, 14)
    for name, frame in rows_known(keeper.code, day).items():
        loaded = directory.scan(name, as_known_on=day).collect()
        key = loaded.columns[0]
        assert frame.sort(key).equals(loaded.sort(key)), name


def test_the_end_of_a_day_is_that_of_the_clock_here(keeper: Keeper) -> None:
    """In summer the day ends an hour before midnight in UTC."""
    row = RecordVersion.objects.filter(table="contact", is_current=True).earliest("key")
    moment = timezone.make_aware(datetime.combine(date(2025, 7, 1), time(23, 30)))
    RecordVersion.objects.filter(pk=row.pk).update(known_from=moment)
    known = rows_known(keeper.code, date(2025, 7, 1))["contact"]
    assert row.key in known["contact_id"].to_list()
    known = rows_known(keeper.code, date(2025, 6, 30))["contact"]
    assert row.key not in known["contact_id"].to_list()


def test_records_change_while_everything_is_counted(
    authority: Authority, open_assessment: RecordVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between any two writes of the first count a change is taken, and afterwards none is lost."""
    open_ones = RecordVersion.objects.filter(
        table="child_assessment", is_current=True, content__authorised_on=None
    )
    waiting = [(one.table, one.key) for one in open_ones.order_by("key")][:3]
    assert len(waiting) == 3
    before = open_ones.count()
    written: list[int] = []
    monkeypatch.setattr(keeper_module, "_WRITTEN_AT_ONCE", 100)

    def somebody_else() -> None:
        written.append(LiveValue.objects.count())
        if waiting and len(written) > 2:
            table, key = waiting.pop()
            asked = RecordChange(table, key, ChangeKind.CORRECT, {"authorised_on": "2026-03-30"})
            change_records(authority=authority.code, changes=[asked], by="Ada", source="tests")

    monkeypatch.setattr(keeper_module, "_let_others_write", somebody_else)
    keeper = Keeper(authority, chosen(list(CODES)))
    keeper.restart()
    assert not waiting
    assert len(written) > 10
    assert max(b - a for a, b in pairwise(written)) < 1_000
    assert Outbox.objects.count() == 3  # the load's own is done, these are still to be
    assert kept(keeper, "CH-ASSESSMENTS-OPEN").value == before
    assert keeper.take_in() == 3
    assert kept(keeper, "CH-ASSESSMENTS-OPEN").value == before - 3
    equals_a_rebuild(keeper)


def test_a_first_count_that_was_cut_short_is_completed(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = iter(range(5))
    monkeypatch.setattr(keeper_module, "_WRITTEN_AT_ONCE", 100)
    monkeypatch.setattr(keeper_module, "_let_others_write", lambda: next(turns))
    with pytest.raises(StopIteration):
        Keeper(authority, chosen(list(CODES))).restart()
    assert LiveValue.objects.exists()
    assert Outbox.objects.count() == 1
    assert freshness(authority.code).computed_at is None
    monkeypatch.setattr(keeper_module, "_let_others_write", lambda: None)
    keeper = Keeper(authority, chosen(list(CODES)))
    keeper.restart()
    assert not Outbox.objects.exists()
    equals_a_rebuild(keeper)


@pytest.mark.parametrize("at_once", [1, 7, 10_000])
def test_cells_in_turn_are_all_of_them_and_no_series_is_cut(keeper: Keeper, at_once: int) -> None:
    held = cells.stored(keeper.code)
    parts = list(cells.in_turn(held, at_once))
    assert pl.concat(parts).equals(held.sort(cells.KEY))
    series = [set(part.select("unit", "indicator").rows()) for part in parts]
    assert sum(map(len, series)) == len(set.union(*series))
    assert (len(parts) == 1) == (at_once == 10_000)
