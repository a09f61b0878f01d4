"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "almoner.website.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Read what every page needs before the server forks: shared memory, and no slow first page."""
    from django.urls import get_resolver

    from almoner.dashboards.queries import headlines, places
    from almoner.signals import intervals

    assert get_resolver().url_patterns
    assert places()
    assert headlines()
    assert intervals


_warm()
