"""What is compared: indicators by councils, as the address of the page says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.dashboards.queries import places
from almoner.reference.areas import Area

MOST_INDICATORS = 40
MOST_COUNCILS = 24

REFERENCES = ("nation", "neighbours", "first")
"""What councils are compared with: their nation, the mean of the first council's neighbours, or
the first council."""


@dataclass(frozen=True)
class Selection:
    """A whole view of the comparison: everything that its address holds."""

    indicators: tuple[PublishedIndicator, ...] = ()
    councils: tuple[Area, ...] = ()
    against: str = REFERENCES[0]

    @property
    def first(self) -> Area | None:
        """The council that the page is about."""
        return self.councils[0] if self.councils else None

    @property
    def is_complete(self) -> bool:
        """Whether there is something to compare."""
        return bool(self.indicators and self.councils)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the address."""
        pairs = [("indicator", one.code) for one in self.indicators]
        pairs += [("council", one.slug) for one in self.councils]
        if self.against != REFERENCES[0]:
            pairs.append(("against", self.against))
        return pairs

    def address(self, page: str = "compare", *arguments: str) -> str:
        """The address of this view, or of a download of it."""
        path = reverse(page, args=arguments)
        return f"{path}?{'&'.join(_quoted(*pair) for pair in self.pairs)}" if self.pairs else path

    def adding(
        self, *, indicators: Iterable[PublishedIndicator] = (), councils: Iterable[Area] = ()
    ) -> Selection:
        """This view with more, each thing once, up to the most that a page holds."""
        more_indicators = dict.fromkeys((*self.indicators, *indicators))
        more_councils = dict.fromkeys((*self.councils, *councils))
        return replace(
            self,
            indicators=tuple(more_indicators)[:MOST_INDICATORS],
            councils=tuple(more_councils)[:MOST_COUNCILS],
        )

    def without(self, gone: PublishedIndicator | Area) -> Selection:
        """This view without one indicator or council."""
        return replace(
            self,
            indicators=tuple(one for one in self.indicators if one is not gone),
            councils=tuple(one for one in self.councils if one is not gone),
        )

    def led_by(self, council: Area) -> Selection:
        """This view with one of its councils first."""
        rest = (one for one in self.councils if one is not council)
        return replace(self, councils=(council, *rest))


@lru_cache(maxsize=4096)
def _quoted(name: str, value: str) -> str:
    """One part of an address; a page has dozens of addresses that share their parts."""
    return urlencode([(name, value)])


@dataclass(frozen=True)
class Asked:
    """A selection as read from an address, with what in it was not known or too much."""

    selection: Selection
    unknown: tuple[str, ...] = ()
    left_out: int = 0


def read_selection(given: QueryDict) -> Asked:
    """The selection that an address asks for."""
    entries, known = published_indicators(), places()
    codes = dict.fromkeys(code.strip() for code in given.getlist("indicator") if code.strip())
    slugs = dict.fromkeys(slug.strip() for slug in given.getlist("council") if slug.strip())
    unknown = [code for code in codes if code not in entries]
    unknown += [slug for slug in slugs if slug not in known]
    against = given.get("against", "")
    whole = Selection(against=against if against in REFERENCES else REFERENCES[0]).adding(
        indicators=[entries[code] for code in codes if code in entries],
        councils=[known[slug] for slug in slugs if slug in known],
    )
    kept = len(whole.indicators) + len(whole.councils)
    left_out = len(codes) + len(slugs) - len(unknown) - kept
    return Asked(whole, tuple(unknown), left_out)
