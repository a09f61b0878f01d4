"""The catalogue in the order in which a reader looks for something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from almoner.catalogue.published import SERVICES, PublishedIndicator
from almoner.dashboards.presenters.council import SERVICE_WORDS


@dataclass(frozen=True)
class ServiceIndicators:
    """A service with its topics, and each topic's indicators by title."""

    service: str
    title: Promise
    topics: list[tuple[str, list[PublishedIndicator]]]


def by_service(entries: Iterable[PublishedIndicator]) -> list[ServiceIndicators]:
    """Indicators by service and topic; empty services left out."""
    found: dict[str, dict[str, list[PublishedIndicator]]] = {service: {} for service in SERVICES}
    for entry in sorted(entries, key=lambda one: (one.topic, one.title)):
        found[entry.service].setdefault(entry.topic, []).append(entry)
    return [
        ServiceIndicators(service, SERVICE_WORDS[service], list(topics.items()))
        for service, topics in found.items()
        if topics
    ]
