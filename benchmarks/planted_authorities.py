"""Assessments of made-up authorities, with and without a planted story, as integrity reads them.

The assessments of the simulation alone (its other tables take most of the time), as they stand on
the last day, with the day on which each end was first entered and the day of the referral.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.reference.area import Nation
from almoner.signals.integrity.cases import Cases, working_days
from almoner.simulation.children import children_tables, make_children
from almoner.simulation.plants import Plant
from almoner.simulation.span import Span
from almoner.simulation.versions import versioned

LIMIT, SPAN = 45, Span.of_years(5, 2026)


def assessments(seed: int, children: int, plants: list[Plant]) -> Cases:
    """The cases of five teams over eight years."""
    rng = np.random.default_rng([seed, children])
    people, referred = make_children(rng, children, 0, SPAN)
    frames = children_tables(rng, people, referred, SPAN, plants, 0)
    versions = versioned(rng, "child_assessment", frames["child_assessment"], SPAN)
    entered = (
        versions.filter(pl.col("authorised_on").is_not_null())
        .group_by("assessment_id")
        .agg(entered=pl.col("known_from").cast(pl.Date).min())
    )
    current = versions.filter(pl.col("known_until").is_null())
    asked = frames["referral"].select("referral_id", "referred_on")
    rows = current.join(entered, on="assessment_id", how="left").join(asked, on="referral_id")
    start, end, recorded, opened = (
        _days(rows[name]) for name in ("started_on", "authorised_on", "entered", "referred_on")
    )
    teams, team = np.unique(rows["team_id"].to_numpy().astype(str), return_inverse=True)
    return Cases(
        limit=LIMIT,
        ids=rows["assessment_id"].to_list(),
        teams=teams.tolist(),
        team=team.astype(np.int64),
        start=start,
        end=end,
        recorded=recorded,
        counted=working_days(start, end, Nation.ENGLAND),
        opened=opened,
    )


def _days(column: pl.Series) -> np.ndarray:
    days = column.cast(pl.Date).to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))
