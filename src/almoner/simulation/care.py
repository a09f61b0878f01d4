"""Children looked after: episodes of care, reviews, visits, health, absence, leaving care."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import CARE, LEAVING_CARE
from almoner.simulation.children import Frames
from almoner.simulation.draws import (
    NEVER,
    Array,
    Generator,
    banded,
    chosen,
    counts,
    drawn,
    ended,
    keyed,
    on_working_days,
)
from almoner.simulation.people import People, make_people
from almoner.simulation.span import Span

_HISTORY = 12  # years of entries before the span, for those still in care when it begins
_PLACEMENTS = 14
_YEAR = 365.25


def care_starts_a_year(referrals_a_year: float) -> float:
    """Children who start to be looked after, for so many referrals, as in England."""
    return (
        referrals_a_year
        * counts("care_process")["started"]
        / counts("children_process")["referrals"]
    )


def make_looked_after(
    rng: Generator, a_year: float, first: int, span: Span
) -> tuple[People, Array, Array, Array]:
    """Children looked after: people, first and last day in care, and who seeks asylum."""
    n = rng.poisson(a_year * (span.years + _HISTORY - 3))
    began = span.first - int(_HISTORY * _YEAR)
    starts = on_working_days(began + rng.integers(0, int((span.last - began).astype(int)), n))
    ages = banded(rng, n, "care_start_age")
    asylum = (ages >= 15) & (rng.random(n) < 0.4)
    born = starts - (ages * _YEAR).astype(int) - rng.integers(1, 365, n)
    birthday = born + int(18 * _YEAR)
    ends = np.minimum(starts + banded(rng, n, "care_days"), birthday)
    kept = (ends > span.first - 365) & (ends > starts)
    people = make_people(
        rng,
        first,
        born[kept],
        drawn(rng, int(kept.sum()), "care_sex"),
        drawn(rng, int(kept.sum()), "ethnicity_care"),
    )
    return people, starts[kept], ends[kept], asylum[kept]


def care_tables(
    rng: Generator, people: People, starts: Array, ends: Array, span: Span, base: int
) -> Frames:
    """Every table about these children."""
    n = len(starts)
    team = np.array(CARE, dtype=object)[people.number % len(CARE)]
    care = pl.DataFrame(
        {
            "who": np.arange(n),
            "person_id": pl.Series(people.key, dtype=pl.String),
            "team_id": pl.Series(team, dtype=pl.String),
            "started_on": starts,
            "ended_on": ends,
        }
    )
    return {
        "care_episode": _episodes(rng, people, care, base),
        "care_review": _reviews(rng, care, span, base),
        "care_visit": _visits(rng, care, span, base),
        "missing_episode": _missing(rng, people, care, span, base),
        "health_check": _health(rng, care, span, base),
        "sdq_score": _sdq(rng, people, care, span, base),
        "care_leaver": _leavers(rng, people, care, span, base),
    }


def _episodes(rng: Generator, people: People, care: pl.DataFrame, base: int) -> pl.DataFrame:
    starts, ends = (
        care[name].to_numpy().astype("datetime64[D]") for name in ("started_on", "ended_on")
    )
    n = len(starts)
    lengths = np.stack([banded(rng, n, "placement_days") for _ in range(_PLACEMENTS)])
    moves = starts + np.concatenate([np.zeros((1, n), int), np.cumsum(lengths, axis=0)[:-1]])
    who, number = np.nonzero((moves < ends).T)
    begins = moves.T[who, number]
    last = np.append(who[1:] != who[:-1], True)
    until = np.where(last, ends[who], np.append(begins[1:], NEVER))
    # Some long placements are cut in two by a change of legal status alone.
    long = (until - begins).astype(int) > 120
    cut = np.flatnonzero(long & (rng.random(len(who)) < 0.25))
    middle = begins[cut] + ((until - begins).astype(int)[cut] * 0.5).astype(int)
    reason = np.where(number == 0, "S", "P").astype(object)
    place = _placements(rng, len(who))
    frame = pl.DataFrame(
        {
            "who": who,
            "started_on": begins,
            "start_reason": pl.Series(reason, dtype=pl.String),
            "ended_on": until,
            "last": last,
            **place,
        }
    )
    second = frame[cut].with_columns(started_on=pl.Series(middle), start_reason=pl.lit("L"))
    shortened = until.copy()
    shortened[cut] = middle
    kept_last = last.copy()
    kept_last[cut] = False
    frame = pl.concat(
        [frame.with_columns(ended_on=pl.Series(shortened), last=pl.Series(kept_last)), second]
    ).sort("who", "started_on")
    return _finished(rng, people, care, frame, base)


def _placements(rng: Generator, n: int) -> dict[str, pl.Series]:
    where = drawn(rng, n, "placement_distance")
    far = np.array([text.startswith("far") for text in where])
    miles = np.where(far, rng.integers(201, 900, n), rng.integers(0, 201, n))
    known = where != "unknown"
    return {
        "placement_type": pl.Series(drawn(rng, n, "placement_type"), dtype=pl.String),
        "placement_provider": pl.Series(
            chosen(rng, n, ("PR1", "PR2", "PR4"), (5, 1, 4)), dtype=pl.String
        ),
        "distance": pl.Series(miles).set(pl.Series(~known), None),
        "outside_area": pl.Series([text.endswith("outside") for text in where]).set(
            pl.Series(~known), None
        ),
    }


def _finished(
    rng: Generator, people: People, care: pl.DataFrame, frame: pl.DataFrame, base: int
) -> pl.DataFrame:
    n = frame.height
    who = frame["who"].to_numpy()
    until = frame["ended_on"].to_numpy().astype("datetime64[D]")
    grown = (until - people.born_on[who]).astype(int) >= int(18 * _YEAR) - 2
    reason = np.where(
        grown, drawn(rng, n, "care_end_reason at 18"), drawn(rng, n, "care_end_reason before 18")
    )
    legal = drawn(rng, len(care), "legal_status")[who]
    short_breaks = (people.number[who] % 97) == 0
    return frame.select(
        pl.Series("episode_id", keyed("E", base + np.arange(n)), dtype=pl.String),
        care["person_id"].gather(who),
        care["team_id"].gather(who),
        "started_on",
        "start_reason",
        "ended_on",
        pl.when("last")
        .then(pl.Series(reason, dtype=pl.String))
        .otherwise(pl.lit("X1"))
        .alias("end_reason"),
        pl.Series("legal_status", np.where(short_breaks, "V4", legal), dtype=pl.String),
        pl.Series("primary_need", drawn(rng, n, "primary_need"), dtype=pl.String).replace(
            {"N9": "N1", "N0": "N1"}
        ),
        "placement_type",
        "placement_provider",
        "distance",
        "outside_area",
    )


def _every(care: pl.DataFrame, gaps: Array, span: Span) -> tuple[Array, Array]:
    """Row of `care` and day, for days after these gaps from the start, from a year before on."""
    starts, ends = (
        care[name].to_numpy().astype("datetime64[D]") for name in ("started_on", "ended_on")
    )
    length = np.maximum((np.minimum(ends, span.last) - starts).astype(int), 0)
    number = np.searchsorted(gaps, length, side="right")
    row = np.repeat(np.arange(len(starts)), number)
    within = np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    days = starts[row] + gaps[within]
    kept = days > span.first - 365
    return row[kept], days[kept]


def _of(
    care: pl.DataFrame, row: Array, key: str, prefix: str, base: int, **extra: Array
) -> pl.DataFrame:
    keys = pl.Series(key, keyed(prefix, base + np.arange(len(row))), dtype=pl.String)
    columns = {name: pl.Series(value) for name, value in extra.items()}
    return care.select("person_id", "team_id")[row].with_columns(keys, **columns)


def _reviews(rng: Generator, care: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    """Due after 20 working days, then three months, then every six; 94 in 100 on time (ours)."""
    gaps = np.concatenate([[28, 119], 119 + 183 * np.arange(1, 32)])
    row, due = _every(care, gaps, span)
    late = rng.random(len(row)) < 0.06
    held = np.where(late, due + rng.integers(1, 40, len(row)), due - rng.integers(0, 10, len(row)))
    codes = [f"PN{i}" for i in range(8)]
    took_part = chosen(rng, len(row), codes, (8, 45, 4, 4, 2, 5, 26, 6))
    return _of(care, row, "review_id", "Q", 64 * base, due_on=due, held_on=held).with_columns(
        participation=pl.Series(took_part, dtype=pl.String)
    )


def _visits(rng: Generator, care: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    row, days = _every(care, 7 + 42 * np.arange(150), span)
    days = np.minimum(days + rng.integers(-5, 10, len(row)), span.last)
    return _of(
        care,
        row,
        "visit_id",
        "J",
        64 * base,
        visited_on=days,
        child_seen=rng.random(len(row)) < 0.96,
        seen_alone=rng.random(len(row)) < 0.75,
    )


def _missing(
    rng: Generator, people: People, care: pl.DataFrame, span: Span, base: int
) -> pl.DataFrame:
    """Some teenagers go missing often; in all as many incidents a child as in England."""
    row, days = _every(care, 30 + 30 * np.arange(200), span)
    teen = (days - people.born_on[row]).astype(int) > 12 * _YEAR
    prone = (people.number[row] % 8) == 0
    rate = (
        counts("care_process")["missing incidents"]
        / counts("care_process")["looked after 31 March"]
    )
    likely = rng.random(len(row)) < np.where(teen & prone, min(rate / 12 * 16, 0.9), 0.0)
    row, days = row[likely], days[likely] + rng.integers(0, 30, int(likely.sum()))
    lasts = np.minimum(rng.geometric(0.6, len(row)) - 1, 30)
    away = rng.random(len(row)) < 0.13
    ends = care["ended_on"].to_numpy().astype("datetime64[D]")[row]
    kept = (days <= ends) & (days <= span.last)
    offered = rng.random(len(row)) < 0.85
    return (
        _of(
            care,
            row,
            "missing_id",
            "M",
            64 * base,
            started_on=days,
            ended_on=np.minimum(days + lasts, ends),
            interview_offered=offered,
            interview_accepted=offered & (rng.random(len(row)) < 0.6),
        )
        .with_columns(kind=pl.Series(np.where(away, "A", "M"), dtype=pl.String))
        .filter(pl.Series(kept))
    )


def _health(rng: Generator, care: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    """Yearly checks; shares held are ours, near the national ones."""
    frames = []
    for number, (kind, held) in enumerate(
        (("health", 0.9), ("dental", 0.79), ("immunisation", 0.82))
    ):
        row, days = _every(care, 40 + 365 * np.arange(18), span)
        kept = rng.random(len(row)) < held
        days = np.minimum(days[kept] + rng.integers(0, 60, int(kept.sum())), span.last)
        frame = _of(care, row[kept], "check_id", f"H{number}", 64 * base, checked_on=days)
        frames.append(frame.with_columns(kind=pl.lit(kind)).drop("team_id"))
    return pl.concat(frames)


def _sdq(rng: Generator, people: People, care: pl.DataFrame, span: Span, base: int) -> pl.DataFrame:
    row, days = _every(care, 100 + 365 * np.arange(16), span)
    age = people.age_on(row, days)
    kept = (age >= 4) & (age <= 16) & (rng.random(len(row)) < 0.78)
    score = np.clip(rng.normal(14.7, 7.2, int(kept.sum())).round(), 0, 40).astype(int)
    return _of(care, row[kept], "sdq_id", "D", 64 * base, completed_on=days[kept], score=score)


def _leavers(
    rng: Generator, people: People, care: pl.DataFrame, span: Span, base: int
) -> pl.DataFrame:
    """What is known of those who left at 16 or over, at each birthday from 18 to 21."""
    ends = care["ended_on"].to_numpy().astype("datetime64[D]")
    left = np.flatnonzero((ends - people.born_on).astype(int) > 16 * _YEAR)
    row = np.repeat(left, 4)
    age = np.tile(np.arange(18, 22), len(left))
    days = people.born_on[row] + (age * _YEAR).astype(int) + rng.integers(-30, 30, len(row))
    kept = (days > ends[row]) & (days <= span.last) & (days > span.first - 365)
    row = row[kept]
    n = len(row)
    activity = chosen(
        rng,
        n,
        ("F1", "F2", "P2", "F4", "P4", "F5", "G4", "G5", "G6"),
        (6, 18, 3, 5, 2, 22, 12, 25, 7),
    )
    touch = rng.random(n) < 0.92
    return _of(
        care,
        row,
        "status_id",
        "X",
        8 * base,
        known_on=days[kept],
        in_touch=touch,
        suitable_accommodation=rng.random(n) < 0.88,
    ).with_columns(team_id=pl.lit(LEAVING_CARE), activity=pl.Series(activity, dtype=pl.String))


__all__ = ["care_starts_a_year", "care_tables", "ended", "make_looked_after"]
