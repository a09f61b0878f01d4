"""The checks of the dataset by code."""

from collections.abc import Callable, Iterable

from almoner.returns.rule import Breaches, RuleBook
from almoner.returns.ssd.context import ContextSSD

BOOK = RuleBook()
Find = Callable[[ContextSSD], Breaches]
OURS = "(Almoner's own check)"


def enter(
    code: str, table: str, fields: Iterable[str], said: str, find: Find, *,
    severity: str = "error", reads: Iterable[str] = (),
) -> None:  # fmt: skip
    """Write a check into the book, labelled as ours."""
    BOOK.rule(
        code, f"{said} {OURS}", on=(table,), fields=fields, reads=reads, severity=severity
    )(find)  # fmt: skip
