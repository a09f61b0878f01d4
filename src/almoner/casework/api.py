"""The HTTP API: one change of the record, or a batch of them, all or none.

Described by OpenAPI at /api/openapi.json. Authenticated by `Authorization: Bearer TOKEN`; a token
is made by `almoner record token NAME`, and its name is kept with every change as the source.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.security import HttpBearer

from almoner.casework import queries, tokens
from almoner.casework.actions import change_records
from almoner.casework.checking import ChangeRefused, RecordChange
from almoner.casework.models import ChangeKind, RecordVersion
from almoner.reference.refusal import Refusal

_MOST = 20_000


class Token(HttpBearer):
    """A token of ours."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """The name of the system that holds the token."""
        return tokens.holder(token)


class Change(Schema):
    """One row entered, corrected in some columns, or taken out."""

    table: str = Field(description="A table of the record, such as child_assessment.")
    key: str = Field(description="The key of the row: the value of the table's first column.")
    kind: ChangeKind = Field(ChangeKind.CORRECT, description="What is done to the row.")
    values: dict[str, str | int | bool | None] = Field(
        {}, description="Column to value; dates as 2024-03-31. Columns left out stay as they are."
    )


class Changes(Schema):
    """Changes made in order, all or none."""

    by: str = Field(description="The person who made them.", min_length=1, max_length=150)
    changes: list[Change] = Field(min_length=1, max_length=_MOST)


class OneChange(Change):
    """One change and who made it."""

    by: str = Field(description="The person who made it.", min_length=1, max_length=150)


class Kept(Schema):
    """A version of a row that a change made."""

    table: str
    key: str
    version: int


class Answer(Schema):
    """What was kept."""

    kept: list[Kept]


class Refused(Schema):
    """Why nothing was kept: the change (`row`, from 1), its table, key and column."""

    message: str
    table: str | None = None
    key: str | None = None
    row: int | None = None
    column: str | None = None
    found: Any = None
    expected: str | None = None


api = NinjaAPI(
    title="Almoner",
    version="1",
    description="Changes of the record. Every change is kept with who, when and from where.",
    auth=Token(),
    docs_url=None,
    urls_namespace="api",
)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as 422: where, what was found, what was expected."""
    where = (refusal.table, refusal.key) if isinstance(refusal, ChangeRefused) else (None, None)
    said = Refused(
        message=refusal.message, table=where[0], key=where[1], row=refusal.row,
        column=refusal.column, found=refusal.found, expected=refusal.expected,
    )  # fmt: skip
    return api.create_response(request, {"refused": said.model_dump()}, status=422)


@api.post("/authorities/{authority}/change", response={200: Answer, 422: Any})
def change(request: HttpRequest, authority: str, body: OneChange) -> Answer:
    """Make one change."""
    return _made(request, authority, body.by, [body])


@api.post("/authorities/{authority}/changes", response={200: Answer, 422: Any})
def changes(request: HttpRequest, authority: str, body: Changes) -> Answer:
    """Make a batch of changes, all or none."""
    return _made(request, authority, body.by, body.changes)


def _made(request: HttpRequest, authority: str, by: str, asked: list[Any]) -> Answer:
    wanted = [RecordChange(one.table, one.key, one.kind, one.values) for one in asked]
    code = queries.the_authority(authority).code
    source = f"API: {request.auth}"
    return Answer(
        kept=[
            _kept(one)
            for one in change_records(authority=code, changes=wanted, by=by, source=source)
        ]
    )


def _kept(version: RecordVersion) -> Kept:
    return Kept(table=version.table, key=version.key, version=version.number)
