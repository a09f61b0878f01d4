"""Every declared table, by name."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import almoner.records
from almoner.records.table import Table

GROUPS = ("people", "organisation", "children", "adults", "housing", "finance", "voice", "returned")


@cache
def declared_tables() -> dict[str, Table]:
    """Name to declaration, group by group, in order of module name."""
    found: dict[str, Table] = {}
    for group in GROUPS:
        package = importlib.import_module(f"{almoner.records.__name__}.{group}")
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
            table = importlib.import_module(f"{package.__name__}.{module.name}").TABLE
            found[table.name] = table
    return found
