"""What every page says: where the data come from and how recent they are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from almoner.measurements import queries


def site(_request: HttpRequest) -> dict[str, Any]:
    """`loaded_at`: when anything was last loaded (asked of the database only where it is shown)."""
    return {"loaded_at": SimpleLazyObject(queries.latest_loaded_at)}
