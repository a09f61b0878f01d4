"""The Django app."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Questions put to teams."""

    name = "almoner.improvement.questions"
    label = "questions"
    default_auto_field = "django.db.models.BigAutoField"
