"""Addresses of the site: each room's own, and what belongs to the shell."""

from django.urls import include, path

from almoner.website import views

urlpatterns = [
    path("", include("almoner.dashboards.urls")),
    path("", include("almoner.casework.quality.urls")),
    path("", include("almoner.improvement.questions.urls")),
    path("", include("almoner.casework.urls")),
    path("", include("almoner.submissions.urls")),
    path("", include("almoner.improvement.audits.urls")),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
]

handler404 = "almoner.website.views.not_found"
handler500 = "almoner.website.views.server_error"
