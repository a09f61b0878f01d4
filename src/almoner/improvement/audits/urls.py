"""Addresses of audits."""

from django.urls import path

from almoner.improvement.audits import views

urlpatterns = [
    path("audits/", views.audits, name="audits"),
    path("audits/<int:number>/", views.audit, name="audit"),
    path("audits/<int:number>/<int:place>/", views.case, name="audit_case"),
    path("audits/<int:number>/end/", views.end, name="audit_end"),
    path("audits/<str:code>/draw/", views.draw, name="audit_draw"),
    path("audits/<str:code>/schedule/", views.schedule, name="audit_schedule"),
]
