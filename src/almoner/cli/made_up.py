"""The made-up authority of the demonstration, and somebody who may look behind its figures."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

from almoner.reference.language import _

NAME = "Isisbridge (made up)"
USER = "demo"
_PEOPLE, _YEARS, _SEED = 5_000, 5, 7
TEAM = "CH-ASSESS-4"
PLANTS = ("slowdown@CH-ASSESS-2@2025-06", "clock_restart@CH-ASSESS-4@2025-01")


def load_made_up() -> str:
    """Make the authority up and keep its records, where that is not done yet; its code."""
    from almoner.casework.loading import load_records
    from almoner.casework.models import Authority
    from almoner.improvement.questions.actions import ask_all
    from almoner.simulation.authority import COUNCIL
    from almoner.simulation.plants import Plant
    from almoner.simulation.run import Simulation

    if not Authority.objects.filter(code=COUNCIL).exists():
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "records"
            plants = [Plant.of(text) for text in PLANTS]
            Simulation(_PEOPLE, _YEARS, _SEED, plants).write(made)
            made_up = load_records(folder=made, name=NAME, by="almoner demo")
            ask_all(authority=made_up, by="almoner demo")
    return COUNCIL


def demo_user(authority: str) -> str:
    """A new password of the demonstration's user, who may see this authority's (made-up) people."""
    from django.contrib.auth import get_user_model

    from almoner.casework.access import entitle

    password = secrets.token_urlsafe(9)
    user, _new = get_user_model().objects.get_or_create(username=USER)
    user.set_password(password)
    user.save()
    # The whole council, and one team besides: questions go to a team before its managers.
    for unit in ("", TEAM):
        entitle(username=USER, authority=authority, unit=unit, by="almoner demo")
    return password


def what_to_try(port: int, authority: str, password: str) -> str:
    """What the terminal says of the live pages."""
    return _(
        "Live figures of a made-up authority: http://localhost:{port}/live/{authority}/\n"
        "Two stories are planted: {plants}\n"
        "To see the (made-up) people behind a figure sign in as {user} with {password}"
    ).format(port=port, authority=authority, plants=", ".join(PLANTS), user=USER, password=password)
