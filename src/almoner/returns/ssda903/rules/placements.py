"""Where a child is placed and by whom: placement type against provider, URN and postcode."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.places import others, unregistered
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.episode_items import ADOPTION, FOSTERING, TEMPORARY
from almoner.returns.ssda903.words import any_blank, any_given, blank, col, given, is_in, respite

# Stands for a URN where the provider must not be named.
PLACEHOLDER = "XXXXXXX"
OUTSIDE_ENGLAND = ("CON", "NIR", "SCO", "WAL", "NUK")
NAMED = given("URN") & (col("URN") != PLACEHOLDER)


@rule(
    "213",
    "Placement provider given for a temporary, respite or other placement type that takes none.",
    on="Episodes",
    fields="PLACE_PROVIDER",
    changed="2025-26",
)
def provider_of_a_temporary_placement(r: Context903) -> pl.Expr:
    return given("PLACE_PROVIDER") & is_in("PLACE", (*TEMPORARY, *others(r.collection.year)))


@rule(
    "526",
    "Placement provider missing for a placement type that takes one (not a "
    "temporary or Z placement).",
    on="Episodes",
    fields="PLACE PLACE_PROVIDER",
    changed="2025-26",
)
def provider_blank(r: Context903) -> pl.Expr:
    return blank("PLACE_PROVIDER") & ~is_in("PLACE", (*TEMPORARY, *others(r.collection.year)))


def _provided(provider: str, *places: str) -> pl.Expr:
    return (col("PLACE_PROVIDER") == provider) & is_in("PLACE", places)


@rule(
    "527",
    "Provider code PR1 with placement P1, R2 or R5.",
    on="Episodes",
    fields="PLACE PLACE_PROVIDER",
)
def own_provision_impossible(r: Context903) -> pl.Expr:
    return _provided("PR1", "P1", "R2", "R5")


@rule(
    "528",
    "Provider code PR2 with placement P1, R2 or R5.",
    on="Episodes",
    fields="PLACE PLACE_PROVIDER",
)
def other_authority_impossible(r: Context903) -> pl.Expr:
    return _provided("PR2", "P1", "R2", "R5")


@rule(
    "529",
    "Provider code PR3 with placement P1, A3 to A6, K1, K2 or U1 to U6.",
    on="Episodes",
    fields="PLACE PLACE_PROVIDER",
)
def other_public_impossible(r: Context903) -> pl.Expr:
    return _provided("PR3", "P1", "K1", "K2", *ADOPTION, *FOSTERING)


@rule(
    "530",
    "Provider code PR4 with placement P1.",
    on="Episodes",
    fields="PLACE PLACE_PROVIDER",
)
def private_impossible(r: Context903) -> pl.Expr:
    return _provided("PR4", "P1")


@rule(
    "531",
    "Provider code PR5 with placement P1.",
    on="Episodes",
    fields="PLACE PLACE_PROVIDER",
)
def voluntary_impossible(r: Context903) -> pl.Expr:
    return _provided("PR5", "P1")


@rule(
    "550",
    "Provider code PR0 with a placement other than P1.",
    on="Episodes",
    fields="PLACE PLACE_PROVIDER",
)
def parents_only_provider(r: Context903) -> pl.Expr:
    return (col("PLACE_PROVIDER") == "PR0") & col("PLACE").ne_missing("P1")


@rule(
    "214",
    "Placement postcode or URN given for a respite (V3 or V4) episode.",
    on="Episodes",
    fields="PL_POST URN",
)
def place_of_a_short_break(r: Context903) -> pl.Expr:
    return respite() & any_given("PL_POST", "URN")


@rule(
    "218",
    "URN missing for a placement type that needs one, in England, with the "
    "episode open or ended after March 2015.",
    on="Episodes",
    fields="URN",
    changed="2025-26",
)
def urn_blank(r: Context903) -> pl.Expr:
    still_here = (col("DEC") >= r.start).fill_null(value=False) | blank("DEC")
    exempt = is_in("PLACE", unregistered(r.collection.year)) | is_in("PL_LA", OUTSIDE_ENGLAND)
    return still_here & blank("URN") & ~exempt


@rule(
    "222",
    "URN given for a placement type that must not have one.",
    on="Episodes",
    fields="URN",
    changed="2025-26",
)
def urn_of_the_unregistered(r: Context903) -> pl.Expr:
    return NAMED & is_in("PLACE", unregistered(r.collection.year))


@rule(
    "242",
    "URN placeholder XXXXXXX used with a placement type other than adoption (A3 "
    "to A6) or fostering (U1 to U6).",
    on="Episodes",
    fields="URN",
    changed="2025-26",
    since="2025-26",
)
def placeholder_out_of_place(r: Context903) -> pl.Expr:
    # Only adopters and foster carers are private people whose agency may not be named.
    return (col("URN") == PLACEHOLDER) & ~is_in("PLACE", (*ADOPTION, *FOSTERING))


@rule(
    "243",
    "URN given for a placement outside England or at an undisclosed place.",
    on="Episodes",
    fields="URN",
    changed="2025-26",
    since="2025-26",
)
def urn_outside_england(r: Context903) -> pl.Expr:
    return given("URN") & is_in("PL_LA", OUTSIDE_ENGLAND)


@rule(
    "169",
    "Placement authority (derived from postcode) is missing for a non-respite episode.",
    on="Episodes",
    fields="PL_LA",
)
def authority_unknown(r: Context903) -> pl.Expr:
    return ~respite() & blank("PL_LA")


@rule(
    "179",
    "Derived placement location (in / out of the authority) is missing for a non- respite episode.",
    on="Episodes",
    fields="PL_LOCATION",
)
def location_unknown(r: Context903) -> pl.Expr:
    # Without the returning authority's code nobody can say inside or outside.
    if not (r.authority or r.was_given("Episodes", "PL_LOCATION")):
        return pl.lit(value=False)
    return ~respite() & blank("PL_LOCATION")


@rule(
    "411",
    "Placement location says inside the authority but the placement authority is "
    "another one, or the reverse.",
    on="Episodes",
    reads="@authority",
    fields="PL_LOCATION",
)
def location_contradicts(r: Context903) -> pl.Expr:
    # Inside with another authority's postcode. (Outside with one's own is not a contradiction
    # that can be seen after a boundary change, and is not reported.)
    return (col("PL_LOCATION") == "IN") & col("PL_LA").ne_missing(r.own_authority)


@rule(
    "420",
    "Placement authority present for a respite (V3 or V4) episode.",
    on="Episodes",
    fields="PL_LA",
)
def authority_of_a_short_break(r: Context903) -> pl.Expr:
    return respite() & given("PL_LA")


@rule(
    "1015",
    "Placement provider is the authority itself (PR1) but the placement authority "
    "is another one; fostering, adoption and supported accommodation and short "
    "breaks are exempt.",
    on="Episodes",
    reads="@authority",
    fields="PL_LA",
    changed="2025-26",
)
def own_provision_elsewhere(r: Context903) -> pl.Expr:
    # Carers and supported accommodation of one's own may well be over the boundary.
    # The latter since 2025-26.
    supported = ("K3",) if r.collection.year >= "2025-26" else ()
    exempt = is_in("PLACE", (*ADOPTION, *FOSTERING, *supported)) | respite()
    own = (col("PLACE_PROVIDER") == "PR1") & given("LS", "PLACE")
    return own & ~exempt & col("PL_LA").ne_missing(r.own_authority)


def _apart_from_uasc(r: Context903) -> pl.Expr:
    """The child is not known as UASC this year or last: a UASC has no home postcode here."""
    return ~r.is_known_uasc()


@rule(
    "164",
    "Derived distance is given but outside 0 to 999.9 miles for an episode that "
    "is not respite, for a child not known as UASC this year or last.",
    on="Episodes",
    fields="PL_DISTANCE",
)
def distance_out_of_range(r: Context903) -> pl.Expr:
    in_range = col("PL_DISTANCE").is_between(0, 999.9)
    return pl.lit(r.knows_uasc()) & _apart_from_uasc(r) & ~in_range


@rule(
    "392a",
    "Derived distance missing for a non-respite episode of a child not known as UASC.",
    on="Episodes",
    fields="PL_DISTANCE",
)
def distance_unknown(r: Context903) -> pl.Expr:
    known = pl.lit(r.knows_uasc())
    return known & _apart_from_uasc(r) & ~respite() & blank("PL_DISTANCE")


@rule(
    "392b",
    "Home or placement postcode missing for a non-respite episode of a child not known as UASC.",
    on="Episodes",
    fields="HOME_POST PL_POST",
)
def postcode_blank(r: Context903) -> pl.Expr:
    return _apart_from_uasc(r) & ~respite() & any_blank("HOME_POST", "PL_POST")


@rule(
    "392c",
    "Home or placement postcode given is not in the postcode reference.",
    on="Episodes",
    fields="HOME_POST PL_POST",
)
def postcode_not_found(r: Context903) -> pl.Expr:
    return pl.any_horizontal(
        given(name) & ~col(f"{name}.known") for name in ("HOME_POST", "PL_POST")
    )


@rule(
    "392d",
    "Home and placement postcodes are the same although the placement is not with parents (P1).",
    on="Episodes",
    fields="HOME_POST PL_POST PLACE",
)
def placed_at_home(r: Context903) -> pl.Expr:
    return (col("HOME_POST") == col("PL_POST")) & col("PLACE").ne_missing("P1")


@rule(
    "406",
    "Derived distance present for an episode of a child known as UASC this year or last.",
    on="Episodes",
    fields="PL_DISTANCE",
)
def distance_of_uasc(r: Context903) -> pl.Expr:
    return r.is_known_uasc() & given("PL_DISTANCE")


@rule(
    "454",
    "Derived distance is over 350 miles (999.9 is exempt).",
    on="Episodes",
    fields="PL_DISTANCE",
    changed="2025-26",
    since="2025-26",
)
def very_far(r: Context903) -> pl.Expr:
    return (col("PL_DISTANCE") > 350) & (col("PL_DISTANCE") != 999.9)
