"""Makes the catalogue of the Local Government Benchmarking Framework from its own dictionary.

Directions, formats, labels and multipliers are the publisher's; the sentence, topic and order of
display of each indicator, and plain titles for those shown first, are Almoner's and stand in
catalogue_lgbf_words.csv.
"""

from __future__ import annotations

import csv
from pathlib import Path

from almoner.publications.lgbf import IN_POINTS, INDICATORS
from scripts.catalogue_rows import write_catalogue

WORDS = Path(__file__).with_name("catalogue_lgbf_words.csv")
URL = "https://www.improvementservice.org.uk/benchmarking"

SERVICES = {
    "Adult Social Care Services": "adults",
    "Children's Services": "children",
    "Housing Services": "housing",
    "Corporate Services": "corporate",
}
POLARITIES = {"Ascending": "lower", "Descending": "higher", "Goldilocks": "range"}
REAL_TERMS = (
    "In real terms: restated at the prices of the latest year of each edition, so that earlier "
    "years change from edition to edition."
)


def entries() -> list[dict[str, object]]:
    """One entry an indicator of the framework's dictionary, in order of code."""
    with WORDS.open(encoding="utf-8", newline="") as stream:
        words = {row["code"]: row for row in csv.DictReader(stream)}
    with INDICATORS.open(encoding="utf-8-sig", newline="") as stream:
        known = sorted(csv.DictReader(stream), key=lambda row: row["code"])
    return [_entry(row, words[row["code"]]) for row in known]


def _entry(row: dict[str, str], words: dict[str, str]) -> dict[str, object]:
    midpoint = _midpoint(row)
    return {
        "code": f"LGBF-{row['code']}",
        "publication": "lgbf",
        "title": words["title"] or row["title"].strip(),
        "sentence": words["sentence"],
        "service": SERVICES[row["category"]],
        "topic": words["topic"],
        "numerator": row["numerator_label"].strip(),
        "denominator": row["denominator_label"].strip(),
        "unit": words["unit"],
        "decimals": _decimals(row["number_format"]),
        "polarity": POLARITIES[row["ranking_type"]],
        "range_low": midpoint,
        "range_high": midpoint,
        "period_kind": "multi_year" if row["reporting_period"].startswith("3 Year") else "year",
        "why_it_matters": words["why_it_matters"],
        "definition": _definition(row, words),
        "definition_url": URL,
        "caveats": " ".join(filter(None, [_caveat(row), words["caveats"]])),
        "source": "Improvement Service: Local Government Benchmarking Framework",
        "headline": words["headline"] or 0,
    }


def _definition(row: dict[str, str], words: dict[str, str]) -> str:
    """How the value is made, after the publisher's own title where ours is another."""
    own = f"Published as: {row['title'].strip()}." if words["title"] else ""
    return " ".join(filter(None, [own, _formula(row)]))


def _midpoint(row: dict[str, str]) -> str:
    return f"{100 * float(row['goldilocks_midpoint']):g}" if row["goldilocks_midpoint"] else ""


def _decimals(number_format: str) -> int:
    after_point = number_format.partition(".")[2]
    return len(after_point) - len(after_point.lstrip("0"))


def _formula(row: dict[str, str]) -> str:
    if row["code"] == "CORP03C":
        return "100 x (1 - average hourly pay of women / average hourly pay of men)"
    if not row["numerator_label"]:
        return ""
    times = float(row["numerator_multiplier"])
    if row["measure_type"] == "Percentage":
        times *= 100
    factor = "" if times == 1 else f"{times:g} x "
    return f"{factor}numerator / denominator"


def _caveat(row: dict[str, str]) -> str:
    said = []
    if row["measure_type"] == "Cost":
        said.append(REAL_TERMS)
    if row["reporting_period"] == "2 Yearly":
        said.append("Published every second year.")
    if row["code"] in IN_POINTS:
        said.append("Published in percentage points.")
    if row["ranking_type"] == "Goldilocks":
        said.append("The publisher ranks by nearness to the middle of the range.")
    if row["category"] == "Housing Services":
        said.append("Only for the 26 councils that have housing of their own.")
    return " ".join(said)


if __name__ == "__main__":
    print(write_catalogue("lgbf", entries()))
