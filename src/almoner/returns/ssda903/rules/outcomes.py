"""The year's outcomes (OC2): asked for children looked after continuously for the year.

`continuous` is the guide's definition of that, made once by the context.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.adoption import ITEMS as ADOPTION_ITEMS
from almoner.returns.ssda903.rules.adoption import LEAVER
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.code_lists import YES_OR_NO
from almoner.returns.ssda903.words import (
    any_blank,
    any_given,
    blank,
    col,
    given,
    same_child,
    years_after,
)

CORE = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
OTHERS = ("CONVICTED", "HEALTH_CHECK", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
SDQ = ("SDQ_SCORE", "SDQ_REASON")
CONTINUOUS = col("continuous")


@rule(
    "157",
    "SDQ1 (child outside the age range) is given as the reason for no SDQ score "
    "though the child was at least 4 when the year began and at most 16 at its "
    "end.",
    on="OC2",
    reads="Episodes",
    fields="SDQ_REASON DOB",
)
def sdq_excused_within_age(r: Context903) -> pl.Expr:
    # The questionnaire is for those aged 4 to 16 all through the year: until they turn 17.
    in_range = (years_after("DOB", 4) <= r.start) & (years_after("DOB", 17) > r.end)
    return CONTINUOUS & in_range & blank("SDQ_SCORE") & (col("SDQ_REASON") == "SDQ1")


@rule(
    "158",
    "Substance-misuse help was received (1) yet the item on help being offered is also filled in.",
    on="OC2",
    fields="INTERVENTION_RECEIVED INTERVENTION_OFFERED",
)
def help_received_and_offered(r: Context903) -> pl.Expr:
    return (col("INTERVENTION_RECEIVED") == "1") & given("INTERVENTION_OFFERED")


@rule(
    "159",
    "Substance misuse found and help not received (0) yet the item on help being offered is blank.",
    on="OC2",
    fields="SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
)
def help_not_received_nor_said_offered(r: Context903) -> pl.Expr:
    not_helped = (col("SUBSTANCE_MISUSE") == "1") & (col("INTERVENTION_RECEIVED") == "0")
    return not_helped & blank("INTERVENTION_OFFERED")


@rule(
    "192",
    "Substance misuse found (1) but help-received item blank.",
    on="OC2",
    fields="SUBSTANCE_MISUSE INTERVENTION_RECEIVED",
)
def help_unsaid(r: Context903) -> pl.Expr:
    return (col("SUBSTANCE_MISUSE") == "1") & blank("INTERVENTION_RECEIVED")


@rule(
    "193",
    "Substance misuse not found (0 or blank) but a help-received or help-offered "
    "item is filled in.",
    on="OC2",
    fields="SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
)
def help_without_need(r: Context903) -> pl.Expr:
    none = blank("SUBSTANCE_MISUSE") | (col("SUBSTANCE_MISUSE") == "0")
    return none & any_given("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")


@rule(
    "182",
    "Any of conviction, health check or substance help items is filled in while "
    "at least one of immunisations, teeth check, health assessment and substance "
    "misuse is blank.",
    on="OC2",
    fields="IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CONVICTED "
    "HEALTH_CHECK INTERVENTION_RECEIVED INTERVENTION_OFFERED",
)
def core_items_blank(r: Context903) -> pl.Expr:
    return any_given(*OTHERS) & any_blank(*CORE)


@rule(
    "544",
    "Conviction item filled in while any of immunisations, teeth check, health "
    "assessment or substance misuse is blank.",
    on="OC2",
    fields="CONVICTED IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE",
)
def conviction_without_core(r: Context903) -> pl.Expr:
    return (col("CONVICTED") == "1") & any_blank(*CORE)


@rule(
    "547",
    "Health check (under-5) item filled in while any of immunisations, teeth "
    "check, health assessment or substance misuse is blank.",
    on="OC2",
    fields="HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE",
)
def health_check_without_core(r: Context903) -> pl.Expr:
    return (col("HEALTH_CHECK") == "1") & any_blank(*CORE)


@rule(
    "185",
    "SDQ score given for a child not looked after continuously for the year.",
    on="OC2",
    reads="Episodes",
    fields="SDQ_SCORE",
)
def score_not_asked_for(r: Context903) -> pl.Expr:
    return given("SDQ_SCORE") & ~CONTINUOUS


@rule(
    "186",
    "SDQ score blank for a child looked after continuously all year who was at "
    "least 4 at the start and under 17 at the end.",
    on="OC2",
    reads="Episodes",
    fields="SDQ_SCORE",
)
def score_blank(r: Context903) -> pl.Expr:
    # A reason given instead is enough; whether it is a right one is for other rules.
    in_range = (years_after("DOB", 4) <= r.start) & (years_after("DOB", 17) > r.end)
    return CONTINUOUS & in_range & blank(*SDQ)


@rule(
    "188",
    "SDQ score or reason given for a child under 4 at year end.",
    on="OC2",
    fields="SDQ_SCORE SDQ_REASON",
)
def score_under_4(r: Context903) -> pl.Expr:
    return any_given(*SDQ) & (years_after("DOB", 4) > r.end)


@rule(
    "189",
    "SDQ score or reason given for a child already 17 when the year began.",
    on="OC2",
    fields="DOB SDQ_SCORE SDQ_REASON",
)
def score_over_17(r: Context903) -> pl.Expr:
    return any_given(*SDQ) & (years_after("DOB", 17) < r.start)


@rule(
    "190",
    "Any OC2 item filled in for a child not looked after continuously for the year.",
    on="OC2",
    reads="Episodes",
    fields="CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
    "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
)
def outcomes_not_asked_for(r: Context903) -> pl.Expr:
    return any_given(*YES_OR_NO) & ~CONTINUOUS


@rule(
    "191",
    "Child looked after continuously all year has a core OC2 item (immunisations, "
    "teeth, health assessment, substance misuse) blank or has no OC2 row.",
    on="OC2 Episodes",
    fields="IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CHILD",
)
def outcomes_blank(r: Context903) -> dict[str, pl.Expr]:
    listed = same_child(r.keys_of("OC2"))
    return {
        "OC2": CONTINUOUS & any_blank(*CORE),
        "Episodes": CONTINUOUS & col("is_first") & ~listed,
    }


@rule(
    "197B",
    "Neither SDQ score nor reason given for a child looked after continuously who "
    "turns 4 or 17 during the year.",
    on="OC2",
    reads="Episodes",
    fields="SDQ_REASON DOB",
)
def score_blank_at_the_edge(r: Context903) -> pl.Expr:
    at_the_edge = pl.any_horizontal(
        years_after("DOB", age).is_between(r.start, r.end) for age in (4, 17)
    )
    return CONTINUOUS & at_the_edge & blank(*SDQ)


@rule(
    "197a",
    "Both an SDQ score and a reason for no score are filled in.",
    on="OC2",
    fields="SDQ_SCORE SDQ_REASON",
)
def score_and_reason(r: Context903) -> pl.Expr:
    return given(*SDQ)


@rule(
    "198",
    "Reason for no SDQ score given for a child not looked after continuously for the year.",
    on="OC2",
    reads="Episodes",
    fields="SDQ_REASON",
)
def reason_not_asked_for(r: Context903) -> pl.Expr:
    return given("SDQ_REASON") & ~CONTINUOUS


@rule(
    "542",
    "Conviction item filled in for a child under 10 at year end.",
    on="OC2",
    fields="CONVICTED",
)
def convicted_under_10(r: Context903) -> pl.Expr:
    return given("CONVICTED") & (years_after("DOB", 10) > r.end)


@rule(
    "543",
    "Conviction item blank for a child aged 10 or over looked after continuously all year.",
    on="OC2",
    reads="Episodes",
    fields="DOB CONVICTED",
)
def conviction_blank(r: Context903) -> pl.Expr:
    return CONTINUOUS & blank("CONVICTED") & (years_after("DOB", 10) <= r.end)


@rule(
    "545",
    "Health check (under-5) item blank for a child under 5 looked after continuously all year.",
    on="OC2",
    reads="Episodes",
    fields="DOB HEALTH_CHECK",
)
def health_check_blank(r: Context903) -> pl.Expr:
    return CONTINUOUS & blank("HEALTH_CHECK") & (years_after("DOB", 5) > r.end)


@rule(
    "546",
    "Health check (under-5) item filled in for a child aged 5 or over at year end.",
    on="OC2",
    reads="Episodes",
    fields="DOB HEALTH_CHECK",
)
def health_check_at_5(r: Context903) -> pl.Expr:
    return CONTINUOUS & given("HEALTH_CHECK") & (years_after("DOB", 5) <= r.end)


@rule(
    "187",
    "Child looked after continuously all year also has adoption (AD1) or care-"
    "leaver (OC3) answers.",
    on="AD1 OC3",
    reads="Episodes",
    fields="DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR IN_TOUCH ACTIV ACCOM",
)
def continuous_yet_left(r: Context903) -> dict[str, pl.Expr]:
    return {
        "OC3": CONTINUOUS & any_given(*LEAVER),
        "AD1": CONTINUOUS & any_given(*ADOPTION_ITEMS),
    }


@rule(
    "215",
    "Any OC2 item filled in for a child who has any care-leaver answer.",
    on="OC3 OC2",
    fields="IN_TOUCH ACTIV ACCOM CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
    "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
)
def outcomes_of_a_leaver(r: Context903) -> pl.LazyFrame:
    outcomes = any_given(*(f"OC2.{name}" for name in YES_OR_NO))
    return r.pairs("OC3", "OC2").filter(any_given(*LEAVER), outcomes)
