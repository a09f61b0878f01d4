"""Placements against the list of registered providers, by URN."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.places import supported, unregistered
from almoner.returns.ssda903.postcodes import one_code_of
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.placements import NAMED
from almoner.returns.ssda903.words import col, end_or, given, is_in, respite


def _provided(r: Context903) -> pl.LazyFrame:
    """Episodes that name a provider, with the provider's lines in the list, if any."""
    providers = r.rows("ProviderList")
    names = {name: f"list.{name}" for name in r.view("ProviderList").columns if name != "URN"}
    listed = providers.rename(names).with_columns(pl.lit(value=True).alias("listed"))
    return r.rows("Episodes").filter(NAMED).join(listed, on="URN", how="left")


def _by_every_line(pairs: pl.LazyFrame, wrong: pl.Expr) -> pl.LazyFrame:
    """Episodes that are wrong by every line of their provider; several premises, several lines."""
    each = pairs.group_by("Episodes.row").agg(wrong.fill_null(value=False).all().alias("wrong"))
    return each.filter(col("wrong"))


def _not_among(field: str, codes: str) -> pl.Expr:
    """The field is not one of the comma-separated codes; blank on either side is not."""
    listed = col(codes).str.replace_all(" ", "").str.split(",")
    return ~listed.list.contains(col(field)).fill_null(value=False)


@rule(
    "219",
    "Placement type is not among the placement codes listed for the given URN.",
    on="Episodes",
    reads="ProviderList",
    fields="URN PLACE",
)
def placement_not_of_provider(r: Context903) -> pl.LazyFrame:
    return _by_every_line(_provided(r), _not_among("PLACE", "list.PLACE_CODES"))


@rule(
    "221",
    "Placement postcode differs from the provider list's for the given URN, for "
    "homes-type placements (K1, K2, K3, R3, S1) not on respite status.",
    on="Episodes",
    reads="ProviderList",
    fields="PL_POST",
    changed="2024-25",
)
def postcode_not_of_provider(r: Context903) -> pl.LazyFrame:
    registered = ("K1", "K2", *supported(r.collection.year), "R3", "S1")
    homes = is_in("PLACE", registered) & ~respite() & given("PL_POST")
    here = col("PL_POST").str.replace_all(" ", "")
    there = col("list.POSTCODE").str.replace_all(" ", "").str.to_uppercase()
    return _by_every_line(_provided(r).filter(homes), here.ne_missing(there))


@rule(
    "224",
    "Placement provider code is not among those listed for the given URN.",
    on="Episodes",
    reads="ProviderList",
    fields="PLACE_PROVIDER",
)
def provider_code_not_of_provider(r: Context903) -> pl.LazyFrame:
    return _by_every_line(_provided(r), _not_among("PLACE_PROVIDER", "list.PROVIDER_CODES"))


@rule(
    "227",
    "Episode starts on or after the date the provider with the given URN closed.",
    on="Episodes",
    reads="ProviderList",
    fields="URN DECOM",
)
def starts_after_closure(r: Context903) -> pl.LazyFrame:
    return _by_every_line(_provided(r), col("DECOM") >= col("list.REG_END"))


@rule(
    "228",
    "Episode ends, or is still open at year end, after the date the provider with "
    "the given URN closed.",
    on="Episodes",
    reads="ProviderList",
    fields="URN DEC",
)
def stays_after_closure(r: Context903) -> pl.LazyFrame:
    return _by_every_line(_provided(r), end_or("DEC", r.end) > col("list.REG_END"))


@rule(
    "229",
    "Provider code PR1 but the provider's own authority differs, or PR2 but the "
    "provider's authority is the placing one, by the URN list.",
    on="Episodes",
    reads="ProviderList @authority",
    fields="URN PLACE_PROVIDER",
    changed="2025-26",
)
def provider_of_another_authority(r: Context903) -> pl.LazyFrame:
    # Placements outside the list of providers are let off since 2025-26.
    apart = ("K3", *unregistered(r.collection.year)) if r.collection.year >= "2025-26" else ()
    tied = ~is_in("PLACE", apart)
    own = one_code_of(col("list.LA_CODE_INFERRED")).eq_missing(r.own_authority)
    provider = col("PLACE_PROVIDER")
    wrong = ((provider == "PR1") & ~own) | ((provider == "PR2") & own)
    return _by_every_line(_provided(r).filter(tied), wrong)


@rule(
    "1008",
    "URN given (not the XXXXXXX placeholder) is not in the Ofsted provider list.",
    on="Episodes",
    reads="ProviderList",
    fields="URN",
)
def provider_unknown(r: Context903) -> pl.LazyFrame:
    return _provided(r).filter(col("listed").is_null())


@rule(
    "241",
    "Supported accommodation (K3) placement whose authority is not one where the "
    "provider with that URN has premises.",
    on="Episodes",
    reads="@authority",
    fields="URN",
    changed="2025-26",
    since="2025-26",
)
def supported_accommodation_elsewhere(r: Context903) -> pl.Expr | pl.LazyFrame:
    supported_here = NAMED & (col("PLACE") == "K3")
    if not r.has("ProviderList"):
        # Without the list no authority but one's own is known to have premises.
        return supported_here & col("PL_LA").ne_missing(r.own_authority)
    # A provider that is not in the list is rule 1008's, an unknown postcode rule 169's.
    known = col("PL_LA").is_not_null() & col("list.LA_CODE_INFERRED").is_not_null()
    there = one_code_of(col("list.LA_CODE_INFERRED"))
    return _by_every_line(_provided(r).filter(supported_here, known), col("PL_LA") != there)
