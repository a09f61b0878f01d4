"""The Django app."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Targets and audits."""

    name = "almoner.improvement"
    label = "improvement"
    default_auto_field = "django.db.models.BigAutoField"
