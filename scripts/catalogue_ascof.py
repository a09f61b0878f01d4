"""Writes the catalogue entries of the Adult Social Care Outcomes Framework from our words.

python -m scripts.catalogue_ascof: `scripts/ascof_words.csv` has a row a measure. Sizes of samples
and margins of error are entries of their own.
"""

from __future__ import annotations

import csv
from pathlib import Path

from almoner.publications.ascof import CODE, PREFIX, PUBLICATION
from scripts.catalogue_rows import write_catalogue

WORDS = Path(__file__).with_name("ascof_words.csv")
SURVEYS = ("Adult Social Care Survey", "Survey of Adult Carers")
RENAMED = "The framework was renumbered in 2023; codes are those of the later framework."
SURVEY = "A survey: figures have a margin of error. Most councils held none in 2020-21."
ANOTHER_COUNT = "Not comparable with the measure of the framework before 2023."


def entries() -> list[dict[str, object]]:
    """Each measure, then the companions of those that come from a survey."""
    with WORDS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [entry for row in rows for entry in (_measure(row), *_companions(row))]


def _shared(row: dict[str, str], key: str) -> dict[str, object]:
    return {
        "code": f"{PREFIX}-{key}",
        "publication": CODE,
        "service": "workforce" if row["key"] == "6A" else "adults",
        "topic": row["topic"],
        "period_kind": "year",
        "definition_url": PUBLICATION.url,
        "source": f"ASCOF, from {row['collection']}",
        "lineage": row["lineage"],
    }


def _measure(row: dict[str, str]) -> dict[str, object]:
    caveats = [row["caveats"]]
    if row["collection"] in SURVEYS:
        caveats.append(SURVEY)
    if row["lineage"].startswith("Follows"):
        caveats.append(ANOTHER_COUNT)
    if not row["key"].endswith(".to2022"):
        caveats.append(RENAMED)
    names = ("title", "sentence", "numerator", "denominator", "unit", "decimals", "polarity")
    return _shared(row, row["key"]) | {
        **{name: row[name] for name in names},
        "headline": row["headline"],
        "caveats": " ".join(caveat for caveat in caveats if caveat),
    }


def _companions(row: dict[str, str]) -> list[dict[str, object]]:
    if row["collection"] not in SURVEYS:
        return []
    title = row["title"]
    return [
        _shared(row, f"{row['key']}-Base")
        | {
            "title": f"{title}: number who answered",
            "sentence": f"How many people answered the survey's question: {title.lower()}.",
            "numerator": "Respondents",
            "unit": "respondents",
            "no_quartile": "yes",
        },
        _shared(row, f"{row['key']}-Margin")
        | {
            "title": f"{title}: margin of error",
            "sentence": "How far the figure may be from the truth, either way, because only some "
            f"people were asked: {title.lower()}.",
            "unit": "percentage points" if row["unit"] == "%" else row["unit"],
            "decimals": row["decimals"],
            "no_quartile": "yes",
        },
    ]


if __name__ == "__main__":
    write_catalogue(CODE, entries())
