"""Makes the catalogue of the Welsh national measures from the publisher's file."""

from __future__ import annotations

import csv

from almoner.publications.wales_performance import PUBLICATION
from scripts.catalogue_rows import write_catalogue

# Measure -> title, sentence, numerator, denominator, unit, decimals, topic.
WORDS = {
    "PM19": (
        "Delayed transfers of care for want of social care, aged 75 and over",
        ("How often people of 75 and over were kept in hospital for want of social care, for "
        "every thousand of that age."),
        "Delayed transfers of care for social care reasons", "People aged 75 and over",
        "per 1,000", 1, "Hospital",
    ),
    "PM20a": (
        "People with less care six months after reablement",
        "Of every hundred people who finished reablement, how many had less care six months on.",
        "People with a reduced package of care six months later",
        "People who completed reablement", "%", 1, "Reablement",
    ),
    "PM20b": (
        "People with no care six months after reablement",
        "Of every hundred people who finished reablement, how many had no care six months on.",
        "People with no package of care six months later", "People who completed reablement",
        "%", 1, "Reablement",
    ),
    "PM21": (
        "Average stay in a care home, aged 65 and over",
        "How long people of 65 and over are supported in a care home, on average.",
        "Days of support in residential care homes", "People aged 65 and over supported",
        "days", 1, "Care homes",
    ),
    "PM22": (
        "Average age on entering a care home",
        "How old people are when they move into a care home, on average.",
        "Sum of ages on entering", "Adults entering residential care homes", "years", 1,
        "Care homes",
    ),
    "PM23": (
        "People who got advice and did not come back within six months",
        ("Of every hundred people who got advice and help, how many did not need to come back "
        "within six months."),
        "People who had not contacted the service for six months",
        "Adults who received advice and assistance", "%", 1, "Information and advice",
    ),
}  # fmt: skip
DIRECTIONS = {"lower": "lower", "higher": "higher", "contextual": "none"}


def entries() -> list[dict[str, object]]:
    """One entry a measure of the publisher's file."""
    with PUBLICATION.packaged[0].open(encoding="utf-8-sig", newline="") as stream:
        return [_entry(row, number) for number, row in enumerate(csv.DictReader(stream), start=1)]


def _entry(row: dict[str, str], number: int) -> dict[str, object]:
    code = row["measure_code"]
    title, sentence, numerator, denominator, unit, decimals, topic = WORDS[code]
    worked_out = "The value is worked out from its parts. " if not row["value"] else ""
    return {
        "code": f"WALES-{code}",
        "publication": "wales-performance",
        "title": title,
        "definition": f"Published as: {row['measure'].strip()}.",
        "sentence": sentence,
        "service": "adults",
        "topic": topic,
        "numerator": numerator,
        "denominator": denominator,
        "unit": unit,
        "decimals": decimals,
        "polarity": DIRECTIONS[row["direction"]],
        "period_kind": "year",
        "definition_url": "https://statswales.gov.wales/",
        "caveats": f"{worked_out}Only Wales was published, as not every council could make a full "
        "return. The direction is Almoner's reading.",
        "source": "Welsh Government: StatsWales, experimental statistics",
        "headline": number,
    }


if __name__ == "__main__":
    print(write_catalogue("wales-performance", entries()))
