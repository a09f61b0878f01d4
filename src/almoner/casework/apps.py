"""The Django app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Records, their changes, and what is computed from them."""

    name = "almoner.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
