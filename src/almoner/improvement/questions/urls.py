"""Addresses of questions worth asking."""

from django.urls import path

from almoner.improvement.questions import views

urlpatterns = [
    path("live/<str:code>/questions/", views.live_questions, name="live_questions"),
    path("questions/<int:number>/answer/", views.answer_question, name="answer_question"),
]
