"""H-CLIC: the quarterly homelessness collection, as XML.

Its schema and codes are not published where we could read them. What is checked is what is known:
the nine sections, the case's identifier, what is due when a case is first reported, impossible
dates. Nothing is said about codes.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from almoner.returns.context import Collection, Context
from almoner.returns.hclic.fields import CASE, SHAPES
from almoner.returns.hclic.reading import read
from almoner.returns.kinds import References, ReturnKind
from almoner.returns.rule import Rule


def _rules() -> Mapping[str, Rule]:
    from almoner.returns.hclic.rules import RULES

    return RULES


def _context(
    tables: Mapping[str, pl.DataFrame],
    given: Mapping[str, frozenset[str]],
    collection: Collection,
    references: References,
) -> Context:
    return Context(tables, collection, key=CASE)


KIND = ReturnKind("HCLIC", SHAPES, CASE, read, _rules, _context)
