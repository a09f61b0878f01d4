"""What each series says, worked out for every series of some indicators at once.

Frames in, frames out: no database here. Comparison is per period (rank, quartile, neighbours'
mean, the nation's value); process limits and special causes are per series.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.measurements.comparators import neighbours_of
from almoner.measurements.places import place_frame
from almoner.measurements.settling import settled_series
from almoner.reference.periods import Period
from almoner.signals.batch import SeriesBatch
from almoner.signals.comparison import neighbours_mean, rank_and_band
from almoner.signals.icons import VARIATION_ICONS
from almoner.signals.process_reading import ProcessReading
from almoner.signals.special_causes import KINDS, POINT_TYPES
from almoner.signals.xmr import Options, xmr

COMMON_CAUSE = VARIATION_ICONS.index("common_cause")

SERIES = ["indicator", "breakdown", "area"]
CELL = ["indicator", "breakdown", "period"]


HISTORY = {
    "periods": "period",
    "labels": "label",
    "values": "value",
    "numerators": "numerator",
    "denominators": "denominator",
    "statuses": "status",
    "markers": "marker",
    "editions": "edition_id",
    "mean": "mean",
    "lower": "lower",
    "upper": "upper",
    "kinds": "kind",
    "point_types": "point_type",
    "ranks": "rank",
    "ranked": "ranked",
    "quartiles": "quartile",
    "neighbours": "neighbours_mean",
    "nations": "nation_value",
}
"""The lists of a History, and the column of the readings that fills each."""


REBASES = pl.Schema(dict.fromkeys([*SERIES, "period"], pl.String()))
"""Periods from which a series has limits of its own."""


def read_series(
    current: pl.DataFrame,
    entries: dict[str, PublishedIndicator],
    rebases: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row a series: its latest measurement, its readings, and `history` packed as JSON.

    `current` has one row a measurement as now held: the columns of SERIES, `period`, `ends_on`,
    `label`, `value`, `numerator`, `denominator`, `status`, `marker` ("" where there is a value)
    and `edition_id`. An indicator without an entry is read without judgement. `rebases` has the
    columns of REBASES: from each on, limits are computed afresh.
    """
    opening = pl.DataFrame(schema=REBASES) if rebases is None else rebases
    ordered = current.sort([*SERIES, "ends_on", "period"], maintain_order=True).with_columns(
        # Numbers to group by: grouping by three columns of text takes several times as long.
        series_number=pl.struct(SERIES).rle_id(),
        cell=pl.concat_str(CELL, separator="\n").cast(pl.Categorical).to_physical(),
    )
    compared = _compared(ordered, _judgements(ordered, entries))
    signalled = _signalled(compared, opening)
    return _packed(signalled)


def _judgements(frame: pl.DataFrame, entries: dict[str, PublishedIndicator]) -> pl.DataFrame:
    codes = frame["indicator"].unique().to_list()
    known = [entries.get(code) for code in codes]
    middle = [
        ((e.range_low or 0.0) + (e.range_high or e.range_low or 0.0)) / 2
        if e and e.polarity is Polarity.RANGE
        else None
        for e in known
    ]
    return pl.DataFrame(
        {
            "indicator": codes,
            "improvement": [e.polarity.improvement if e else 0 for e in known],
            "middle": middle,
            "service": [e.service if e else "" for e in known],
            "banded": [
                bool(e and not e.no_quartile and e.polarity is not Polarity.NONE) for e in known
            ],
        },
        schema={
            "indicator": pl.String,
            "improvement": pl.Int8,
            "middle": pl.Float64,
            "service": pl.String,
            "banded": pl.Boolean,
        },
    )


