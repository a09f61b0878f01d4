"""Writes the catalogue entries of Ofsted's judgements, in words of Almoner's.

python -m scripts.catalogue_ofsted_inspections
"""

from __future__ import annotations

from almoner.publications.ofsted_inspections import PUBLICATION
from almoner.publications.ofsted_inspections.scale import CODE, JUDGEMENTS, PREFIX
from scripts.catalogue_rows import write_catalogue

SCALE = "1 Outstanding, 2 Good, 3 Requires improvement to be good, 4 Inadequate"
OF = {
    "Overall": "children's services as a whole",
    "Leaders": "how far leaders help social workers to do good work with children and families",
    "HelpAndProtection": "what children in need of help and protection experience and how they do",
    "InCare": "what children in care experience and how they do",
    "CareLeavers": "what care leavers experience and how they do",
}
SHORT = {
    "Overall": "overall",
    "Leaders": "leadership",
    "HelpAndProtection": "help and protection",
    "InCare": "children in care",
    "CareLeavers": "care leavers",
}
CARE_LEAVERS = (
    "Judged apart from children in care only in inspections from January 2023; earlier judgements "
    "of children in care took in care leavers."
)
ORDER = "A grade, not a quantity: differences between grades are not equal steps."
HISTORY = (
    "The latest date is published. Earlier ones are worked out by Almoner from the inspections "
    "since 2018, and lack councils that had none under that framework yet."
)
VISIT = "A visit is reported by letter and gives no grade. Only visits of 2024-25 are in the data."


def _entry(key: str, **cells: object) -> dict[str, object]:
    return {
        "code": f"{PREFIX}-{key}",
        "publication": CODE,
        "service": "inspection",
        "topic": "Ofsted: children's services",
        "decimals": 0,
        "period_kind": "day",
        "definition_url": PUBLICATION.url,
        "source": "Local authority inspection outcomes, Ofsted",
        "no_quartile": "yes",
        **cells,
    }


def _judgements() -> list[dict[str, object]]:
    found = []
    for rank, (key, words) in enumerate(JUDGEMENTS.items(), start=1):
        caveats = f"{ORDER} {CARE_LEAVERS}" if key in {"CareLeavers", "InCare"} else ORDER
        shared = {
            "numerator": words,
            "unit": "grade",
            "polarity": "lower",
            "definition": SCALE,
            "caveats": caveats,
        }
        found.append(
            _entry(
                f"InForce-{key}",
                title=f"Ofsted judgement in force: {SHORT[key]}",
                sentence=f"Ofsted's latest judgement of {OF[key]}, from {SCALE}.",
                headline=rank,
                why_it_matters="An Inadequate judgement brings monitoring visits, and may bring "
                "intervention by the government. (Almoner's words)",
                **{**shared, "caveats": f"{caveats} {HISTORY}"},
            )
        )
        found.append(
            _entry(
                f"Judgement-{key}",
                title=f"Ofsted judgement at each inspection: {SHORT[key]}",
                sentence=f"What each inspection since 2018 judged of {OF[key]}, from {SCALE}.",
                **shared,
            )
        )
    return found


def entries() -> list[dict[str, object]]:
    """Judgements in force and at each inspection, visits, and how often Ofsted came."""
    return [
        *_judgements(),
        _entry(
            "FocusedVisit",
            title="Ofsted focused visit",
            sentence="A day on which Ofsted began a focused visit to children's services.",
            numerator="Focused visits that began on the day, by theme",
            unit="visits",
            caveats=VISIT,
        ),
        _entry(
            "MonitoringVisit",
            title="Ofsted monitoring visit",
            sentence="A day on which Ofsted began a monitoring visit, made to councils judged "
            "Inadequate.",
            numerator="Monitoring visits that began on the day, by theme",
            unit="visits",
            caveats=VISIT,
        ),
        _entry(
            "VisitsAndInspections",
            title="Ofsted visits and inspections in the year",
            sentence="How often Ofsted visited or inspected the council's children's services in "
            "the reporting year.",
            numerator="Standard and short inspections, focused visits and monitoring visits",
            unit="visits",
            period_kind="year",
            caveats="Counted by Almoner from Ofsted's list of the year; none is a zero.",
        ),
    ]


if __name__ == "__main__":
    write_catalogue(CODE, entries())
