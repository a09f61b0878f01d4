"""The checks of Annex A by code."""

from collections.abc import Callable

import polars as pl

from almoner.returns.annex_a.context import ContextAnnexA
from almoner.returns.rule import RuleBook

BOOK = RuleBook()
rule = BOOK.rule
Find = Callable[[ContextAnnexA], pl.Expr]
OURS = "(Almoner's own check)"
