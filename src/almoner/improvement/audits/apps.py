"""The Django app."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """Samples of cases, worked out again."""

    name = "almoner.improvement.audits"
    label = "audits"
    default_auto_field = "django.db.models.BigAutoField"
