"""Who sees live figures: staff who have signed in, for small numbers are shown in full there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from almoner.casework.models import Authority


class FiguresForStaff:
    """Every page under `live/CODE/` of a real authority is for who has signed in.

    One place, so that a page added later is closed as well. The public is given publications and
    what was protected for it; a made-up authority has nobody to protect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Send who has not signed in to do so; nothing for every other page."""
        match = request.resolver_match
        if match is None or not match.route.startswith("live/<str:code>/"):
            return None
        if request.user.is_authenticated:
            return None
        if Authority.objects.filter(code=named["code"], made_up=True).exists():
            return None
        return redirect_to_login(request.get_full_path())
