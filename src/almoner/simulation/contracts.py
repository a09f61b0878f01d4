"""Providers, the contracts with them, and what the council is bound to pay."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.children import Frames
from almoner.simulation.draws import NEVER, Array, Generator, chosen, keyed, words
from almoner.simulation.span import Span

_KINDS = {
    "care home": "residential and nursing adults",
    "home care": "home care",
    "fostering": "fostering",
    "children's home": "residential children",
    "temporary accommodation": "temporary accommodation",
    "works": "repairs",
}
_PLACES = ("North", "South", "East", "West", "Hill", "River", "Mill", "Church", "Park", "Green")
_ENDINGS = ("View", "House", "Care", "Homes", "Trust", "Partners", "Lodge", "Services")
_LENGTH, _BEFORE = 3 * 365, 182


def contract_tables(rng: Generator, actual: pl.DataFrame, people: int, span: Span) -> Frames:
    """Providers of each kind; contracts of three years one after another; commitments.

    What is committed is near what `actual` says was spent under the heading in the month.
    """
    provider = _providers(rng, people)
    contract = _contracts(rng, provider, actual, span)
    return {
        "provider": provider.drop("heading"),
        "contract": contract,
        "commitment": _commitments(rng, actual),
    }


def _providers(rng: Generator, people: int) -> pl.DataFrame:
    each = max(people // 4_000, 2)
    kinds = np.repeat(np.array(list(_KINDS), dtype=object), each)
    n = len(kinds)
    ratings = ("outstanding", "good", "requires improvement", "inadequate", "not yet rated")
    places, endings = (np.array(words, dtype=object) for words in (_PLACES, _ENDINGS))
    regulated = np.isin(kinds, ["temporary accommodation", "works"], invert=True)
    return pl.DataFrame(
        {
            "provider_id": pl.Series(keyed("PV", np.arange(n)), dtype=pl.String),
            "name": pl.Series(
                places[rng.integers(0, len(places), n)]
                + " "
                + endings[rng.integers(0, len(endings), n)]
                + " "
                + np.arange(n).astype(str).astype(object),
                dtype=pl.String,
            ),
            "kind": pl.Series(kinds, dtype=pl.String),
            "regulator_id": words(keyed("1-", np.arange(n)), regulated),
            "rating": words(chosen(rng, n, ratings, (4, 74, 15, 2, 5)), regulated),
            "heading": pl.Series([_KINDS[kind] for kind in kinds], dtype=pl.String),
        }
    )


def _contracts(
    rng: Generator, provider: pl.DataFrame, actual: pl.DataFrame, span: Span
) -> pl.DataFrame:
    times = int((span.last - span.begin).astype(int)) // _LENGTH + 1
    row = np.repeat(np.arange(provider.height), times)
    turn = np.tile(np.arange(times), provider.height)
    starts = span.begin + rng.integers(0, 365, provider.height)[row] + _LENGTH * turn
    kept = starts <= span.last
    row, starts = row[kept], starts[kept]
    agreed = starts + _LENGTH - 1
    lasts = agreed + np.where(rng.random(len(row)) < 0.2, 90, 0)
    owner = dict(actual.select("heading", "team_id").unique().iter_rows())
    spent = dict(actual.group_by("heading").agg(pl.col("amount").sum()).iter_rows())
    headings = provider["heading"].gather(row).to_list()
    months = actual["month"].n_unique()
    share = provider.height / len(_KINDS)
    worth = [int(spent.get(heading, 0) * 12 / months / share * 0.8) for heading in headings]
    return pl.DataFrame(
        {
            "contract_id": pl.Series(keyed("CT", np.arange(len(row))), dtype=pl.String),
            "provider_id": provider["provider_id"].gather(row),
            "team_id": pl.Series([owner.get(heading) for heading in headings], dtype=pl.String),
            "heading": pl.Series(headings, dtype=pl.String),
            "started_on": starts,
            "ends_on": agreed,
            "ended_on": _done(lasts, span),
            "review_due_on": agreed - _BEFORE,
            "annual_value": worth,
        }
    )


def _commitments(rng: Generator, actual: pl.DataFrame) -> pl.DataFrame:
    return actual.select("team_id", "heading", "month", "amount").with_columns(
        commitment_id=pl.Series(keyed("CM", np.arange(actual.height)), dtype=pl.String),
        contract_id=pl.lit(None, pl.String),
        amount=(pl.col("amount") * pl.Series(rng.uniform(0.85, 1.0, actual.height))).cast(pl.Int64),
    )


def _done(days: Array, span: Span) -> Array:
    return np.where(days > span.last, NEVER, days)
