"""The Django app."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Returns received, and their findings."""

    name = "almoner.submissions"
    label = "submissions"
    default_auto_field = "django.db.models.BigAutoField"
