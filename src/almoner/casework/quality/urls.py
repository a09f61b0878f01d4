"""Addresses of the quality of data. They come before the live pages', which would take them."""

from django.urls import path

from almoner.casework.quality import views

urlpatterns = [
    path("live/<str:code>/<str:unit>/data-quality/", views.unit, name="quality_unit"),
    path("live/<str:code>/<str:unit>/<str:name>/data-quality/", views.one, name="quality_one"),
]
