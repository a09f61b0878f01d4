"""Where a placement is: its authority, whether that is the returning one, and how far from home.

Without a file of postcodes the shipped lookup of postcode sectors answers: the authority that
holds most of the sector's postcodes and their mean position, so that a distance is right to about
a mile. A file of full postcodes (ONS Postcode Directory columns `pcd`, `laua`, `oseast1m`,
`osnrth1m`, or `postcode`, `authority`, `easting`, `northing`) makes it exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.ssda903.fields import DATA
from almoner.returns.tables import as_frame

# The guide's own number of kilometres to the mile.
KILOMETRES_A_MILE = 1.6093
NATIONS = {"S": "SCO", "W": "WAL", "N": "NIR"}
_PLACE = {"authority": pl.String, "easting": pl.Float64, "northing": pl.Float64}
_FEW_ROWS = 100
_NAMES = {
    "place": ("PCD_ABBR", "PCD", "PCDS", "POSTCODE"),
    "authority": ("UTLA", "AUTHORITY", "LAUA", "LTLA_CODE", "LTLA", "DISTRICT", "LAUA_CODE"),
    "easting": ("OSEAST1M", "EASTING", "EAST1M"),
    "northing": ("OSNRTH1M", "NORTHING", "NORTH1M"),
}


def upper_tier(authority: pl.Expr) -> pl.Expr:
    """The upper-tier authority of a district's code, or SCO, WAL, NIR outside England.

    Codes that a boundary change replaced without changing the council are made one.
    """
    letter = authority.str.head(1)
    return (
        pl.when(letter.is_in(list(NATIONS)))
        .then(letter.replace(NATIONS))
        .otherwise(authority.replace(_districts()))
    )


@cache
def _districts() -> Mapping[str, str]:
    frame = pl.read_csv(DATA / "upper_tier.csv")
    return dict(zip(frame["ltla"].to_list(), frame["utla"].to_list(), strict=True))


def one_code(authority: str | None) -> str | None:
    """The code by which a returning authority is known in the lookup."""
    if authority is None:
        return None
    authority = authority.strip().upper()
    return _districts().get(authority, authority)


def one_code_of(authority: pl.Expr) -> pl.Expr:
    """As `one_code`, for a column."""
    return authority.replace(_districts())


@cache
def _sectors() -> pl.DataFrame:
    return pl.read_parquet(DATA / "postcode_sectors.parquet").select(
        pl.col("sector").alias("place"),
        pl.col("utla").alias("authority"),
        pl.col("easting").cast(pl.Float64),
        pl.col("northing").cast(pl.Float64),
    )


@cache
def _sector_by_sector() -> Mapping[str, tuple[str, float, float]]:
    return {place: (of, east, north) for place, of, east, north in _sectors().rows()}


def _whole_postcodes(given: Any, wanted: pl.Series) -> pl.DataFrame:
    frame = as_frame(given)
    frame = frame.rename({name: name.strip().upper() for name in frame.columns})
    columns = {word: _column(frame, word) for word in _NAMES}
    place = pl.col(columns["place"]).str.replace_all(" ", "").str.to_uppercase().alias("place")
    # The directory has millions of postcodes; a return has hundreds.
    here = frame.lazy().with_columns(place).filter(pl.col("place").is_in(wanted.implode()))
    authority = upper_tier(pl.col(columns["authority"]).cast(pl.String))
    east, north = (
        pl.col(columns[w]).cast(pl.Float64, strict=False) for w in ("easting", "northing")
    )
    found = here.select(
        "place", authority.alias("authority"), east.alias("easting"), north.alias("northing")
    )
    return found.unique("place", keep="first").collect()


def _column(frame: pl.DataFrame, word: str) -> str:
    for name in _NAMES[word]:
        if name in frame.columns:
            return name
    raise Refusal(
        _("the file of postcodes has no column for {word}").format(word=word),
        found=", ".join(frame.columns),
        expected=_(" or ").join(_NAMES[word]),
    )


def place_of(rows: pl.DataFrame, name: str, given: Any) -> pl.DataFrame:
    """Authority, easting and northing (metres) of a column of postcodes, in its order.

    `given` is a table of whole postcodes, or None for the shipped lookup of sectors.
    """
    if given is None and rows.height <= _FEW_ROWS:
        return _few_places(rows.get_column(name))
    code = pl.col(name).str.replace_all(" ", "")
    # A sector is the postcode without its last two letters.
    wanted = rows.select((code if given is not None else code.str.head(-2)).alias("place"))
    places = _sectors() if given is None else _whole_postcodes(given, wanted["place"].unique())
    return wanted.join(places, on="place", how="left", maintain_order="left").drop("place")


def _few_places(postcodes: pl.Series) -> pl.DataFrame:
    """As `place_of`, without a join, which takes longer than all else for the rows of one child."""
    known, none = _sector_by_sector(), (None, None, None)
    found = [known.get(code.replace(" ", "")[:-2], none) if code else none for code in postcodes]
    return pl.DataFrame(found, schema=_PLACE, orient="row")


def locate(episodes: pl.DataFrame, given: Any, authority: str | None) -> pl.DataFrame:
    """PL_LA, PL_LOCATION and PL_DISTANCE (miles) of each episode, and whether its home and
    placement postcodes are known (`HOME_POST.known`, `PL_POST.known`), in the episodes' order."""
    home, placement = (place_of(episodes, name, given) for name in ("HOME_POST", "PL_POST"))
    both = pl.DataFrame(
        [
            column.alias(f"{whose}.{column.name}")
            for whose, place in (("home", home), ("placement", placement))
            for column in place.get_columns()
        ]
    )
    east = pl.col("home.easting") - pl.col("placement.easting")
    north = pl.col("home.northing") - pl.col("placement.northing")
    found = pl.col("placement.authority")
    inside = pl.when(found == pl.lit(one_code(authority))).then(pl.lit("IN"))
    return both.select(
        found.alias("PL_LA"),
        pl.when(found.is_not_null() & pl.lit(authority is not None))
        .then(inside.otherwise(pl.lit("OUT")))
        .alias("PL_LOCATION"),
        ((east.pow(2) + north.pow(2)).sqrt() / 1000 / KILOMETRES_A_MILE)
        .round(1)
        .alias("PL_DISTANCE"),
        pl.col("home.authority").is_not_null().alias("HOME_POST.known"),
        found.is_not_null().alias("PL_POST.known"),
    )


def home_authority(episodes: pl.DataFrame, given: Any) -> str | None:
    """The authority in which most of the homes are; None where none is known."""
    homes = place_of(episodes, "HOME_POST", given)["authority"].drop_nulls()
    common = homes.value_counts(sort=True).sort("count", "authority", descending=[True, False])
    return str(common["authority"][0]) if common.height else None


def authorities_of(postcodes: pl.Series) -> pl.Series:
    """The authority of each postcode whose sector is known, by the shipped lookup."""
    written = pl.DataFrame({"post": postcodes.cast(pl.String).str.strip_chars().str.to_uppercase()})
    return place_of(written, "post", None)["authority"].drop_nulls()
