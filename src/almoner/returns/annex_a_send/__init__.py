"""SEND Annex A: young people with an education, health and care plan, or asked for one.

Two lists, as a workbook or CSV; 29 rules in `rules`.
"""

from __future__ import annotations

from collections.abc import Mapping

from almoner.returns.annex_a_send.context import context_of
from almoner.returns.annex_a_send.fields import KEY, SHAPES
from almoner.returns.annex_a_send.reading import read
from almoner.returns.kinds import ReturnKind
from almoner.returns.rule import Rule


def _rules() -> Mapping[str, Rule]:
    from almoner.returns.annex_a_send.rules import RULES

    return RULES


KIND = ReturnKind("ANNEX_A_SEND", SHAPES, KEY, read, _rules, context_of)
