"""Starting the web half from a command: settings, and a database with today's tables."""

from __future__ import annotations

import os

import django


def start() -> None:
    """Make Django ready; call before importing anything that has models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "almoner.website.settings")
    django.setup()


def migrate() -> None:
    """Bring the database's tables up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
