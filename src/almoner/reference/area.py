"""The Area: a council, district, region, nation, health board or trust, dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AreaKind(StrEnum):
    """What sort of place it is.

    A COUNCIL has (or had) social services duties; a DISTRICT is a council without them: the lower
    tier of a shire county, and the councils of Northern Ireland. OTHER is a publisher's grouping
    (metropolitan districts, shire counties), a combined authority, or "outside Scotland". A
    LOCALITY is a part of a council (of a Scottish health and social care partnership).
    """

    COUNCIL = "council"
    DISTRICT = "district"
    REGION = "region"
    NATION = "nation"
    HEALTH_BOARD = "health_board"
    TRUST = "trust"
    LOCALITY = "locality"
    OTHER = "other"


class Nation(StrEnum):
    """The nations of the United Kingdom."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class CodeScheme(StrEnum):
    """Whose code it is. DFE and CASSR numbers overlap: 207 is a London borough or Sheffield."""

    GSS = "gss"
    """Government Statistical Service, nine characters: E10000025."""
    DFE = "dfe"
    """Department for Education, three figures: 931."""
    REGISTRY = "registry"
    """The register of local authorities, letters: OXF."""
    CASSR = "cassr"
    """Councils with adult social services, England, three figures: 608."""
    SCOTTISH = "scottish"
    """The Scottish Government's social care survey, three figures: 100."""
    E_CODE = "e_code"
    """English local government finance: E3101."""
    ODS = "ods"
    """NHS organisations, three characters: R0A."""


@dataclass(frozen=True, slots=True)
class Area:
    """One place that figures are about.

    `code` is the GSS code of the area, or where it has none a code of ours that says so (`ODS-R0A`
    for a hospital trust, `ENG-SHIRE-COUNTIES` for a publisher's grouping, `S12000047:kirkcaldy` for
    a locality of a council). It never changes; a
    code that replaced it after a change of boundary is an alias. `region`, `subregion` (inner or
    outer London) and `upper_tier` are codes of areas. `start_on` is None where the area is older
    than the data, `end_on` is its last day.
    """

    code: str
    name: str
    official_name: str
    kind: AreaKind
    type: str
    nation: Nation | None
    region: str | None
    subregion: str | None
    upper_tier: str | None
    dfe_code: str | None
    registry_code: str | None
    cassr_code: str | None
    e_code: str | None
    start_on: date | None
    end_on: date | None
    successors: tuple[str, ...]
    slug: str

    @property
    def has_social_services_duties(self) -> bool:
        """Whether this is a council responsible for children's and adults' social care."""
        return self.kind is AreaKind.COUNCIL

    @property
    def is_current(self) -> bool:
        """Whether the area has no last day."""
        return self.end_on is None

    def exists(self, on: date) -> bool:
        """Whether the area existed on a day."""
        return (self.start_on is None or self.start_on <= on) and (
            self.end_on is None or on <= self.end_on
        )

    def __str__(self) -> str:
        """The name."""
        return self.name
