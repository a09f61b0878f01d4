"""The Django app."""

from django.apps import AppConfig


class MeasurementsConfig(AppConfig):
    """Measurements and their readings."""

    name = "almoner.measurements"
    label = "measurements"
    default_auto_field = "django.db.models.BigAutoField"
