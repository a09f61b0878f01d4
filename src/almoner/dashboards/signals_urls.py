"""Addresses of the pages that read series: funnels, warnings, questions, forecasts, teaching."""

from django.urls import path

from almoner.dashboards.views import (
    signals_early,
    signals_forecast,
    signals_funnel,
    signals_learning,
    signals_questions,
)

urlpatterns = [
    path("councils/<slug:slug>/early-warning/", signals_early.early_warning, name="early_warning"),
    path(
        "councils/<slug:slug>/early-warning/<str:code>/<slug:kind>.<str:form>",
        signals_early.chart,
        name="early_warning_chart",
    ),
    path("councils/<slug:slug>/questions/", signals_questions.questions, name="questions"),
    path(
        "councils/<slug:slug>/indicators/<str:code>/forecast/",
        signals_forecast.forecast,
        name="forecast",
    ),
    path(
        "councils/<slug:slug>/indicators/<str:code>/forecast/chart.<str:kind>",
        signals_forecast.chart,
        name="forecast_chart",
    ),
    path("learn/arrows-or-limits/", signals_learning.arrows_or_limits, name="arrows_or_limits"),
    path("indicators/<str:code>/funnel/", signals_funnel.funnel, name="funnel"),
    path("indicators/<str:code>/funnel/data.csv", signals_funnel.values, name="funnel_csv"),
    path(
        "indicators/<str:code>/funnel/chart.<str:kind>", signals_funnel.chart, name="funnel_chart"
    ),
]
