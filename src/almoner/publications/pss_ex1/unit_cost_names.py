"""The publisher's sentences about unit costs -> our indicator and breakdown."""

from __future__ import annotations

from almoner.publications.pss_ex1.layout import client
from almoner.reference.breakdown import breakdown_code

PREFIX = "PSSEX1-"


def summary_measure(service: str, unit: str) -> tuple[str, dict[str, str | None]]:
    """Indicator and characteristics of a row of the 2006-08 summary; KeyError if it is not known.

    >>> summary_measure("Residential care for older people", "Per person per week")
    ('PSSEX1-CareCost', {'client': 'older', 'setting': 'residential'})
    """
    plain = service.lower()
    if "looked after" in plain:
        return _children(plain)
    if "intensive home care" in plain:
        return "PAF-B12", {}
    if plain.startswith(("residential", "nursing")):
        return PREFIX + "CareCost", {"client": client(plain), **_setting(plain)}
    names = {
        ("home care", "Per hour"): "HomeCareHourCost",
        ("home care", "Per person per week"): "HomeCareCost",
        ("day care", "Per day care session"): "DaySessionCost",
        ("day care", "Per person per week"): "DayCareCost",
        ("direct payments", "Per person per week"): "DirectPaymentCost",
        ("meals", "Per meal"): "MealCost",
        ("meals", "Per person per week"): "MealsCost",
    }
    name = next(
        found
        for (words, per), found in names.items()
        if f"receiving {words}" in plain and per == unit
    )
    if "sample week" in plain:
        return "PAF-B17", {}
    return PREFIX + name, {"client": client(plain)}


def _children(plain: str) -> tuple[str, dict[str, str | None]]:
    placements = {
        "foster care or children's homes": None,
        "children's homes": "home",
        "foster care": "foster",
        "secure accommodation": "secure",
    }
    placement = next(placements[words] for words in placements if words in plain)
    return (PREFIX + "LookedAfterCost", {"placement": placement}) if placement else ("PAF-B8", {})


def _setting(plain: str) -> dict[str, str | None]:
    if "residential and nursing" in plain:
        return {}
    return {"setting": "nursing" if "nursing" in plain else "residential"}


def weekly_measure(measure: str) -> tuple[str, dict[str, str | None]]:
    """Indicator and characteristics of a measure of 2008-13; KeyError if it is not known."""
    plain = measure.lower()
    found = {"client": None if "hourly" in plain or "per meal" in plain else client(plain)}
    if "provided by la" in plain or "own provision" in plain:
        found["provision"] = "own"
    elif "provided by" in plain:
        found["provision"] = "others"
    if "excluding those wholly supported by the nhs" in plain:
        found["funding"] = "without-nhs"
    if "intensive home care" in plain:
        return "PAF-B12", found
    if "residential" in plain or "nursing" in plain:
        return PREFIX + "CareCost", {**found, **_setting(plain)}
    names = {
        "hourly cost for home help/care": "HomeCareHourCost",
        "cost per meal": "MealCost",
        "on home care per": "HomeCareCost",
        "on direct payments per": "DirectPaymentCost",
        "on meals per": "MealsCost",
        "weekly expenditure on day care": "DayCareCost",
        "day care or day services client": "DayClientCost",
    }
    return PREFIX + next(names[words] for words in names if words in plain), found


def coded(named: tuple[str, dict[str, str | None]], **more: str | None) -> tuple[str, str]:
    """Indicator and breakdown code of what the functions above found, and `more`."""
    indicator, found = named
    return indicator, breakdown_code({**found, **more})
