"""Every computed indicator, found in the folders of the services."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from almoner.catalogue.definitions import Indicator
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

SERVICES = ("children", "adults", "housing", "workforce", "finance")


@cache
def computed_indicators() -> dict[str, Indicator]:
    """Code to indicator, service by service, in order of module name. Refuses a code used twice."""
    found: dict[str, Indicator] = {}
    for service in SERVICES:
        package = importlib.import_module(f"almoner.catalogue.{service}")
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
            name = f"{package.__name__}.{module.name}"
            indicator: Indicator = importlib.import_module(name).INDICATOR
            if indicator.code in found:
                raise Refusal(_("two indicators have one code"), file=name, found=indicator.code)
            found[indicator.code] = indicator
    return found


def chosen(codes: list[str] | None) -> list[Indicator]:
    """The indicators of these codes, in this order; all when there are none. Refuses others."""
    known = computed_indicators()
    for code in codes or []:
        if code not in known:
            raise Refusal(_("no computed indicator has this code"), found=code)
    return [known[code] for code in codes] if codes else list(known.values())
