"""Field status: mandatory (2), applicable (1), not applicable (0) or undetermined (-1) in a row."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from almoner.returns.cld.context import ContextCLD
from almoner.returns.cld.fields import CODES, RELEASE_1, STATUSES, TABLE
from almoner.returns.cld.rules.book import BOOK, rule
from almoner.returns.cld.words import CONDITIONS, blank, low

Find = Callable[[ContextCLD], pl.Expr]


def blank_where_mandatory(name: str, condition: str) -> Find:
    """Field status 2, and nothing there."""
    return lambda r: blank(name) & CONDITIONS[condition]


def given_where_not_applicable(name: str, condition: str) -> Find:
    """Field status 0, and something there."""
    return lambda r: ~blank(name) & ~CONDITIONS[condition]


def _known(name: str, codes: str) -> pl.Expr:
    return low(name).is_in(CODES[codes] | set(RELEASE_1.get(name, ())))


@rule(
    "ALMONER-CLD-STATUS",
    "What applies to this row cannot be determined: its event type or client type is blank or "
    "unknown (field status -1).",
    on=TABLE,
    fields="Event_Type Client_Type",
    severity="query",
)
def undetermined(r: ContextCLD) -> pl.Expr:
    client = _known("Client_Type", "Client Type").fill_null(value=False)
    event = _known("Event_Type", "Event Type").fill_null(value=False)
    return ~client | (CONDITIONS["event"] & ~event)


for _status in STATUSES:
    if _status.mandatory != "never":
        BOOK.rule(
            f"{_status.field}:-1",
            f"{_status.label} is blank where it is mandatory (check code -1, field status 2).",
            on=TABLE,
            fields=_status.field,
        )(blank_where_mandatory(_status.field, _status.mandatory))
    if _status.applicable != "all":
        BOOK.rule(
            f"{_status.field}:0",
            f"{_status.label} is filled in where it does not apply (field status 0).",
            on=TABLE,
            fields=_status.field,
            severity="query",
        )(given_where_not_applicable(_status.field, _status.applicable))
