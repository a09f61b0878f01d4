"""Adult social care Client Level Data: a row per request, assessment, service or review.

One CSV; the checks of field status in `rules`, and the indicators that it gives in `indicators`.
"""

from __future__ import annotations

from collections.abc import Mapping

from almoner.returns.cld.belonging import refuse_another, year_of
from almoner.returns.cld.context import context_of
from almoner.returns.cld.fields import KEY, SHAPES
from almoner.returns.cld.reading import read
from almoner.returns.context import Context
from almoner.returns.figures import Figure
from almoner.returns.kinds import ReturnKind
from almoner.returns.rule import Rule


def _rules() -> Mapping[str, Rule]:
    from almoner.returns.cld.rules import RULES

    return RULES


def _indicators(context: Context) -> Mapping[str, Figure]:
    from almoner.returns.cld.indicators import indicators

    return indicators(context)


KIND = ReturnKind(
    "CLD", SHAPES, KEY, read, _rules, context_of, _indicators, refuse_another, year_of=year_of
)