def _compared(frame: pl.DataFrame, judgements: pl.DataFrame) -> pl.DataFrame:
    """Add rank 1 (best, or highest where there is no judgement), quartile, neighbours, nation."""
    placed = frame.join(judgements, on="indicator", how="left", maintain_order="left").join(
        place_frame(frame["area"].unique().to_list()), on="area", how="left", maintain_order="left"
    )
    from_middle = (pl.col("value") - pl.col("middle")).abs()
    scored = placed.with_columns(
        # The nearer to the middle of the range the better, where a range is best.
        score=pl.when(pl.col("rank_group").is_not_null()).then(
            pl.coalesce(from_middle, pl.col("value"))
        ),
        direction=pl.when(pl.col("middle").is_not_null())
        .then(pl.lit(-1, dtype=pl.Int8))
        .otherwise(pl.col("improvement")),
        group=pl.struct("cell", "rank_group").rank("dense").cast(pl.Int64),
        row=pl.int_range(pl.len()),
    )
    ranking = rank_and_band(
        _floats(scored["score"]), scored["group"].to_numpy(), scored["direction"].to_numpy()
    )
    there = pl.Series(ranking.rank) > 0
    ranked = scored.with_columns(
        rank=pl.when(there).then(pl.Series(ranking.rank.astype(np.int32))),
        ranked=pl.when(there).then(pl.Series(ranking.of.astype(np.int32))),
        quartile=pl.when(pl.col("banded") & (pl.Series(ranking.band) > 0)).then(
            pl.Series(ranking.band.astype(np.int16))
        ),
    )
    return _with_nation(_with_neighbours(ranked))


