"""Records that may be of one person: offered for decision, and the decision kept as a change."""

from __future__ import annotations

import polars as pl
from django.utils import timezone

from almoner.casework.actions import change_records
from almoner.casework.audit import Audited, audited
from almoner.casework.checking import RecordChange
from almoner.casework.models import ChangeKind, RecordVersion
from almoner.casework.queries import current_rows, versions_of
from almoner.records.checks import polars_schema
from almoner.records.duplicates import LEAST, Pair, people_to_compare, possible_duplicates
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

DECISIONS = ("same", "different")
_TABLE = "identity_decision"


def candidates(authority: str, *, by: str, least: float = LEAST) -> list[Pair]:
    """The pairs of an authority's people that wait for a decision, the likeliest first.

    That `by` was shown them is kept in the audit trail.
    """
    people = people_to_compare(_frame(authority, "person"), _frame(authority, "address"))
    decided = [
        (str(row["person_id"]), str(row["other_id"])) for row in current_rows(authority, _TABLE)
    ]
    found = possible_duplicates(people, decided=decided, least=least)
    audited(
        Audited.PEOPLE_LISTED, by=by, authority=authority, subject="duplicates", number=len(found)
    )
    return found


def _frame(authority: str, table: str) -> pl.DataFrame:
    columns = polars_schema(declared_tables()[table])
    rows = [{name: row.get(name) for name in columns} for row in current_rows(authority, table)]
    written = {n: pl.String if kind is pl.Date else kind for n, kind in columns.items()}
    frame = pl.DataFrame(rows, schema=written, orient="row")
    return frame.with_columns(
        pl.col(name).str.to_date("%Y-%m-%d") for name, kind in columns.items() if kind is pl.Date
    )


def decide(
    *,
    authority: str,
    person: str,
    other: str,
    decision: str,
    by: str,
    reason: str = "",
    weight: float | None = None,
) -> RecordVersion:
    """Keep that two records are of one person, or are not. The records stay as they are.

    A decision taken before is changed; its earlier version is kept. Refuses anything else than
    `same` and `different`, one record alone, and records that are not there.
    """
    if decision not in DECISIONS:
        raise Refusal(_("there is no such decision"), found=decision, expected=", ".join(DECISIONS))
    if person == other:
        raise Refusal(_("a decision is about two records"), found=person)
    first, second = sorted((person, other))
    key = f"{first}~{second}"
    change = RecordChange(
        _TABLE,
        key,
        ChangeKind.CORRECT if _held(authority, key) else ChangeKind.INSERT,
        {
            "person_id": first,
            "other_id": second,
            "decision": decision,
            "decided_on": timezone.localdate(),
            "decided_by": by,
            "weight": None if weight is None else round(weight * 100),
            "reason": reason or None,
        },
    )
    made = change_records(
        authority=authority, changes=[change], by=by, source="almoner record decide"
    )
    return made[0]


def _held(authority: str, key: str) -> bool:
    versions = versions_of(authority, _TABLE, key)
    return bool(versions) and versions[-1].kind != ChangeKind.DELETE
