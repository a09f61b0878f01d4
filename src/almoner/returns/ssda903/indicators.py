"""The indicators of an SSDA903 return, straight from its tables.

Short breaks (legal status V3 and V4) are left out everywhere. A child is counted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import polars as pl

from almoner.returns.context import Context
from almoner.returns.figures import Figure, count, mean, percent
from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.postcodes import home_authority, one_code
from almoner.returns.ssda903.rules.episode_items import ADOPTED, TEMPORARY
from almoner.returns.ssda903.words import blank, col, given, is_in, respite, years_after

GUARDIANSHIP = ("E45", "E46", "E47", "E48")
FAR_MILES = 20.0
YES_ITEMS = {
    "oc2_immunisations": "IMMUNISATIONS",
    "oc2_teeth_check": "TEETH_CHECK",
    "oc2_health_assessment": "HEALTH_ASSESSMENT",
    "oc2_substance_misuse": "SUBSTANCE_MISUSE",
}
LEAVER_AGES = {"17_18": (17, 18), "19_21": (19, 21)}


class Care:
    """The children and their care of a return, cut as the indicators need it."""

    def __init__(self, r: Context903) -> None:
        self.r = r

    @cached_property
    def episodes(self) -> pl.DataFrame:
        """Episodes of care of known children."""
        return self.r.view("Episodes").filter(~respite(), col("CHILD").is_not_null())

    @cached_property
    def in_year(self) -> pl.DataFrame:
        """Episodes that overlap the year; one that ended on its first day does."""
        begun = col("DECOM") <= self.r.end
        return self.episodes.filter(begun, blank("DEC") | (col("DEC") >= self.r.start))

    @cached_property
    def at_end(self) -> pl.DataFrame:
        """The episode in which each child was on the last day of the year."""
        begun = col("DECOM") <= self.r.end
        here = self.episodes.filter(begun, blank("DEC") | (col("DEC") > self.r.end))
        return here.sort("DECOM", "Episodes.row").unique("CHILD", keep="last", maintain_order=True)

    @cached_property
    def ceased(self) -> pl.DataFrame:
        """The latest episode of each child that ended its care in the year."""
        ended = self.episodes.filter(
            col("DEC").is_between(self.r.start, self.r.end), given("REC"), col("REC") != "X1"
        )
        goes_on = self.episodes.select(
            "CHILD", col("DECOM").alias("DEC"), col("Episodes.row").alias("other")
        )
        met = ended.join(goes_on, on=["CHILD", "DEC"]).filter(col("other") != col("Episodes.row"))
        ended = ended.join(met, on="Episodes.row", how="anti")
        return ended.sort("DEC", "Episodes.row").unique("CHILD", keep="last", maintain_order=True)

    def table(self, name: str) -> pl.DataFrame:
        """A list of the return, without rows when it was not given."""
        if self.r.has(name):
            return self.r.view(name)
        return self.r.empty(name)


def indicators(context: Context) -> Mapping[str, Figure]:
    """Every indicator that an SSDA903 can give, by code."""
    assert isinstance(context, Context903)
    care = Care(context)
    figures: dict[str, Figure] = {}
    if context.has("Episodes"):
        figures |= dict(_care(care))
        figures |= dict(_placements(care))
        figures |= dict(_missing(care))
    figures |= dict(_outcomes(care))
    figures |= dict(_leavers(care))
    return figures


def _care(care: Care) -> Iterator[tuple[str, Figure]]:
    r, ceased = care.r, care.ceased
    started = care.episodes.filter(col("RNE") == "S", col("DECOM").is_between(r.start, r.end))
    yield "cla_31_march", count(care.at_end.height)
    yield "cla_during_year", count(care.in_year["CHILD"].n_unique())
    yield "started_in_year_children", count(started["CHILD"].n_unique())
    yield "ceased_in_year_children", count(ceased.height)
    for code, reasons in (("adopted", ADOPTED), ("special_guardianship", GUARDIANSHIP)):
        left = ceased.filter(is_in("REC", reasons)).height
        yield f"ceased_{code}", percent(left, ceased.height)
    uasc = care.table("UASC")["CHILD"].implode()
    yield (
        "uasc_31_march",
        percent(care.at_end.filter(col("CHILD").is_in(uasc)).height, care.at_end.height),
    )


def _placements(care: Care) -> Iterator[tuple[str, Figure]]:
    r, here = care.r, care.at_end
    # T and U keep the carer and L keeps the placement, so they begin no placement. An episode that
    # was entered twice is one.
    counted = (col("DECOM") < r.start) | is_in("RNE", ("S", "P", "B"))
    begun = care.in_year.filter(counted, ~is_in("PLACE", TEMPORARY)).group_by("CHILD")
    moved = begun.agg(col("DECOM").n_unique().alias("placements")).filter(col("placements") >= 3)
    yield (
        "three_or_more_placements",
        percent(here.join(moved, on="CHILD", how="semi").height, here.height),
    )
    measured = here.filter(col("PL_DISTANCE").is_not_null())
    far = measured.filter(col("PL_DISTANCE") > FAR_MILES)
    yield "placed_over_20_miles", percent(far.height, measured.height)
    placed = here.filter(given("PL_LA"))
    # Where nobody said whose return it is, it is that of the authority with most of the homes.
    own = one_code(r.authority) or home_authority(care.episodes, r.postcodes)
    outside = placed.filter(col("PL_LA") != pl.lit(own, dtype=pl.String))
    yield "placed_outside_area", percent(outside.height, placed.height)


def _missing(care: Care) -> Iterator[tuple[str, Figure]]:
    r = care.r
    rows = care.table("Missing").filter(col("MIS_START").is_between(r.start, r.end))
    rows = rows.join(care.episodes, on="CHILD", how="semi")
    missing = rows.filter(col("MISSING") == "M")
    yield "missing_incidents", count(missing.height)
    yield "away_incidents", count(rows.filter(col("MISSING") == "A").height)
    children = care.in_year.unique("CHILD")
    yield (
        "children_missing",
        percent(children.join(missing, on="CHILD", how="semi").height, children.height),
    )


def _outcomes(care: Care) -> Iterator[tuple[str, Figure]]:
    r, rows = care.r, care.table("OC2")
    for code, item in YES_ITEMS.items():
        yield code, percent(rows.filter(col(item) == "1").height, rows.height)
    older = rows.filter(years_after("DOB", 10) <= r.end)
    convicted = older.filter(col("CONVICTED") == "1")
    yield "oc2_convicted_10_plus", percent(convicted.height, older.height)
    asked = rows.filter(years_after("DOB", 4) <= r.start, years_after("DOB", 17) > r.end)
    scores = asked["SDQ_SCORE"].cast(pl.Int64, strict=False).drop_nulls()
    yield "sdq_returned", percent(len(scores), asked.height)
    yield "sdq_mean", mean(int(scores.sum()), len(scores), 1)
    yield "sdq_17_plus", percent(int((scores >= 17).sum()), len(scores))


def _leavers(care: Care) -> Iterator[tuple[str, Figure]]:
    for name, (youngest, oldest) in LEAVER_AGES.items():
        of_age = (years_after("DOB", youngest) <= care.r.end) & (
            years_after("DOB", oldest + 1) > care.r.end
        )
        rows = care.table("OC3").filter(of_age)
        good = {
            "in_touch": col("IN_TOUCH") == "YES",
            "in_education_employment_training": col("ACTIV").str.contains("^[FP]"),
            "suitable_accommodation": col("ACCOM").str.slice(1, 1) == "1",
        }
        for measure, having in good.items():
            yield f"leavers_{name}_{measure}", percent(rows.filter(having).height, rows.height)