def _with_neighbours(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the mean of the comparators that have a value, and how many those are."""
    parts = [
        _neighbours_of_service(part, str(part["service"][0]))
        for part in frame.partition_by("service", maintain_order=True)
    ]
    return pl.concat(parts).sort("row")


def _neighbours_of_service(frame: pl.DataFrame, service: str) -> pl.DataFrame:
    codes, place = np.unique(frame["area"].to_numpy(), return_inverse=True)
    position = {code: index for index, code in enumerate(codes)}
    lists = [
        [position[code] for code in neighbours_of(area, service) if code in position]
        for area in codes
    ]
    table = np.full((len(lists), max(map(len, lists), default=0)), -1, dtype=np.int64)
    for row, neighbours in zip(table, lists, strict=True):
        row[: len(neighbours)] = neighbours
    cells = frame["cell"].to_numpy().astype(np.int64)
    mean, counted = neighbours_mean(_floats(frame["value"]), cells, place, table)
    return frame.with_columns(
        neighbours_mean=pl.Series(np.round(mean, 6)).fill_nan(None),
        neighbours_counted=pl.when(pl.Series(counted) > 0).then(
            pl.Series(counted.astype(np.int16))
        ),
    )


def _with_nation(frame: pl.DataFrame) -> pl.DataFrame:
    nations = frame.filter(pl.col("area") == pl.col("nation_area")).select(
        "cell", "nation_area", nation_value=pl.col("value")
    )
    return frame.join(nations, on=["cell", "nation_area"], how="left", maintain_order="left")


def _signalled(frame: pl.DataFrame, rebases: pl.DataFrame) -> pl.DataFrame:
    """Add process limits and what the special-cause rules say, point by point."""
    starts = frame["series_number"].to_numpy()
    offsets = np.append(np.flatnonzero(np.diff(starts, prepend=-1)), len(starts)).astype(np.int64)
    usable = frame.select(pl.when(~_overlapping(frame)).then(pl.col("value")))
    batch = SeriesBatch(_floats(usable.to_series()), offsets)
    improvement = frame["improvement"].to_numpy()[offsets[:-1]].astype(np.int8)
    options = Options.default(batch, improvement=improvement, rebase=_opens(frame, rebases))
    reading = xmr(batch, options)
    _settle(frame, batch, reading)
    limits = reading.limits
    return frame.with_columns(
        mean=_no_nan(limits.mean),
        lower=_no_nan(limits.lower),
        upper=_no_nan(limits.upper),
        kind=_names(reading.kind, KINDS),
        point_type=_names(reading.point_type, POINT_TYPES),
        variation=_names(reading.variation, VARIATION_ICONS).gather(starts),
    )


def _settle(frame: pl.DataFrame, batch: SeriesBatch, reading: ProcessReading) -> None:
    """Take back the signal of series whose latest figure season or memory explain.

    The rule that marked it stays as the point's kind, so that a page can say both.
    """
    marked = np.flatnonzero(reading.variation > COMMON_CAUSE)
    first = batch.offsets[marked]
    timed = frame["period"].gather(first).str.slice(0, 1).is_in(["M", "Q"]).to_numpy()
    spans = {
        int(one): slice(int(batch.offsets[one]), int(batch.offsets[one + 1]))
        for one in marked[timed]
    }
    last = {one: _last_stretch(reading.group[span], span) for one, span in spans.items()}
    series = {
        one: (tuple(frame["period"][span.start : span.stop].to_list()), batch.values[span])
        for one, span in last.items()
    }
    for one in settled_series(series):
        reading.variation[one] = COMMON_CAUSE
        reading.point_type[last[one].stop - 1] = COMMON_CAUSE


def _last_stretch(group: np.ndarray, span: slice) -> slice:
    """The part of a series since its limits were last computed afresh."""
    return slice(span.start + int(np.argmax(group == group.max())), span.stop)


def _opens(frame: pl.DataFrame, rebases: pl.DataFrame) -> np.ndarray | None:
    """Which rows open new limits; None where none does, which is nearly always."""
    if rebases.is_empty():
        return None
    marked = rebases.unique().with_columns(opens=pl.lit(value=True))
    key = [*SERIES, "period"]
    found = frame.select(key).join(marked, on=key, how="left", maintain_order="left")
    return found["opens"].fill_null(value=False).to_numpy()


def _overlapping(frame: pl.DataFrame) -> pl.Expr:
    """Whether a series has periods that overlap, such as three-year averages a year apart.

    Such points are not independent: the special-cause rules would see runs that the method of
    publication makes. They are compared with other areas, but not tested.
    """
    starts = {code: Period.from_code(code).start for code in frame["period"].unique()}
    start = pl.col("period").replace_strict(starts, return_dtype=pl.Date)
    follows = pl.col("series_number") == pl.col("series_number").shift(1)
    return (follows & (start <= pl.col("ends_on").shift(1))).any().over("series_number")


def _floats(values: pl.Series) -> np.ndarray:
    return values.cast(pl.Float64).fill_null(np.nan).to_numpy()


def _no_nan(values: np.ndarray) -> pl.Series:
    return pl.Series(np.round(values, 6)).fill_nan(None)


def _names(codes: np.ndarray, names: tuple[str, ...]) -> pl.Series:
    """Names of `codes`; "" where the code is negative."""
    lookup = np.array([*names, ""], dtype=object)
    return pl.Series(lookup[np.where(codes < 0, len(names), codes)].tolist(), dtype=pl.String)


def _shortened(values: pl.Expr) -> pl.Expr:
    """A list as History packs it: one entry if all are the same, null if they say nothing."""
    same = values.list.n_unique() == 1
    first = values.list.first()
    nothing = first.is_null() | (first.cast(pl.String) == "")
    return pl.when(same & nothing).then(None).when(same).then(values.list.head(1)).otherwise(values)


def _packed(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a series: the last period's columns, and every period's as JSON lists."""
    last = [
        "period", "ends_on", "label", "status", "value", "numerator", "denominator", "marker",
        "rank", "ranked", "quartile", "neighbours_mean", "neighbours_counted", "nation_value",
        "variation", "point_type",
    ]  # fmt: skip
    lists = {ours: pl.col(column) for ours, column in HISTORY.items()}
    grouped = frame.group_by("series_number", maintain_order=True).agg(
        *(pl.col(name).first() for name in SERIES),
        *(pl.col(name).last() for name in last),
        pl.col("value").drop_nulls().slice(-2, 2).alias("_ends"),
        **{f"_h_{name}": expression for name, expression in lists.items()},
    )
    latest_has_value = pl.col("value").is_not_null()
    known = pl.col("_ends").list.len()
    before = pl.col("_ends").list.get(known.cast(pl.Int64) - 2, null_on_oob=True)
    history = pl.struct(
        [_shortened(pl.col(f"_h_{name}")).alias(name) for name in HISTORY]
    ).struct.json_encode()
    # Lists left out are written as null, of which there are many.
    history = history.str.replace_all(r'"[a-z_]+":null,|,"[a-z_]+":null', "")
    return grouped.with_columns(
        previous_value=pl.when(latest_has_value & (known >= 2)).then(before),
        history=history,
    ).drop("_ends", *(f"_h_{name}" for name in HISTORY))
