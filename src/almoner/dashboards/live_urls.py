"""Addresses of the pages that read live series."""

from django.urls import path

from almoner.dashboards.views import (
    live_reading,
    live_warnings,
    rebases,
    signals_forecast,
    targets,
)

HERE = "live/<str:code>/<str:unit>/<str:name>/"

urlpatterns = [
    path("live/<str:code>/early-warning/", live_warnings.live_warnings, name="live_warnings"),
    path(f"{HERE}warning.<str:kind>", live_warnings.chart, name="live_warning_chart"),
    path(f"{HERE}reading/", live_reading.live_reading, name="live_reading"),
    path(f"{HERE}reading/<slug:chart>.<str:kind>", live_reading.live_process, name="live_process"),
    path(f"{HERE}forecast/", signals_forecast.live_forecast, name="live_forecast"),
    path(
        f"{HERE}forecast/chart.<str:kind>", signals_forecast.live_chart, name="live_forecast_chart"
    ),
    path(f"{HERE}targets/", targets.live_targets, name="live_targets"),
    path(f"{HERE}rebases/", rebases.live_rebases, name="live_rebases"),
]
