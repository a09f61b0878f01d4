"""The list of registered providers that a user may give: homes, fostering and adoption agencies.

Columns may have our names (`URN`, `PLACE_CODES`, `PROVIDER_CODES`, `REG_END`, `POSTCODE`,
`LA_CODE_INFERRED`, `LA_NAME_FROM_FILE`) or those of Ofsted's own lists. A provider without an
authority's code gets the one of its postcode.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.ssda903.fields import SHAPES
from almoner.returns.ssda903.postcodes import place_of
from almoner.returns.tables import as_frame, prepare

SHAPE = SHAPES["ProviderList"]
NAMES = {
    "LOCAL AUTHORITY": "LA_NAME_FROM_FILE",
    "PROVIDER CODE": "PROVIDER_CODES",
    "PLACEMENT PROVIDER CODE": "PROVIDER_CODES",
    "PROVIDER PLACEMENT CODE": "PLACE_CODES",
    "PLACEMENT CODE": "PLACE_CODES",
    "CLOSED DATE": "REG_END",
    "DEREGISTRATION DATE": "REG_END",
    "SETTING POSTCODE": "POSTCODE",
    "SETTING ADDRESS POSTCODE": "POSTCODE",
}


# The last list, for a run of small checks that are given the same one.
_LAST: list[tuple[Any, Any, pl.DataFrame]] = []


def provider_list(given: Any, postcodes: Any) -> pl.DataFrame:
    """The list in the form that rules read. Raises Refusal for one without URNs."""
    for old, places, made in _LAST:
        if old is given and places is postcodes:
            return made
    made = _made(given, postcodes)
    _LAST[:] = [(given, postcodes, made)]
    return made


def _made(given: Any, postcodes: Any) -> pl.DataFrame:
    frame = as_frame(given)
    names = {name: name.strip().upper() for name in frame.columns}
    frame = frame.rename({name: NAMES.get(upper, upper) for name, upper in names.items()})
    if frame.columns and "URN" not in frame.columns:
        found = ", ".join(frame.columns)
        raise Refusal(_("the list of providers has no URN"), found=found, expected="URN")
    listed = prepare(SHAPE, frame)
    if "LA_CODE_INFERRED" not in frame.columns:
        found_at = place_of(listed, "POSTCODE", postcodes)["authority"]
        listed = listed.with_columns(found_at.alias("LA_CODE_INFERRED"))
    # Ofsted's lists part placement codes by a stroke.
    return listed.with_columns(pl.col("PLACE_CODES", "PROVIDER_CODES").str.replace_all("/", ","))
