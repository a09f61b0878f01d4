"""Addresses that a page has by the hundred, worked out once."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8192)
def indicator_address(slug: str, code: str) -> str:
    """Where the page of an indicator of a council is."""
    return reverse("indicator", args=[slug, code])
