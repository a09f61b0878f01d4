"""ASCOF 2A: what followed short-term support to maximise independence (ST-Max) of new clients."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from almoner.returns.cld.bands import BANDS, LONG_TERM, Period, band_at, ends_in_order, under_age
from almoner.returns.cld.events import CLOSED, START
from almoner.returns.cld.fields import OUTCOME_RANK, TABLE
from almoner.returns.cld.words import col
from almoner.returns.figures import Figure, percent

ST_MAX, ONGOING = "short term support: st-max", "short term support: ongoing low level"
OTHER_SHORT = "short term support: other short term"
SHORT_STAY = "short term support: residential or nursing care"
SHORT_STAYS = ("short term residential care", "short term nursing care")
DECEASED, HOSPITAL = "nfa: deceased", "admitted to hospital"
PLANNED = "nfa: support ended as planned"
# What a person may go on to, highest first.
SERVICES = {name: rank for rank, name in enumerate((*LONG_TERM, ST_MAX, ONGOING, OTHER_SHORT), 1)}
WITHOUT_SUPPORT = (
    ONGOING, OTHER_SHORT, PLANNED, "nfa: information and advice or signposting",
    "nfa: responsibility moved to another local authority", "nfa: other",
    "nfa: no services offered for other reason", "nfa: support ended for other reason",
    "nfa: referral to other service within the local authority",
)  # fmt: skip
CLASSIFIED = (*WITHOUT_SUPPORT, *LONG_TERM, SHORT_STAY)
CLUSTER_DAYS, SEQUEL_DAYS, ASSESSED_DAYS, NEW_AFTER_DAYS = 7, 7, 14, 91
# An outcome that says only that something goes on does not say what; it ranks below all others.
GOES_ON, UNUSABLE, NO_OUTCOME = ("progress to", "continuation of"), 100, 999
_OPEN = pl.date(9999, 1, 1)


def reablement(events: pl.DataFrame, period: Period) -> Iterator[tuple[str, Figure]]:
    """All adults (those of unknown age in the total only), and each band."""
    found = sequels(events, period)
    for band in (None, *BANDS):
        of_band = found if band is None else found.filter(col("band") == band)
        classified = of_band.filter(col("sequel").is_in(CLASSIFIED))
        without = classified.filter(col("sequel").is_in(WITHOUT_SUPPORT))
        yield "ASCOF_2A" + (f"_{band}" if band else ""), percent(without.height, classified.height)


def sequels(events: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row per period of ST-Max of a new client that ended in the period: `sequel`, `band`."""
    mine = _own(events)
    clusters = _of_new_clients(_clusters(mine, period), mine)
    others = clusters.join(mine, on="person")
    same = (col("Service_Type") == ST_MAX) & (col("Event_Type") == "service")
    same &= col(START).is_between(col("from"), col("to"))
    others = others.filter(~same.fill_null(value=False))
    answers = [_died(clusters), _to_hospital(clusters), _served(others)]
    after, during = others.filter(_follows()), others.filter(_within())
    by_outcome = pl.concat([_later(after), _assessed(during), _left_so(clusters, after)])
    equipped = (col("Event_Type") == "service") & (col("Service_Component") == "equipment")
    answers += [
        _named(by_outcome),
        during.filter(equipped).select("cluster", sequel=pl.lit(ONGOING)),
    ]
    answers.append(clusters.select("cluster", sequel="outcome"))
    first = pl.concat(answers).unique("cluster", keep="first", maintain_order=True)
    return clusters.select("cluster", "band").join(first, on="cluster")


def _own(events: pl.DataFrame) -> pl.DataFrame:
    rank = col("Event_Outcome").replace_strict(
        OUTCOME_RANK, default=NO_OUTCOME, return_dtype=pl.Int64
    )
    vague = pl.any_horizontal(col("Event_Outcome").str.starts_with(text) for text in GOES_ON)
    rank = rank + pl.when(vague.fill_null(value=False) & (rank < UNUSABLE)).then(
        UNUSABLE
    ).otherwise(0)
    mine = events.filter(col("Client_Type") == "service user", ends_in_order())
    return mine.with_columns(col(CLOSED).fill_null(_OPEN), rank.alias("rank"))


