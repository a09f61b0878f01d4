"""The Standard Safeguarding Dataset: children's social care as tables that refer to one another.

CSV files or a workbook. Nobody publishes rules for it: those in `rules` are our own, made from what
its fields declare.
"""

from __future__ import annotations

from collections.abc import Mapping

from almoner.returns.kinds import ReturnKind
from almoner.returns.rule import Rule
from almoner.returns.ssd.context import context_of
from almoner.returns.ssd.fields import PERSON_ID, SHAPES
from almoner.returns.ssd.reading import read


def _rules() -> Mapping[str, Rule]:
    from almoner.returns.ssd.rules import RULES

    return RULES


KIND = ReturnKind("SSD", SHAPES, PERSON_ID, read, _rules, context_of)
