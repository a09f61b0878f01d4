"""The Django app."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Pages that show measurements."""

    name = "almoner.dashboards"
    label = "dashboards"
