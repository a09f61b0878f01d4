"""Cases for rows made from the record that name none: the schema knows no row outside a case."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.fields import CHILD
from almoner.returns.keeping.giving import Tables

CASES, CASE_ID, REFERRED = "CINdetails", "CINdetailsID", "CINreferralDate"
HELD = "DateOfInitialCPC"
_DAYS = {
    "Assessments": "AssessmentActualStartDate",
    "CINplanDates": "CINPlanStartDate",
    "Section47": "S47ActualStartDate",
    "ChildProtectionPlans": "CPPstartDate",
}


def in_cases(made: Tables, tables: Tables, spare: Tables) -> Tables:
    """The rows made, each in a case: that of the child begun last before it, else the first.

    Dates are in the form of the year first, which sorts as text. Reviews follow their plan.
    Conferences that no enquiry led to stand in the case itself.
    """
    cases = _both(CASES, made, tables)
    found = dict(made)
    for name, day in _DAYS.items():
        if name in found:
            found[name] = _placed(found[name], day, cases)
    if "Reviews" in found:
        plans = _both("ChildProtectionPlans", found, tables).select(CHILD, "CPPID", CASE_ID)
        plans = plans.unique([CHILD, "CPPID"], keep="first")
        reviews = found["Reviews"].drop(CASE_ID)
        found["Reviews"] = reviews.join(
            plans, on=[CHILD, "CPPID"], how="left", maintain_order="left"
        )
    if CASES in found and "conference" in spare:
        found[CASES] = _with_conferences(found[CASES], spare["conference"])
    return found


def _with_conferences(cases: pl.DataFrame, conferences: pl.DataFrame) -> pl.DataFrame:
    """Each conference without an enquiry in the child's case begun last before it: one a case."""
    held = conferences.filter(pl.col("enquiry_id").is_null()).select(
        pl.col("number").alias(CHILD), pl.col("held_on").dt.to_string("%Y-%m-%d").alias(HELD)
    )
    pairs = held.join(cases.select(CHILD, CASE_ID, REFERRED), on=CHILD)
    pairs = pairs.filter(pl.col(REFERRED) <= pl.col(HELD)).sort(REFERRED, descending=True)
    best = pairs.unique([CHILD, HELD], keep="first", maintain_order=True)
    best = best.unique([CHILD, CASE_ID], keep="first").drop(REFERRED)
    rest = cases.drop(HELD) if HELD in cases.columns else cases
    return rest.join(best, on=[CHILD, CASE_ID], how="left", maintain_order="left")


def _both(name: str, made: Tables, tables: Tables) -> pl.DataFrame:
    parts = [side[name] for side in (tables, made) if name in side]
    frame = pl.concat(parts, how="diagonal") if parts else pl.DataFrame()
    wanted = (CHILD, CASE_ID, REFERRED) if name == CASES else (CHILD, CASE_ID, "CPPID")
    missing = [n for n in wanted if n not in frame.columns]
    return frame.with_columns(pl.lit(None, dtype=pl.String).alias(n) for n in missing)


def _placed(rows: pl.DataFrame, day: str, cases: pl.DataFrame) -> pl.DataFrame:
    rows = rows.with_row_index("at")
    theirs = cases.select(CHILD, pl.col(CASE_ID).alias("case"), REFERRED)
    pairs = rows.filter(pl.col(CASE_ID).is_null()).select("at", CHILD, day).join(theirs, on=CHILD)
    before = pl.col(REFERRED) <= pl.col(day)
    # Of those begun before, the last; where there is none, the first.
    rank = pl.col(REFERRED).rank("dense").cast(pl.Int64)
    order = pl.when(before).then(rank).otherwise(-rank)
    best = pairs.sort(before, order, descending=True, nulls_last=True)
    best = best.unique("at", keep="first", maintain_order=True).select("at", "case")
    joined = rows.join(best, on="at", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce(CASE_ID, "case").alias(CASE_ID)).drop("at", "case")
