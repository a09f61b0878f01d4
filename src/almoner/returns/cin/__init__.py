"""The children in need census: referrals, assessments, enquiries and plans of a year.

One XML, or the same flattened to CSV lists; 109 rules in `rules`, by theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from almoner.returns.cin.belonging import refuse_another, year_of
from almoner.returns.cin.context import context_of
from almoner.returns.cin.fields import SHAPES
from almoner.returns.cin.reading import read
from almoner.returns.context import Context
from almoner.returns.figures import Figure
from almoner.returns.kinds import ReturnKind
from almoner.returns.rule import Rule


def _rules() -> Mapping[str, Rule]:
    from almoner.returns.cin.rules import RULES

    return RULES


def _indicators(context: Context) -> Mapping[str, Figure]:
    from almoner.returns.cin.indicators import indicators

    return indicators(context)


def _made_from(table: str, column: str) -> Iterator[tuple[str, str]]:
    yield (table, column.removesuffix(".raw").removesuffix(".bad"))
    if column == "AssessmentFactors":
        # Where they are listed, the list says them; see `context`.
        for key in ("LAchildID", "CINdetailsID", "AssessmentID"):
            yield ("Assessments", key)
            yield ("AssessmentFactorsList", key)
        yield ("AssessmentFactorsList", column)


KIND = ReturnKind(
    "CIN", SHAPES, "LAchildID", read, _rules, context_of, _indicators, refuse_another,
    _made_from, over_all=frozenset({"Header"}), year_of=year_of,
)  # fmt: skip
