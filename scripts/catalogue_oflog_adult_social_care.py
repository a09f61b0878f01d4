"""Writes the catalogue entries of OFLOG's measures of adult social care, in words of Almoner's.

python -m scripts.catalogue_oflog_adult_social_care
"""

from __future__ import annotations

from almoner.publications.oflog_adult_social_care import CODE, PREFIX, PUBLICATION
from scripts.catalogue_rows import write_catalogue

# title, sentence, numerator, denominator, unit, decimals, polarity, headline, caveats, lineage
WORDS = {
    "ASC1": (
        "Quality of life of carers",
        "How carers scored their own quality of life in a survey, out of 12.",
        "Scores of carers who answered",
        "Carers who answered",
        "points out of 12",
        1,
        "higher",
        0,
        "The survey of carers is held every other year.",
        "ASCOF 1D, from 2023 1C",
    ),
    "ASC2": (
        "Quality of life of people who use services, adjusted",
        (
            "How far services improved people's quality of life, after allowing for what services "
            "cannot change."
        ),
        "Adjusted scores of people who answered",
        "People who answered",
        "score",
        3,
        "higher",
        0,
        "Five councils have an impossible 0.000 in 2019-20, as published.",
        "ASCOF 1J, from 2023 1B",
    ),
    "ASC3": (
        "People who use services and find information easily",
        "Of every 100 people who use services, how many found it easy to find information.",
        "People who found it very or fairly easy",
        "People who answered",
        "%",
        1,
        "higher",
        0,
        "The publisher gives no direction for 2018-19.",
        "ASCOF 3D(1), from 2023 3C(1)",
    ),
    "ASC4": (
        "Carers who find information easily",
        "Of every 100 carers, how many found it easy to find information about support.",
        "Carers who found it very or fairly easy",
        "Carers who answered",
        "%",
        1,
        "higher",
        0,
        "The survey of carers is held every other year.",
        "ASCOF 3D(2), from 2023 3C(2)",
    ),
    "ASC5": (
        "Short-term services followed by less support or none",
        (
            "Of every 100 new clients who had a short-term service to make them independent, how "
            "many then needed less support or none."
        ),
        "New clients whose short-term service was followed by lower or no support",
        "New clients whose short-term service ended",
        "%",
        1,
        "higher",
        8,
        "",
        "ASCOF 2D",
    ),
    "ASC6": (
        "Requests for support that led to a service",
        "How many requests for support led to a service, for every 100,000 adults.",
        "Requests for support resulting in a service",
        "Adults",
        "per 100,000",
        0,
        "none",
        9,
        "",
        "",
    ),
    "ASC7": (
        "Turnover of the adult social care workforce",
        ("Of every 100 jobs in adult social care in the area, how many people left in the year."),
        "Staff who left",
        "Staff",
        "%",
        1,
        "none",
        0,
        "About one council in four has no figure. The publisher gives no direction.",
        "ASCOF 6A from 2023",
    ),
}
DEVIATION = (
    "The publisher's own comparison: the distance from the median of all councils, in median "
    "absolute deviations."
)


def _shared(code: str) -> dict[str, object]:
    return {
        "code": f"{PREFIX}-{code}",
        "publication": CODE,
        "service": "workforce" if code.startswith("ASC7") else "adults",
        "topic": "Adult social care outcomes (OFLOG)",
        "period_kind": "year",
        "definition_url": PUBLICATION.url,
        "source": "Office for Local Government",
    }


def entries() -> list[dict[str, object]]:
    """Each measure, and its deviation from the median."""
    names = (
        "title",
        "sentence",
        "numerator",
        "denominator",
        "unit",
        "decimals",
        "polarity",
        "headline",
        "caveats",
        "lineage",
    )
    found = []
    for code, words in WORDS.items():
        cells = dict(zip(names, words, strict=True))
        denominators = "The publisher gives no numerators or denominators."
        cells["caveats"] = f"{cells['caveats']} {denominators}".strip()
        found.append(_shared(code) | cells)
        found.append(
            _shared(f"{code}-Deviation")
            | {
                "title": f"{words[0]}: deviation from the median",
                "sentence": f"How far the council was from the median council: {words[0].lower()}.",
                "unit": "median absolute deviations",
                "decimals": 2,
                "caveats": DEVIATION,
                "no_quartile": "yes",
            }
        )
    return found


if __name__ == "__main__":
    write_catalogue(CODE, entries())
