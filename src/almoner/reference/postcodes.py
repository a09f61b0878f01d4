"""Which council a postcode lies in, from its sector ("OX1 1").

A sector can lie in several districts. The answer is every council that holds at least two in a
hundred of the sector's postcodes, with its share.
"""

from __future__ import annotations

import csv
import gzip
import re
from dataclasses import dataclass
from functools import lru_cache

from almoner.reference.area import Area
from almoner.reference.area_tables import DATA
from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d)(?:[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class PostcodeCandidate:
    """A council that may serve a postcode.

    `council` has the social services duties; `districts` are the lower-tier or unitary councils of
    the sector that belong to it; `share` is their part of the sector's postcodes, from 0 to 1.
    """

    council: Area
    districts: tuple[Area, ...]
    share: float


def postcode_sector(text: str) -> str:
    """The sector of a full postcode or of a sector, "OX1 1"; refuses what is neither."""
    match = _POSTCODE.fullmatch(_spaced(text))
    if match is None:
        raise Refusal(_("this is not a postcode"), found=text, expected="OX1 1ND")
    return f"{match[1]} {match[2]}"


def is_postcode(text: str) -> bool:
    """Whether a text has the shape of a postcode or a postcode sector."""
    return _POSTCODE.fullmatch(_spaced(text)) is not None


def council_for_postcode(text: str) -> tuple[PostcodeCandidate, ...]:
    """The councils that may serve a postcode, greatest share first; refuses an unknown sector.

    In Northern Ireland, where councils have no social services duties, the district itself.
    """
    sector = postcode_sector(text)
    found = _districts_by_sector().get(sector)
    if found is None:
        raise Refusal(_("no postcode of the United Kingdom begins like this"), found=text)
    shares: dict[str, float] = {}
    districts: dict[str, list[Area]] = {}
    for code, share in found:
        district = areas().get(code)
        council = district.upper_tier or district.code
        shares[council] = shares.get(council, 0.0) + share
        districts.setdefault(council, []).append(district)
    return tuple(
        PostcodeCandidate(areas().get(code), tuple(districts[code]), round(share, 4))
        for code, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    )


def _spaced(text: str) -> str:
    """Upper case; one space before the last three characters of a full postcode."""
    packed = "".join(text.upper().split())
    full = re.fullmatch(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", packed)
    return f"{full[1]} {full[2]}" if full else " ".join(text.upper().split())


@lru_cache(maxsize=1)
def _districts_by_sector() -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    with gzip.open(DATA / "postcode_sectors.csv.gz", "rt", encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            share = (row["district"], float(row["share"]))
            found[row["sector"]] = (*found.get(row["sector"], ()), share)
    return found
