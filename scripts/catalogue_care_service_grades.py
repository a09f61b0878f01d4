"""Makes the catalogue of care service grades in Scotland; the words are ours."""

from __future__ import annotations

from scripts.catalogue_rows import write_catalogue

THEMES_CHANGED = (
    "Four quality themes were replaced by key questions, phased in from 2018: the definition "
    "changes within the series."
)
STALE = "Few services were inspected in 2020 and 2021, so grades then are old ones."
URL = "https://www.careinspectorate.com/index.php/publications-statistics/44-public/93-datastore"


def entries() -> list[dict[str, object]]:
    """One entry an indicator that the reader emits."""
    graded = "Services with a grade"
    return [
        _entry(
            "CISG-GoodOrBetter", "Care services graded good or better",
            "Of every hundred graded care services, how many have no grade below good.",
            "%", "Services whose lowest grade is 4 (good) or better", graded, "higher", 1,
            f"{STALE} {THEMES_CHANGED} Sectors in March only.", 1,
        ),
        _entry(
            "CISG-Weak", "Care services graded weak or unsatisfactory",
            "Of every hundred graded care services, how many have a grade of weak or worse.",
            "%", "Services whose lowest grade is 1 or 2", graded, "lower", 1,
            f"{STALE} {THEMES_CHANGED}", 2,
        ),
        _entry(
            "CISG-ThemeGoodOrBetter", "Care services graded good or better, by theme",
            "Of every hundred care services graded on a theme, how many are good or better.",
            "%", "Services whose grade on the theme is 4 (good) or better",
            "Services with a grade on the theme", "higher", 1,
            f"In March only. {STALE} {THEMES_CHANGED}", 0,
        ),
        _entry(
            "CISG-Services", "Registered care services",
            "How many care services are registered at the end of the month.",
            "services", "Registered services, without childminding and day care of children", "",
            "none", 0, "", 0,
        ),
        _entry(
            "CISG-Places", "Registered places",
            "How many places registered care services have at the end of the month.",
            "places", "Registered places, without childminding and day care of children", "",
            "none", 0, "Services without a number of places count as none.", 0,
        ),
    ]  # fmt: skip


def _entry(
    code: str, title: str, sentence: str, unit: str, numerator: str, denominator: str,
    polarity: str, decimals: int, caveats: str, headline: int,
) -> dict[str, object]:  # fmt: skip
    direction = "" if polarity == "none" else "The direction is Almoner's reading."
    return {
        "code": code,
        "publication": "care-service-grades",
        "title": title,
        "sentence": sentence,
        "service": "inspection",
        "topic": "Quality of care",
        "numerator": numerator,
        "denominator": denominator,
        "unit": unit,
        "decimals": decimals,
        "polarity": polarity,
        "period_kind": "month",
        "definition_url": URL,
        "caveats": " ".join(
            filter(None, [caveats, "Totals and Scotland are added up by Almoner.", direction])
        ),
        "source": "Care Inspectorate datastore",
        "headline": headline,
        "no_quartile": "no" if unit == "%" else "yes",
    }


if __name__ == "__main__":
    print(write_catalogue("care-service-grades", entries()))
