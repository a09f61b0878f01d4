"""The Django app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Quality of data, by indicator and unit."""

    name = "almoner.casework.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
