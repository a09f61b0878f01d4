"""The SSDA903 return: children looked after by an authority in a year, and care leavers.

Twelve lists, as CSV or one XML; 327 rules in `rules`, by theme.
"""

from __future__ import annotations

from collections.abc import Mapping

from almoner.returns.context import Context
from almoner.returns.figures import Figure
from almoner.returns.kinds import ReturnKind
from almoner.returns.rule import Rule
from almoner.returns.ssda903.belonging import refuse_another, year_of
from almoner.returns.ssda903.context import context_of
from almoner.returns.ssda903.fields import SHAPES
from almoner.returns.ssda903.made import made_from
from almoner.returns.ssda903.reading import read


def _rules() -> Mapping[str, Rule]:
    from almoner.returns.ssda903.rules import RULES

    return RULES


def _indicators(context: Context) -> Mapping[str, Figure]:
    from almoner.returns.ssda903.indicators import indicators

    return indicators(context)


# A list of providers may also come among the tables, under the name by which rules are known to
# call it.
_SHAPES = {**SHAPES, "Provider Info": SHAPES["ProviderList"]}

KIND = ReturnKind(
    "SSDA903", _SHAPES, "CHILD", read, _rules, context_of, _indicators, refuse_another, made_from,
    year_of=year_of,
)  # fmt: skip
