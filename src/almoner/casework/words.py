"""The words of computed indicators, as the engine last counted by them.

They are kept beside the figures, so that a web worker needs no compiler of definitions to show one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from almoner.casework.models import Definition
from almoner.catalogue.published import Polarity

if TYPE_CHECKING:
    from almoner.catalogue.definitions import Indicator


@dataclass(frozen=True)
class Words:
    """What a page says of an indicator."""

    code: str
    version: int
    title: str
    service: str
    numerator: str
    denominator: str
    why_it_matters: str
    caveats: str
    source: str
    unit_shown: str
    decimals_shown: int
    polarity: Polarity
    published_as: str = ""
    paired_with: str = ""

    @classmethod
    def of(cls, indicator: Indicator) -> Words:
        """The words of a definition."""
        return cls(**{name: getattr(indicator, name) for name in cls.__dataclass_fields__})


def keep_words(indicators: Collection[Indicator]) -> None:
    """Keep the words of these indicators in place of those held."""
    rows = [
        Definition(code=one.code, words={**asdict(Words.of(one)), "polarity": one.polarity.value})
        for one in indicators
    ]
    Definition.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["words"]
    )


def words_of(codes: Collection[str]) -> dict[str, Words]:
    """Code to words, of those that are known."""
    found = Definition.objects.filter(code__in=list(codes)).values_list("words", flat=True)
    return {one["code"]: Words(**{**one, "polarity": Polarity(one["polarity"])}) for one in found}
