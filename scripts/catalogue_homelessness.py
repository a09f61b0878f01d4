"""Writes the catalogue entries of statutory homelessness from our words.

python -m scripts.catalogue_homelessness: `scripts/homelessness_words.csv` has a row a measure.
"""

from __future__ import annotations

import csv
from pathlib import Path

from almoner.publications.homelessness import CODE, PUBLICATION
from almoner.publications.homelessness.measures import MEASURES, PREFIX, SHARES
from scripts.catalogue_rows import write_catalogue

WORDS = Path(__file__).with_name("homelessness_words.csv")
TOPICS = {
    "A1": "Homelessness: assessments",
    "P1": "Homelessness: prevention",
    "R1": "Homelessness: relief",
    "MD1": "Homelessness: main duty",
    "TA1": "Temporary accommodation",
}
ROUNDED = "England and regions include estimates for councils without data and are rounded to 10."
COUNTIES = "A county council's figure is the sum of its districts, made by Almoner."
WORKED_OUT = "Worked out by Almoner from the published counts."
NOT_PACKAGED = "Only in the ministry's workbooks; the packaged table of all quarters lacks it."
HOUSEHOLDS = "From 2019 Q2, when the tables begin to give the number of households."
SUPPRESSED = "Withheld where fewer than five households are in bed and breakfast."
ELSEWHERE = (
    "Can be more than 100: households in another district may include some that are owed a duty "
    "and have no accommodation secured, who are not counted as in temporary accommodation."
)
DIRECTION = "The direction of good is Almoner's reading."


def entries() -> list[dict[str, object]]:
    """One entry a measure and share, in their order."""
    with WORDS.open(encoding="utf-8", newline="") as stream:
        words = {row["key"]: row for row in csv.DictReader(stream)}
    tables = {measure.key: measure.table for measure in MEASURES}
    tables |= {share.key: tables[share.numerator] for share in SHARES}
    return [_entry(words[key], table) for key, table in tables.items()]


def _entry(row: dict[str, str], table: str) -> dict[str, object]:
    why = row["why_it_matters"]
    names = ("title", "sentence", "numerator", "denominator", "unit", "polarity", "headline")
    # A rate is small, and the number of households is in thousands.
    decimals = {"%": 1, "per 1,000 households": 2, "thousand households": 1}
    return {
        "code": f"{PREFIX}-{row['key']}",
        "publication": CODE,
        **{name: row[name] for name in names},
        "service": "housing",
        "topic": TOPICS[table],
        "decimals": decimals.get(row["unit"], 0),
        "period_kind": "quarter",
        "why_it_matters": f"{why} (Almoner's words)" if why else "",
        "definition": f"Table {table} of the detailed local authority tables",
        "definition_url": PUBLICATION.url,
        "caveats": " ".join(_caveats(row)),
        "source": "Statutory homelessness (H-CLIC), ministry for housing and local government",
        "no_quartile": "no" if row["denominator"] else "yes",
    }


def _caveats(row: dict[str, str]) -> list[str]:
    key = row["key"]
    packaged = {measure.key for measure in MEASURES if measure.tidy}
    shares = {share.key: share for share in SHARES}
    found = [ROUNDED, COUNTIES]
    if key in shares:
        found.append(WORKED_OUT)
    elif key not in packaged:
        found.append(NOT_PACKAGED)
    if key.endswith("_rate") or key == "households_thousands":
        found.append(HOUSEHOLDS)
    if key.startswith("bb_") and key not in {"bb_total", "bb_pct"}:
        found.append(SUPPRESSED)
    if key == "ta_in_another_district_pct":
        found.append(ELSEWHERE)
    if row["polarity"] != "none":
        found.append(DIRECTION)
    return found


if __name__ == "__main__":
    write_catalogue(CODE, entries())
