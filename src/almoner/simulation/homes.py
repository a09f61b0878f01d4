"""The landlord's homes: their state, safety checks, tenancies, rent, anti-social behaviour."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import HOUSING_OPTIONS, REPAIRS
from almoner.simulation.children import Frames
from almoner.simulation.draws import NEVER, Array, Generator, chosen, keyed, seasonal, words
from almoner.simulation.span import Span

_CHECKS = (("gas", 365, 0.995, 0.85), ("fire", 365, 0.98, 0.3), ("asbestos", 365, 0.97, 0.25))
_MORE = (("water", 730, 0.97, 0.2), ("lift", 182, 0.98, 0.08))  # kind, days, done, share that need


def home_tables(rng: Generator, chunk: int, first: int, n: int, span: Span) -> Frames:
    """The tables of `n` homes, numbered from `first` on; `chunk` tells their keys from others'."""
    key = keyed("HM", first + np.arange(n))
    team = np.array(REPAIRS, dtype=object)[np.arange(n) % 2]
    needs = {kind: rng.random(n) < share for kind, _days, _done, share in (*_CHECKS, *_MORE)}
    home = pl.DataFrame(
        {
            "home_id": pl.Series(keyed("HO", first + np.arange(n)), dtype=pl.String),
            "property_id": pl.Series(key, dtype=pl.String),
            "team_id": pl.Series(team, dtype=pl.String),
            "started_on": np.full(n, span.begin),
            "ended_on": np.full(n, NEVER),
            "decent": rng.random(n) < 0.9,
            **{f"needs_{kind}": flags for kind, flags in needs.items()},
        }
    )
    tenancy = _tenancies(rng, chunk, key, span)
    return {
        "home": home,
        "safety_check": _checks(rng, chunk, key, team, needs, span),
        "tenancy": tenancy,
        "rent_account": _rent(rng, chunk, tenancy, span),
        "antisocial_behaviour": _behaviour(rng, chunk, n, span),
    }


def _checks(
    rng: Generator, chunk: int, key: Array, team: Array, needs: dict[str, Array], span: Span
) -> pl.DataFrame:
    frames = []
    for kind, every, done, _share in (*_CHECKS, *_MORE):
        row = np.flatnonzero(needs[kind])
        times = int((span.last - span.begin).astype(int)) // every + 1
        first = span.begin - rng.integers(0, every, len(row))
        days = (first[:, None] + every * np.arange(times + 1)).ravel()
        where = np.repeat(row, times + 1)
        late = rng.random(len(days)) > done
        days = np.where(late, days + rng.integers(1, 90, len(days)), days)
        kept = days <= span.last
        frames.append(
            pl.DataFrame(
                {
                    "property_id": pl.Series(key[where[kept]], dtype=pl.String),
                    "team_id": pl.Series(team[where[kept]], dtype=pl.String),
                    "kind": pl.Series([kind], dtype=pl.String).new_from_index(0, int(kept.sum())),
                    "checked_on": days[kept],
                    "due_again_on": days[kept] + every,
                }
            )
        )
    both = pl.concat(frames)
    return both.with_columns(
        check_id=pl.Series(keyed(f"SC{chunk:04}-", np.arange(both.height)), dtype=pl.String)
    )


def _tenancies(rng: Generator, chunk: int, key: Array, span: Span) -> pl.DataFrame:
    """One tenancy after another; three to eight weeks between them."""
    n = len(key)
    held = []
    day = span.begin - rng.integers(0, 4_000, n)
    for _turn in range(6):
        until = day + rng.exponential(3_600, n).astype(int) + 90
        here = np.flatnonzero(day <= span.last)
        held.append((here, day[here], until[here]))
        day = until + rng.integers(15, 60, n)
    home, starts, ends = (np.concatenate(part) for part in zip(*held, strict=True))
    kept = ends >= span.begin
    home, starts, ends = home[kept], starts[kept], ends[kept]
    n = len(home)
    over = ends <= span.last
    reasons = ("transfer", "gave notice", "evicted", "abandoned", "died", "other")
    reason = chosen(rng, n, reasons, (25, 38, 4, 6, 22, 5))
    return pl.DataFrame(
        {
            "tenancy_id": pl.Series(keyed(f"TN{chunk:04}-", np.arange(n)), dtype=pl.String),
            "property_id": pl.Series(key[home], dtype=pl.String),
            "tenant_id": pl.Series([None], dtype=pl.String).new_from_index(0, n),
            "team_id": pl.Series(
                np.array(HOUSING_OPTIONS, dtype=object)[home % 2], dtype=pl.String
            ),
            "kind": pl.Series(
                chosen(rng, n, ("introductory", "secure", "flexible", "licence"), (10, 80, 8, 2)),
                dtype=pl.String,
            ),
            "started_on": starts,
            "ended_on": np.where(over, ends, NEVER),
            "end_reason": words(reason, over),
            "weekly_rent": 7_500 + rng.integers(0, 5_500, n),
        }
    )


def _rent(rng: Generator, chunk: int, tenancy: pl.DataFrame, span: Span) -> pl.DataFrame:
    """A statement at the end of every quarter of the span; a sixteenth of tenants fall behind."""
    first = span.first.astype("datetime64[M]").astype(int) // 3
    last = span.last.astype("datetime64[M]").astype(int) // 3
    starts = tenancy["started_on"].to_numpy().astype("datetime64[M]").astype(int) // 3
    over = tenancy["ended_on"].to_numpy().astype("datetime64[M]").astype(int) // 3
    ends = np.where(tenancy["ended_on"].is_null().to_numpy(), last + 1, over)
    begin, end = (
        np.maximum(starts, first),
        np.minimum(ends, last + 1),
    )  # a quarter begun is not stated
    number = np.maximum(end - begin, 0)
    row = np.repeat(np.arange(tenancy.height), number)
    quarter = begin[row] + np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    due = tenancy["weekly_rent"].to_numpy()[row] * 13
    behind = rng.random(tenancy.height) < 0.06
    owed = np.where(behind[row], np.minimum((quarter - begin[row]) * 2, 12), 0)
    paid = np.where(behind[row], due * 9 // 10, due - due * rng.integers(0, 3, len(row)) // 100)
    return pl.DataFrame(
        {
            "statement_id": pl.Series(
                keyed(f"RA{chunk:04}-", np.arange(len(row))), dtype=pl.String
            ),
            "tenancy_id": tenancy["tenancy_id"].gather(row),
            "team_id": tenancy["team_id"].gather(row),
            "stated_on": _last_day(quarter),
            "until_on": np.where(quarter + 1 < end[row], _last_day(quarter + 1), NEVER),
            "due": due,
            "collected": paid,
            "weeks_owed": owed,
        }
    )


def _last_day(quarter: Array) -> Array:
    days: Array = ((quarter + 1) * 3).astype("datetime64[M]").astype("datetime64[D]") - 1
    return days


def _behaviour(rng: Generator, chunk: int, homes: int, span: Span) -> pl.DataFrame:
    n = int(homes * 0.035 * span.years)
    opened = seasonal(rng, n, span.begin, span.last)
    closed = opened + rng.exponential(60, n).astype(int) + 1
    return pl.DataFrame(
        {
            "case_id": pl.Series(keyed(f"AB{chunk:04}-", np.arange(n)), dtype=pl.String),
            "team_id": pl.Series(
                np.array(HOUSING_OPTIONS, dtype=object)[rng.integers(0, 2, n)], dtype=pl.String
            ),
            "opened_on": opened,
            "closed_on": np.where(closed > span.last, NEVER, closed),
            "hate_incident": rng.random(n) < 0.02,
        }
    )
