"""Codes of placement that changed over the years, by collection year such as 2025-26.

The lists before 2022-23 are not known to us; the list of 2022-23 stands for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from almoner.returns.ssda903.fields import CODES

_OTHER = ("Z11", "Z12", "Z13", "Z14")
_SUPPORTED_FROM = "2023-24"  # K3, registered supported accommodation, took the place of H5.
_OTHER_FROM = "2025-26"  # Z1 was parted into Z11 to Z14; H5 and P2 were taken out.
_RETIRED = ("H5", "P2", "Z1")


def placements(year: str) -> tuple[str, ...]:
    """The placement codes that the year accepts."""
    if year >= _OTHER_FROM:
        return CODES["PLACE"]
    kept = (code for code in CODES["PLACE"] if code not in _OTHER)
    return (*(code for code in kept if code != "K3" or year >= _SUPPORTED_FROM), *_RETIRED)


def others(year: str) -> tuple[str, ...]:
    """The codes for a placement of no listed kind."""
    return _OTHER if year >= _OTHER_FROM else ("Z1",)


def unregistered(year: str) -> tuple[str, ...]:
    """The codes of placements that are not registered with Ofsted, so have no URN."""
    always = ("P1", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", *others(year))
    if year < _SUPPORTED_FROM:
        return (*always, "P2", "H5")
    return (*always, "P2") if year < "2024-25" else always


def supported(year: str) -> tuple[str, ...]:
    """The code of registered supported accommodation: H5 in the year of change, then K3."""
    if year < _SUPPORTED_FROM:
        return ()
    return ("H5",) if year == _SUPPORTED_FROM else ("K3",)


def recoded(year: str) -> Mapping[str, tuple[str, ...]]:
    """Last year's code -> the codes to which an unchanged placement may have moved this year."""
    if year >= _OTHER_FROM:
        return {"Z1": _OTHER}
    return {"H5": ("K3",)} if year in ("2023-24", "2024-25") else {}