def _clusters(mine: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Spells of ST-Max of a person of which each begins within seven days of an end before it."""
    rows = mine.filter(col("Event_Type") == "service", col("Service_Type") == ST_MAX)
    rows = rows.sort("person", START, CLOSED, "rank", -col(f"{TABLE}.row").cast(pl.Int64))
    before = col(CLOSED).cum_max().shift().over("person")
    apart = ((col(START) - before).dt.total_days() > CLUSTER_DAYS).fill_null(value=True)
    rows = rows.with_columns(apart.cast(pl.Int64).cum_sum().alias("cluster"))
    # The outcome is that of the record that ended last; of several, the most telling.
    last = rows.sort(CLOSED, -col("rank"), f"{TABLE}.row").group_by("cluster", maintain_order=True)
    clusters = last.agg(
        col("person").first(), col("born").first(), col("died").first(),
        col(START).min().alias("from"), col(CLOSED).max().alias("to"),
        col("Event_Outcome").last().alias("outcome"), col("rank").last().alias("outcome_rank"),
    )  # fmt: skip
    alive = col("died").is_null() | (col("died") >= col("from"))
    kept = clusters.filter(
        col("to").is_between(pl.lit(period[0]), pl.lit(period[1])), ~under_age(col("to")), alive
    )
    return kept.with_columns(band_at(col("to")).alias("band")).drop("born")


def _of_new_clients(clusters: pl.DataFrame, mine: pl.DataFrame) -> pl.DataFrame:
    before = clusters.join(mine.filter(col("Service_Type").is_in(LONG_TERM)), on="person")
    recent = (col("from") - col(CLOSED)).dt.total_days() < NEW_AFTER_DAYS
    known = before.filter(col(START) < col("from"), recent)
    return clusters.join(known, on="cluster", how="anti").rename({"died": "died_on"})


def _follows() -> pl.Expr:
    """Goes on after the spell, having started during it or within seven days of its end."""
    soon = (col(START) - col("to")).dt.total_days() <= SEQUEL_DAYS
    return (col(START) >= col("from")) & (col(CLOSED) > col("to")) & soon


def _within() -> pl.Expr:
    # Strictly after the start, so as to leave out the assessment that led to the spell.
    ended = (col(CLOSED) > col("from")) & (col(CLOSED) <= col("to"))
    return (col(START) >= col("from")) & ended


def _died(clusters: pl.DataFrame) -> pl.DataFrame:
    soon = (col("died_on") - col("to")).dt.total_days() <= SEQUEL_DAYS
    return clusters.filter(soon).select("cluster", sequel=pl.lit(DECEASED))


def _to_hospital(clusters: pl.DataFrame) -> pl.DataFrame:
    return clusters.filter(col("outcome") == HOSPITAL).select("cluster", sequel="outcome")


def _served(others: pl.DataFrame) -> pl.DataFrame:
    """The highest service that follows; of short stays, residential and nursing care first."""
    stay = col("Service_Component").is_in(SHORT_STAYS).fill_null(value=False)
    place = col("Service_Type").replace_strict(SERVICES, default=None, return_dtype=pl.Int64)
    rows = others.filter(_follows()).with_columns(place.alias("place")).drop_nulls("place")
    top = rows.sort("cluster", "place", ~stay).unique("cluster", keep="first", maintain_order=True)
    stays = (col("Service_Type") == OTHER_SHORT) & stay
    sequel = pl.when(stays).then(pl.lit(SHORT_STAY)).otherwise(col("Service_Type"))
    return top.select("cluster", sequel.alias("sequel"))


def _later(after: pl.DataFrame) -> pl.DataFrame:
    """The outcome of the spell, or of a request, assessment or review that goes on after it."""
    best = pl.min_horizontal("outcome_rank", "rank")
    planned = (col("Event_Outcome") == PLANNED).fill_null(value=False)
    kept = after.filter(col("Event_Type") != "service", ~planned, best < UNUSABLE)
    return kept.select("cluster", best.alias("rank"))


def _assessed(during: pl.DataFrame) -> pl.DataFrame:
    """The outcome of the last assessment or review in the spell's last fortnight."""
    late = (col("to") - col(CLOSED)).dt.total_days() < ASSESSED_DAYS
    kind = col("Event_Type").is_in(["assessment", "review"])
    rows = during.filter(kind, late, col("rank") < UNUSABLE)
    rows = rows.sort(CLOSED, -col("rank"), f"{TABLE}.row")
    return rows.unique("cluster", keep="last", maintain_order=True).select("cluster", "rank")


def _left_so(clusters: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The spell's own outcome, where nothing at all goes on after it."""
    alone = clusters.join(after, on="cluster", how="anti")
    return alone.filter(col("outcome_rank") < UNUSABLE).select("cluster", rank="outcome_rank")


def _named(by_outcome: pl.DataFrame) -> pl.DataFrame:
    names = {rank: name for name, rank in OUTCOME_RANK.items()}
    best = by_outcome.group_by("cluster", maintain_order=True).agg(col("rank").min())
    sequel = col("rank").replace_strict(names, default=None, return_dtype=pl.String)
    return best.select("cluster", sequel.alias("sequel"))
