"""Addresses of the pages that show measurements."""

from django.urls import include, path

from almoner.dashboards.views import (
    catalogue,
    compare,
    council,
    downloads,
    finding,
    front,
    indicator,
    rebases,
    targets,
)

urlpatterns = [
    path("", front.front, name="front"),
    path("councils/", front.choose, name="choose"),
    path("councils/suggest", front.suggest, name="suggest"),
    path("councils/<slug:slug>/", council.council, name="council"),
    path("councils/<slug:slug>/indicators/", council.every_indicator, name="council_indicators"),
    path("councils/<slug:slug>/indicators/<str:code>/", indicator.indicator, name="indicator"),
    path(
        "councils/<slug:slug>/indicators/<str:code>/data.csv",
        downloads.values,
        name="indicator_csv",
    ),
    path(
        "councils/<slug:slug>/indicators/<str:code>/<slug:chart>.<str:kind>",
        downloads.chart,
        name="indicator_chart",
    ),
    path("compare/", compare.compare, name="compare"),
    path("compare/data.csv", compare.values, name="compare_csv"),
    path("compare/spine.<str:kind>", compare.chart, name="compare_chart"),
    path("search/", finding.search, name="search"),
    path("indicators/", finding.indicators, name="indicators"),
    path("indicators/<str:code>/", catalogue.everywhere, name="indicator_everywhere"),
    path("councils/<slug:slug>/indicators/<str:code>/targets/", targets.targets, name="targets"),
    path("targets/<int:number>/end/", targets.end, name="end_target"),
    path("councils/<slug:slug>/indicators/<str:code>/rebases/", rebases.rebases, name="rebases"),
    path("rebases/<int:number>/end/", rebases.end, name="end_rebase"),
    path("", include("almoner.dashboards.signals_urls")),
    path("", include("almoner.dashboards.live_urls")),
]
