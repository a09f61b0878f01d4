"""Live figures of a real authority are for staff; a made-up one may be looked at by anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver

from almoner.casework.models import Authority

pytestmark = pytest.mark.django_db
HERE = "live/<str:code>/"


def authority(*, made_up: bool) -> None:
    """The authority X1."""
    Authority.objects.create(
        code="X1", name="Isisbridge", covers_from=date(2024, 1, 1), made_up=made_up
    )


def routes_in(patterns: Sequence[Any]) -> Iterator[str]:
    """Every route, those of included modules as well."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from (f"{one.pattern}{inner}" for inner in routes_in(one.url_patterns))
        else:
            yield str(one.pattern)


def pages() -> list[str]:
    """An address for every route under an authority."""
    routes = list(routes_in(get_resolver().url_patterns))
    found = [one.replace(HERE, "/live/X1/") for one in routes if one.startswith(HERE)]
    return [
        one.replace("<str:unit>", "X1").replace("<str:name>", "CH-REFERRALS")
        .replace("<str:person>", "P1").replace("<str:kind>", "svg")
        .replace("<slug:chart>", "process")
        for one in found
    ]  # fmt: skip


def test_every_page_of_a_real_authority_asks_to_sign_in() -> None:
    authority(made_up=False)
    found = pages()
    assert len(found) > 15
    for address in found:
        answer = Client().get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
            302,
            "/sign-in/",
        ), address


def test_staff_see_figures_of_a_real_authority() -> None:
    authority(made_up=False)
    browser = Client()
    browser.force_login(get_user_model().objects.create_user("ada"))
    assert browser.get("/live/X1/").status_code == 200


def test_a_made_up_authority_is_open() -> None:
    authority(made_up=True)
    assert Client().get("/live/X1/").status_code == 200
