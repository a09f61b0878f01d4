"""The made-up council as an organisation: teams, posts, absence, money, repairs, complaints."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from almoner.simulation.authority import COUNCIL, DISTRICTS, REPAIRS, teams
from almoner.simulation.children import Frames
from almoner.simulation.draws import NEVER, Array, Generator, chosen, keyed, seasonal, working_later
from almoner.simulation.span import Span

_ABOUT = {"HO-OPTIONS": "homelessness"}
_MOVED_TEAM = "CH-EARLY"  # a reorganisation half-way: the team joins another service


def organisation_tables(rng: Generator, people: int, children: float, span: Span) -> Frames:
    """Tables that are about the council and not about a person.

    `children` is how many residents under 18 the number of referrals implies.
    """
    team = pl.DataFrame(
        {
            "team_id": [one.code for one in teams()],
            "name": [one.name for one in teams()],
            "council": [COUNCIL] * len(teams()),
        }
    )
    post, worker, vacancy = _posts(rng, people, span)
    return {
        "team": team,
        "team_membership": _memberships(span),
        "post": post,
        "worker": worker,
        "vacancy": vacancy,
        "absence": _absence(rng, worker, span),
        "supervision": _supervision(rng, worker, span),
        "population": _population(children, span),
        "actual": _money(rng, people, span),
        "repair": _repairs(rng, people, span),
        "complaint": _complaints(rng, people, span),
    }


def _memberships(span: Span) -> pl.DataFrame:
    began: date = span.begin.astype(object)
    middle = (span.first + (span.last - span.first) // 2).astype("datetime64[M]")
    moved: date = middle.astype("datetime64[D]").astype(object)
    rows = []
    for team in teams():
        leaves = moved if team.code == _MOVED_TEAM else None
        rows.append((team.code, team.service, began, leaves))
        if leaves:
            rows.append((team.code, "COMMUNITIES", moved, None))
    schema = {
        "team_id": pl.String,
        "service": pl.String,
        "started_on": pl.Date,
        "ended_on": pl.Date,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(membership_id=pl.format("TM{}", pl.int_range(pl.len())))


def _posts(
    rng: Generator, people: int, span: Span
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Posts, who held them one after another, and the gaps; a sixth by agency workers (ours)."""
    codes = np.array([one.code for one in teams()], dtype=object)
    posts = max(len(codes) * 3, people // 150)
    team = codes[rng.integers(0, len(codes), posts)]
    role = chosen(
        rng, posts, ("social worker", "senior practitioner", "manager", "other"), (60, 12, 10, 18)
    )
    fte = rng.choice([100, 100, 100, 80, 60, 50], posts)
    held, empty = [], []
    day = np.full(posts, span.begin)
    for _turn in range(8):
        agency = rng.random(posts) < 0.17
        until = day + rng.exponential(np.where(agency, 300, 1500), posts).astype(int) + 60
        gap = rng.exponential(110, posts).astype(int) + 1
        here = np.flatnonzero(day <= span.last)
        held.append((here, agency[here], day[here], until[here]))
        free = here[until[here] < span.last]
        empty.append((free, until[free] + 1, until[free] + gap[free]))
        day = until + gap + 1
    who, agency, starts, ends = (np.concatenate(part) for part in zip(*held, strict=True))
    n = len(who)
    worker = pl.DataFrame(
        {
            "post_id": pl.Series(keyed("PO", np.arange(n)), dtype=pl.String),
            "worker_id": pl.Series(keyed("WK", np.arange(n)), dtype=pl.String),
            "team_id": pl.Series(team[who], dtype=pl.String),
            "role": pl.Series(role[who], dtype=pl.String),
            "fte": fte[who],
            "agency": agency,
            "started_on": starts,
            "ended_on": np.where(ends > span.last, NEVER, ends),
            "left_council": (ends <= span.last) & (rng.random(n) < 0.85),
        }
    )
    gap_of, starts, ends = (np.concatenate(part) for part in zip(*empty, strict=True))
    vacancy = pl.DataFrame(
        {
            "vacancy_id": pl.Series(keyed("VA", np.arange(len(gap_of))), dtype=pl.String),
            "post_id": pl.Series(keyed("PN", gap_of), dtype=pl.String),
            "team_id": pl.Series(team[gap_of], dtype=pl.String),
            "fte": fte[gap_of],
            "started_on": starts,
            "ended_on": np.where(ends > span.last, NEVER, ends),
        }
    ).filter(pl.col("started_on") <= span.last.astype(object))
    post = pl.DataFrame(
        {
            "establishment_id": pl.Series(keyed("PN", np.arange(posts)), dtype=pl.String),
            "team_id": pl.Series(team, dtype=pl.String),
            "role": pl.Series(role, dtype=pl.String),
            "fte": fte,
            "started_on": np.full(posts, span.begin),
            "ended_on": np.full(posts, NEVER),
        }
    )
    return post, worker, vacancy


def _absence(rng: Generator, worker: pl.DataFrame, span: Span) -> pl.DataFrame:
    rows = np.repeat(np.arange(worker.height), rng.poisson(4, worker.height))
    starts = worker["started_on"].to_numpy().astype("datetime64[D]")[rows]
    ends = (
        worker["ended_on"]
        .fill_null(span.last.astype(object))
        .to_numpy()
        .astype("datetime64[D]")[rows]
    )
    days = starts + (rng.random(len(rows)) * (ends - starts).astype(int)).astype(int)
    return (
        worker[rows]
        .select("worker_id", "team_id")
        .with_columns(
            absence_id=pl.Series(keyed("AB", np.arange(len(rows))), dtype=pl.String),
            started_on=pl.Series(days),
            working_days=pl.Series(np.minimum(rng.geometric(0.2, len(rows)), 120)),
        )
    )


def _supervision(rng: Generator, worker: pl.DataFrame, span: Span) -> pl.DataFrame:
    starts = worker["started_on"].to_numpy().astype("datetime64[D]")
    ends = worker["ended_on"].fill_null(span.last.astype(object)).to_numpy().astype("datetime64[D]")
    number = ((ends - starts).astype(int) // 30).clip(0)
    row = np.repeat(np.arange(worker.height), number)
    within = np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    due = starts[row] + 30 * (within + 1)
    chance = rng.random(len(row))
    held = np.where(
        chance < 0.78, due - rng.integers(0, 7, len(row)), due + rng.integers(1, 21, len(row))
    )
    held = np.where((chance > 0.92) | (held > span.last), NEVER, held)
    return (
        worker[row]
        .select("worker_id", "team_id")
        .with_columns(
            supervision_id=pl.Series(keyed("SV", np.arange(len(row))), dtype=pl.String),
            due_on=pl.Series(due),
            held_on=pl.Series(held),
        )
    )


def _population(children: float, span: Span) -> pl.DataFrame:
    """Residents by band: children as referrals imply, adults in the proportions of England."""
    first = int(str(span.first)[:4]) - 3
    last = int(str(span.last)[:4])
    bands = {"0-17": 1.0, "10-17": 0.45, "18-64": 2.9, "65+": 0.92, "75+": 0.44, "18+": 3.82}
    shares = {COUNCIL: 1.0} | dict(zip(DISTRICTS, (0.22, 0.2, 0.21, 0.2, 0.17), strict=True))
    rows = [
        (area, band, year, round(children * times * share * 1.004 ** (year - first)))
        for area, share in shares.items()
        for band, times in bands.items()
        for year in range(first, last + 1)
    ]
    schema = {"area": pl.String, "age_band": pl.String, "year": pl.Int64, "people": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(population_id=pl.format("{}-{}-{}", "area", "age_band", "year"))


def _money(rng: Generator, people: int, span: Span) -> pl.DataFrame:
    """Monthly spending by heading, in proportion to the number of people (amounts are ours)."""
    headings = {
        "residential children": 950,
        "fostering": 420,
        "children other": 700,
        "residential and nursing adults": 1500,
        "home care": 900,
        "direct payments": 350,
        "adults other": 700,
        "temporary accommodation": 260,
        "repairs": 300,
        "family support": 240,
    }
    owners = {
        "residential children": "CH-CARE-1",
        "fostering": "CH-CARE-2",
        "children other": "CH-DOOR",
        "residential and nursing adults": "AD-LOCALITY-1",
        "home care": "AD-LOCALITY-2",
        "direct payments": "AD-LOCALITY-3",
        "adults other": "AD-DOOR",
        "temporary accommodation": "HO-OPTIONS-1",
        "repairs": "HO-REPAIRS-1",
        "family support": "CH-EARLY",
    }
    months = np.arange(span.first.astype("datetime64[M]"), span.last.astype("datetime64[M]") + 1)
    frames = []
    for number, (heading, pounds) in enumerate(headings.items()):
        budget = np.full(len(months), pounds * people * 100 // 120)
        drift = 1 + 0.002 * np.arange(len(months)) + rng.normal(0, 0.03, len(months))
        frames.append(
            pl.DataFrame(
                {
                    "line_id": pl.Series(
                        keyed("FI", number * 1000 + np.arange(len(months))), dtype=pl.String
                    ),
                    "team_id": owners[heading],
                    "heading": heading,
                    "month": months.astype("datetime64[D]"),
                    "budget": budget,
                    "amount": (budget * drift).astype(int),
                }
            )
        )
    return pl.concat(frames)


def _repairs(rng: Generator, people: int, span: Span) -> pl.DataFrame:
    n = int(people * 0.5 * span.years)
    reported = seasonal(rng, n, span.begin, span.last)
    emergency = rng.random(n) < 0.22
    target = np.where(emergency, 1, 20)
    took = np.where(emergency, rng.geometric(0.75, n) - 1, rng.geometric(0.075, n) - 1)
    return pl.DataFrame(
        {
            "repair_id": pl.Series(keyed("RP", np.arange(n)), dtype=pl.String),
            "team_id": pl.Series(
                np.array(REPAIRS, dtype=object)[rng.integers(0, 2, n)], dtype=pl.String
            ),
            "property_id": pl.Series(
                keyed("HM", rng.integers(0, max(people // 3, 1), n)), dtype=pl.String
            ),
            "reported_on": reported,
            "emergency": emergency,
            "target_days": target,
            "completed_on": _done(reported + took, span),
            "right_first_time": rng.random(n) < 0.83,
        }
    )


def _complaints(rng: Generator, people: int, span: Span) -> pl.DataFrame:
    n = int(people * 0.006 * span.years)
    received = seasonal(rng, n, span.begin, span.last)
    stage = rng.choice([1, 1, 1, 1, 2], n)
    codes = np.array([one.code for one in teams()], dtype=object)
    took = np.where(stage == 1, rng.geometric(0.1, n), rng.geometric(0.05, n))
    team = pl.Series(codes[rng.integers(0, len(codes), n)], dtype=pl.String)
    return pl.DataFrame(
        {
            "complaint_id": pl.Series(keyed("CO", np.arange(n)), dtype=pl.String),
            "team_id": team,
            "about": team.str.slice(0, 10)
            .replace_strict(_ABOUT, default=None)
            .fill_null(
                team.str.head(2).replace_strict(
                    {"CH": "children", "AD": "adults", "HO": "landlord"}
                )
            ),
            "stage": stage,
            "received_on": received,
            "answered_on": _done(working_later(received, took), span),
            "upheld": rng.random(n) < 0.5,
        }
    )


def _done(days: Array, span: Span) -> Array:
    return np.where(days > span.last, NEVER, days)
