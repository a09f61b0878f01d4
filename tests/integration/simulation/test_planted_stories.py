"""Every story that can be planted in a made-up authority is found: on its team, in its month.

The truth file says what was planted. What is planted in how cases were recorded has to come up
among the questions; what is planted in how the work flows, among the early warnings. No other team
may be asked about; warnings may name as many by chance as they say they do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from almoner.casework.models import LiveValue
from almoner.casework.queries import Unit
from almoner.casework.words import keep_words
from almoner.catalogue.register import chosen
from almoner.dashboards.live_watched import LIVE_WATCHED
from almoner.dashboards.live_watching import FALSE_WARNINGS, LiveTold, watching
from almoner.engine.command import covered
from almoner.engine.measure import measure_with_places
from almoner.engine.mirror import Mirror
from almoner.improvement.questions.processes import BY_CODE, as_cases
from almoner.records.directory import RecordsDirectory
from almoner.signals.integrity.decision import decide
from almoner.signals.integrity.lead import BUNCHING, RESTARTED
from almoner.signals.integrity.questions import questions_apart
from almoner.simulation.plants import Plant
from almoner.simulation.run import Simulation

PEOPLE, YEARS = 30_000, 5
TEAMS = tuple(f"CH-ASSESS-{number}" for number in range(1, 6))
RECORDING = ("closed_early@CH-ASSESS-4@2025-01", "clock_restart@CH-ASSESS-2@2025-04")
FLOW = (
    "slowdown@CH-ASSESS-1@2025-08",
    "blockage@CH-ASSESS-3@2025-09",
    "surge@CH-ASSESS-5@2025-11",
)
KIND = {"closed_early": BUNCHING, "clock_restart": RESTARTED}


@dataclass(frozen=True)
class Made:
    """A made-up authority's folder, and what its truth file says by team."""

    folder: Path
    truth: dict[str, dict[str, str]]


def made(folder: Path, plants: Sequence[str], seed: int) -> Made:
    Simulation(PEOPLE, YEARS, seed, [Plant.of(text) for text in plants]).write(folder)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return Made(folder, {one["team"]: one for one in truth})


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("recording") / "records", RECORDING, 1)


@pytest.fixture(scope="module")
def flowing(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("flow") / "records", FLOW, 2)


def asked(folder: Path) -> list[dict[str, object]]:
    """What is worth asking of the assessments, from the rows as the live path keeps them."""
    versions = pl.read_parquet(folder / "child_assessment" / "*.parquet")
    entered = (
        versions.filter(pl.col("authorised_on").is_not_null())
        .group_by("assessment_id")
        .agg(entered=pl.col("known_from").min())
    )
    referrals = pl.read_parquet(folder / "referral" / "*.parquet")
    current = pl.col("known_until").is_null()
    rows = (
        versions.filter(current)
        .join(entered, on="assessment_id", how="left")
        .join(referrals.filter(current).select("referral_id", "referred_on"), on="referral_id")
        .sort("assessment_id")
        .select(
            "assessment_id", "team_id",
            *(pl.col(day).dt.to_string() for day in (
                "started_on", "authorised_on", "entered", "referred_on",
            )),
        )
    )  # fmt: skip
    cases = as_cases(BY_CODE["assessments"], rows.rows())
    return questions_apart(cases, decide(cases))


def told(folder: Path) -> list[LiveTold]:
    """The early warnings of the assessment teams, from figures measured from the records."""
    indicators = chosen([one.code for one in LIVE_WATCHED if one.code.startswith("CH-")])
    keep_words(indicators)
    records = RecordsDirectory(folder)
    with Mirror.of_directory(records) as mirror:
        frame, _places = measure_with_places(
            mirror, indicators, covered(records), broken_down=False
        )
    rows = frame.filter(pl.col("area").is_in(TEAMS), pl.col("period").str.starts_with("M"))
    LiveValue.objects.bulk_create(
        LiveValue(
            authority="X1", unit=row["area"], version=1, computed_at=datetime.now(tz=UTC),
            marker=row["marker"] or "",
            **{name: row[name] for name in ("indicator", "period", "numerator", "value")},
        )
        for row in rows.iter_rows(named=True)
    )  # fmt: skip
    return watching("X1", [Unit(team, team, "team", "CHILDREN") for team in TEAMS]).told


def months_after(one: str, other: str) -> int:
    return (int(one[:4]) - int(other[:4])) * 12 + int(one[5:7]) - int(other[5:7])


def test_what_is_planted_in_recording_is_asked_of_its_team_from_its_month(recorded: Made) -> None:
    found = asked(recorded.folder)
    named = {str(one["teams"][0]): one for one in found if not one["shared"]}
    assert set(named) == set(recorded.truth)
    for team, truth in recorded.truth.items():
        assert named[team]["kind"] == KIND[truth["story"]]
        first, _last = named[team]["months"][team]
        assert abs(months_after(first, truth["from_month"])) <= 1, team


def test_the_heap_that_every_team_has_is_told_once(recorded: Made, flowing: Made) -> None:
    for one in (recorded, flowing):
        shared = [question for question in asked(one.folder) if question["shared"]]
        assert [(q["kind"], q["teams"]) for q in shared] == [(BUNCHING, list(TEAMS))]


def test_no_team_is_asked_about_what_is_only_slow(flowing: Made) -> None:
    assert all(one["shared"] for one in asked(flowing.folder))


@pytest.mark.django_db
def test_what_is_planted_in_the_flow_is_told_of_its_team_from_its_month(flowing: Made) -> None:
    found = told(flowing.folder)
    for team, truth in flowing.truth.items():
        leads = [one.told.lead for one in found if one.units[0].code == team]
        began = {one.series.periods[one.since].removeprefix("M") for one in leads}
        # A queue fills before it shows: the month planted, or up to two later.
        apart = {months_after(month, truth["from_month"]) for month in began}
        assert apart & {0, 1, 2}, (team, began)
    others = {one.units[0].code for one in found} - set(flowing.truth)
    assert len(others) <= FALSE_WARNINGS
