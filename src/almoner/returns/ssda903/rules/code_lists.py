"""Items that take a code: one declaration a rule, since the rules differ in nothing else.

A blank item is a breach only where nothing else asks for it (`BLANK_TOO`); elsewhere another rule
says when the item must be there.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.rule import Finder
from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.fields import CODES
from almoner.returns.ssda903.places import others, placements
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import LETTERS_FROM, blank, given, is_in, unlisted

# Code, what it says, table, field.
LISTED = (
    ("114", "Former foster carer adopting flag is not 0 or 1.", "AD1", "FOSTER_CARE"),
    (
        "120",
        "Reason for reversing the adoption decision is not a listed code.",
        "PlacedAdoption",
        "REASON_PLACED_CEASED",
    ),
    ("143", "Reason for new episode is not a listed code.", "Episodes", "RNE"),
    ("144", "Legal status is not a listed code.", "Episodes", "LS"),
    ("145", "Category of need is not a listed code.", "Episodes", "CIN"),
    ("149", "End reason is not a listed code.", "Episodes", "REC"),
    ("175", "Number of adopters is not 1 or 2.", "AD1", "NB_ADOPTR"),
    ("176", "Sex of adopters is not a listed code.", "AD1", "SEX_ADOPTR"),
    ("177", "Legal status of adopters is not a listed code.", "AD1", "LS_ADOPTR"),
    ("196", "Reason for no SDQ score is not SDQ1 to SDQ5.", "OC2", "SDQ_REASON"),
    ("631", "Previous permanence code is not P1 to P4 or Z1.", "PrevPerm", "PREV_PERM"),
    ("1006", "Missing type is not M or A.", "Missing", "MISSING"),
    (
        "1009",
        "Reason for placement change is not one of the listed codes.",
        "Episodes",
        "REASON_PLACE_CHANGE",
    ),
)
BLANK_TOO = (
    ("101", "Sex is blank or not M, F or U.", "Header", "SEX"),
    ("103", "Ethnic code is blank or not in the code list.", "Header", "ETHNIC"),
    ("131", "In-touch answer after leaving care is blank or not a listed code.", "OC3", "IN_TOUCH"),
    ("132", "Activity after leaving care is blank or not a listed code.", "OC3", "ACTIV"),
    ("133", "Accommodation after leaving care is blank or not a listed code.", "OC3", "ACCOM"),
)
YES_OR_NO = (
    "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
)  # fmt: skip


def _not_listed(field: str, *, blank_too: bool) -> Finder:
    def breaches(r: Context903) -> pl.Expr:
        if field == "SEX" and r.collection.year < LETTERS_FROM:
            return ~is_in(field, ("1", "2"))
        return unlisted(field) | (blank(field) if blank_too else pl.lit(value=False))

    return breaches


for _code, _message, _table, _field in LISTED:
    rule(_code, _message, on=_table, fields=_field)(_not_listed(_field, blank_too=False))
for _code, _message, _table, _field in BLANK_TOO:
    rule(_code, _message, on=_table, fields=_field)(_not_listed(_field, blank_too=True))


@rule(
    "105",
    "UASC flag is blank or not 0 or 1.",
    on="Header",
    fields="UASC",
)
def uasc_flag_unlisted(r: Context903) -> pl.Expr:
    # A CSV return has no such element: its flag is made from the list of UASC and is never wrong.
    if not r.was_given("Header", "UASC"):
        return pl.lit(value=False)
    return ~is_in("UASC", ("0", "1"))


@rule(
    "146",
    "Placement type is not a listed code.",
    on="Episodes",
    fields="PLACE",
    changed="2025-26",
)
def placement_unlisted(r: Context903) -> pl.Expr:
    return given("PLACE") & ~is_in("PLACE", placements(r.collection.year))


@rule(
    "167",
    "Review participation code is blank or not a listed code, or is given without a review.",
    on="Reviews",
    fields="REVIEW_CODE",
)
def participation_unlisted(r: Context903) -> pl.Expr:
    # A review always has a participation code, PN0 for the youngest, so a review without one is
    # as wrong as a code that does not exist; and a code without a review says nothing.
    listed = is_in("REVIEW_CODE", CODES["REVIEW_CODE"])
    return (given("REVIEW") & ~listed) | (blank("REVIEW") & given("REVIEW_CODE"))


@rule(
    "168",
    "UPN is given but is not well formed: a letter and 12 characters in the "
    "permitted pattern, or UN1 to UN5.",
    on="Header",
    fields="UPN",
)
def upn_malformed(r: Context903) -> pl.Expr:
    # The first letter checks the other characters; I, O and S are never used for it.
    well_formed = pl.col("UPN").str.contains(r"^(?:[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]|UN[1-5])$")
    return given("UPN") & ~well_formed


@rule(
    "178",
    "Placement provider code is not listed, or is given for a temporary or other "
    "placement type that takes none.",
    on="Episodes",
    fields="PLACE_PROVIDER",
    changed="2025-26",
)
def provider_unlisted(r: Context903) -> pl.Expr:
    # T4 counted among them until 2024-25.
    t4 = ("T4",) if r.collection.year < "2025-26" else ()
    without_provider = is_in("PLACE", ("T0", "T1", "T2", "T3", *t4, *others(r.collection.year)))
    return unlisted("PLACE_PROVIDER") | (given("PLACE_PROVIDER") & without_provider)


@rule(
    "180",
    "SDQ score is not a whole number from 0 to 40.",
    on="OC2",
    fields="SDQ_SCORE",
)
def sdq_score_out_of_range(r: Context903) -> pl.Expr:
    score = pl.col("SDQ_SCORE").cast(pl.Float64, strict=False)
    return given("SDQ_SCORE") & ~score.is_in([float(n) for n in range(41)]).fill_null(value=False)


@rule(
    "181",
    "A 12-month (OC2) yes/no item is filled in with something other than 0 or 1.",
    on="OC2",
    fields="CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
    "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
)
def yes_no_item_unlisted(r: Context903) -> pl.Expr:
    return pl.any_horizontal(unlisted(field) for field in YES_OR_NO)


# Authorities by the Department's own three-figure numbers; 999 is an authority not known.
AUTHORITIES = (
    "201", "202", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212",
    "213", "301", "302", "303", "304", "305", "306", "307", "308", "309", "310", "311",
    "312", "313", "314", "315", "316", "317", "318", "319", "320", "330", "331", "332",
    "333", "334", "335", "336", "340", "341", "342", "343", "344", "350", "351", "352",
    "353", "354", "355", "356", "357", "358", "359", "370", "371", "372", "373", "380",
    "381", "382", "383", "384", "390", "391", "392", "393", "394", "420", "800", "801",
    "802", "803", "805", "806", "807", "808", "810", "811", "812", "813", "815", "816",
    "821", "822", "823", "825", "826", "830", "831", "835", "836", "837", "840", "841",
    "845", "846", "850", "851", "852", "855", "856", "857", "860", "861", "865", "866",
    "867", "868", "869", "870", "871", "872", "873", "874", "876", "877", "878", "879",
    "880", "881", "882", "883", "884", "885", "886", "887", "888", "889", "890", "891",
    "892", "893", "894", "895", "896", "908", "909", "916", "919", "921", "925", "926",
    "928", "929", "931", "933", "935", "936", "937", "938", "999",
)  # fmt: skip


@rule(
    "633",
    "Authority of previous permanence order is not a known authority number, 999, "
    "WAL, SCO, NIR or NUK.",
    on="PrevPerm",
    fields="LA_PERM",
)
def permanence_authority_unknown(r: Context903) -> pl.Expr:
    return given("LA_PERM") & ~is_in("LA_PERM", (*AUTHORITIES, "WAL", "SCO", "NUK", "NIR"))


@rule(
    "SW02STG1",
    "Social worker id does not begin with SW or XX, or is too short.",
    on="SWEpisodes",
    fields="SW_ID",
    changed="2025-26",
    since="2023-24",
)
def worker_identifier_malformed(r: Context903) -> pl.Expr:
    # Social Work England numbers are SW and figures; XX stands for a worker without one.
    starts = pl.col("SW_ID").str.head(2).is_in(["SW", "XX"]).fill_null(value=False)
    # The length is asked about since 2025-26.
    short = pl.col("SW_ID").str.len_chars() < 4
    return ~starts | short if r.collection.year >= "2025-26" else ~starts


@rule(
    "SW13STG1",
    "Reason for social worker change is given but not a listed code, or is blank "
    "on an episode whose dates call for one.",
    on="SWEpisodes",
    fields="SW_REASON",
    changed="2024-25",
    since="2023-24",
)
def worker_reason_unlisted(r: Context903) -> pl.Expr:
    # Reasons were first collected for changes from April 2023.
    # In their first year they were asked of every worker.
    asked_of_all = pl.lit(r.collection.year < "2024-25")
    called_for = asked_of_all | (pl.col("SW_DECOM") >= pl.date(2023, 4, 1))
    return unlisted("SW_REASON") | (blank("SW_REASON") & called_for)
