"""Social care Annex A: the child-level lists that Ofsted asks for at an inspection.

Eleven lists, as a workbook or CSV. Nobody publishes rules for them: those in `rules` are our own.
"""

from __future__ import annotations

from collections.abc import Mapping

from almoner.returns.annex_a.context import context_of
from almoner.returns.annex_a.fields import CHILD, SHAPES
from almoner.returns.annex_a.reading import read
from almoner.returns.kinds import ReturnKind
from almoner.returns.rule import Rule


def _rules() -> Mapping[str, Rule]:
    from almoner.returns.annex_a.rules import RULES

    return RULES


KIND = ReturnKind("ANNEX_A", SHAPES, CHILD, read, _rules, context_of)
