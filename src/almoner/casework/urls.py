"""Addresses of the live pages, the API and signing in."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from almoner.casework import views
from almoner.casework.api import api

urlpatterns = [
    path("live/", views.authorities, name="authorities"),
    path("live/<str:code>/", views.live, name="live"),
    path("live/<str:code>/person/<str:person>/", views.person, name="live_person"),
    path("live/<str:code>/<str:unit>/", views.live, name="live_unit"),
    path("live/<str:code>/<str:unit>/tiles", views.tiles, name="live_tiles"),
    path("live/<str:code>/<str:unit>/events", views.events, name="live_events"),
    path("live/<str:code>/<str:unit>/<str:name>/", views.indicator, name="live_indicator"),
    path("live/<str:code>/<str:unit>/<str:name>/people/", views.people, name="live_people"),
    path(
        "sign-in/",
        LoginView.as_view(template_name="casework/sign_in.html", redirect_authenticated_user=True),
        name="sign_in",
    ),
    path("sign-out/", LogoutView.as_view(next_page="authorities"), name="sign_out"),
    path("api/", api.urls),
]
