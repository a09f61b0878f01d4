"""How records come to be known: entered some days after the event, and closed later still.

A row that begins and ends has two versions: the first without its end, current from the day it was
entered until the day its end was; the second current since. So that a figure asked for as known on
a past day is what the council would have seen, with its late entries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from almoner.records.tables import declared_tables
from almoner.simulation.draws import NEVER, Array, Generator
from almoner.simulation.span import Span


@dataclass(frozen=True, slots=True)
class Life:
    """The day a row begins, the day it ends (if it does), and what is known only at the end."""

    begins: str
    ends: str = ""
    at_end: tuple[str, ...] = ()


LIVES: dict[str, Life] = {
    "contact": Life("received_on", "decided_on", ("outcome",)),
    "early_help": Life("started_on", "ended_on", ("end_reason",)),
    "referral": Life("referred_on", "closed_on", ("closure_reason",)),
    "child_assessment": Life("started_on", "authorised_on", ("no_further_action", "child_seen")),
    "need_plan": Life("started_on", "ended_on"),
    "section_47": Life("started_on", "ended_on", ("no_further_action",)),
    "conference": Life("held_on"),
    "protection_plan": Life("started_on", "ended_on"),
    "protection_review": Life("due_on", "held_on"),
    "protection_visit": Life("visited_on"),
    "care_episode": Life("started_on", "ended_on", ("end_reason",)),
    "care_review": Life("due_on", "held_on", ("participation",)),
    "care_visit": Life("visited_on"),
    "missing_episode": Life("started_on", "ended_on", ("interview_offered", "interview_accepted")),
    "health_check": Life("checked_on"),
    "sdq_score": Life("completed_on"),
    "care_leaver": Life("known_on"),
    "adult_request": Life("received_on", "completed_on", ("outcome",)),
    "adult_assessment": Life("started_on", "completed_on", ("outcome",)),
    "adult_service": Life("started_on", "ended_on", ("outcome",)),
    "adult_review": Life("due_on", "held_on", ("outcome",)),
    "adult_concern": Life("raised_on", "concluded_on", ("risk_outcome", "wishes_met")),
    "delayed_discharge": Life("ready_on", "left_on"),
    "conviction": Life("offended_on"),
    "substance_misuse": Life("identified_on"),
    "permanence": Life("entered_on", "order_on", ("order_kind",)),
    "hospital_stay": Life("admitted_on", "discharged_on", ("died",)),
    "equipment": Life("decided_on", "delivered_on"),
    "homelessness_case": Life("applied_on"),
    "temporary_accommodation": Life("started_on", "ended_on"),
}
_FUTURE = (
    "assessed_on",
    "prevention_until",
    "relief_from",
    "relief_until",
    "main_from",
    "main_until",
)


def versioned(rng: Generator, name: str, frame: pl.DataFrame, span: Span) -> pl.DataFrame:
    """The rows of a table that had begun by the last day, in their versions."""
    life = LIVES[name]
    frame = complete(name, frame)
    frame = _until_last(frame.filter(pl.col(life.begins) <= span.last.astype(object)), life, span)
    begun = frame[life.begins].to_numpy().astype("datetime64[D]")
    entered = np.minimum(begun + _lag(rng, len(begun)), span.last)
    columns = [column.name for column in declared_tables()[name].columns]
    if not life.ends:
        return _stamped(frame, entered, None).select(*columns, "known_from", "known_until")
    over = frame[life.ends].is_not_null().to_numpy()
    ended_on = frame[life.ends].to_numpy().astype("datetime64[D]")
    closed = np.minimum(
        np.maximum(np.maximum(ended_on, begun), entered) + _lag(rng, len(begun)), span.last
    )
    # An end entered with the beginning makes one version, not two.
    apart = over & (closed > entered)
    blank = [
        pl.lit(None, frame.schema[column]).alias(column) for column in (life.ends, *life.at_end)
    ]
    first = _stamped(frame.filter(apart).with_columns(blank), entered[apart], closed[apart])
    known = np.where(apart, closed, entered)
    both = pl.concat([_stamped(frame, known, None), first])
    return both.select(*columns, "known_from", "known_until")


def complete(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """With the declared columns that are not made up left blank."""
    types = pl.from_arrow(declared_tables()[name].schema.empty_table())
    assert isinstance(types, pl.DataFrame)
    return frame.with_columns(
        pl.lit(None, kind).alias(column)
        for column, kind in types.schema.items()
        if column not in frame.columns
    )


def _until_last(frame: pl.DataFrame, life: Life, span: Span) -> pl.DataFrame:
    """What lies after the last day is not known, nor what comes of it."""
    last = span.last.astype(object)
    frame = frame.with_columns(
        pl.when(pl.col(name) <= last).then(pl.col(name))
        for name in _FUTURE
        if name in frame.columns
    )
    if life.ends:
        frame = frame.with_columns(pl.when(pl.col(life.ends) <= last).then(pl.col(life.ends)))
        over = pl.col(life.ends).is_not_null()
        frame = frame.with_columns(
            pl.when(over).then(pl.col(name)).alias(name) for name in life.at_end
        )
    if "prevention_outcome" in frame.columns:
        frame = frame.with_columns(
            pl.when(pl.col(f"{duty}_until").is_not_null())
            .then(pl.col(f"{duty}_outcome"))
            .alias(f"{duty}_outcome")
            for duty in ("prevention", "relief")
        )
    return frame


def _lag(rng: Generator, n: int) -> Array:
    """Days to entry: most on the day or the next, one in twenty weeks late (ours)."""
    days = np.minimum(rng.geometric(0.6, n) - 1, 7)
    return np.where(rng.random(n) < 0.05, rng.integers(7, 60, n), days)


def _stamped(frame: pl.DataFrame, known_from: Array, until: Array | None) -> pl.DataFrame:
    ends = np.full(frame.height, NEVER) if until is None else until
    return frame.with_columns(known_from=pl.Series(known_from), known_until=pl.Series(ends))
