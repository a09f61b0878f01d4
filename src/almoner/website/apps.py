"""The Django app that holds the site's base templates and static files."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The site."""

    name = "almoner.website"
    label = "website"
