"""The WSGI application that gunicorn serves."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "almoner.website.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Read what every page needs before the server forks: shared memory, and no slow first page."""
    from django.template.loader import get_template
    from django.urls import get_resolver

    from almoner.dashboards.queries import headlines, neighbours, places
    from almoner.reference.areas import areas
    from almoner.reference.periods import reporting_year
    from almoner.signals import intervals

    assert get_resolver().url_patterns
    assert places()
    assert headlines()
    assert intervals
    # The tables of comparators, and the names of months, are read when first asked for.
    assert neighbours(areas().councils()[0]) is not None
    assert reporting_year(2024).label
    for name in _templates():
        get_template(name)


def _templates() -> list[str]:
    rooms = Path(__file__).resolve().parent.parent
    folders = [rooms / room / "templates" for room in ("dashboards", "website")]
    return [str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*.html")]


_warm()
