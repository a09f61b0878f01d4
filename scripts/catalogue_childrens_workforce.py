"""Writes the catalogue entries of the children's social work workforce, in words of Almoner's.

python -m scripts.catalogue_childrens_workforce
"""

from __future__ import annotations

from almoner.publications.childrens_workforce import CODE, MEASURES, PREFIX, PUBLICATION
from scripts.catalogue_rows import write_catalogue

FTE = "full-time equivalents"
HEADS = "people"
AT = "at 30 September"
OVER = "in the year to 30 September"
WORKERS = "Children and family social workers"
DIRECTION = "The direction of good is Almoner's reading."
ABSENT = (
    "The publisher works the rate out from the working days of all staff, which it does not give."
)

# key: title, sentence, numerator, denominator, unit, polarity, headline, why it matters
WORDS = {
    "inpost_fte": (
        f"Social workers in post (FTE) {AT}",
        "How many social workers for children the council employed, as full-time equivalents.",
        f"{WORKERS} employed {AT}, full-time equivalents",
        "",
        FTE,
        "none",
        9,
        "",
    ),
    "inpost_headcount": (
        f"Social workers in post (headcount) {AT}",
        "How many social workers for children the council employed.",
        f"{WORKERS} employed {AT}",
        "",
        HEADS,
        "none",
        0,
        "",
    ),
    "starters_fte": (
        f"Social workers who started (FTE) {OVER}",
        "How many social workers joined the council in the year, as full-time equivalents.",
        f"{WORKERS} who started {OVER}, full-time equivalents",
        "",
        FTE,
        "none",
        0,
        "",
    ),
    "starters_headcount": (
        f"Social workers who started (headcount) {OVER}",
        "How many social workers joined the council in the year.",
        f"{WORKERS} who started {OVER}",
        "",
        HEADS,
        "none",
        0,
        "",
    ),
    "leavers_fte": (
        f"Social workers who left (FTE) {OVER}",
        "How many social workers left the council in the year, as full-time equivalents.",
        f"{WORKERS} who left {OVER}, full-time equivalents",
        "",
        FTE,
        "none",
        0,
        "",
    ),
    "leavers_headcount": (
        f"Social workers who left (headcount) {OVER}",
        "How many social workers left the council in the year.",
        f"{WORKERS} who left {OVER}",
        "",
        HEADS,
        "none",
        0,
        "",
    ),
    "turnover_rate_fte": (
        f"Social worker turnover (FTE) {OVER}",
        "Of every 100 social workers, how many left the council during the year.",
        f"{WORKERS} who left {OVER}, full-time equivalents",
        f"{WORKERS} employed {AT}, full-time equivalents",
        "%",
        "lower",
        0,
        "A child whose social worker leaves has to start again with somebody new.",
    ),
    "turnover_rate_headcount": (
        f"Social worker turnover (headcount) {OVER}",
        "Of every 100 social workers, how many left during the year, counted as people.",
        f"{WORKERS} who left {OVER}",
        f"{WORKERS} employed {AT}",
        "%",
        "lower",
        0,
        "",
    ),
    "agency_fte": (
        f"Agency social workers (FTE) {AT}",
        "How many social workers came from an agency, as full-time equivalents.",
        f"Agency social workers {AT}, full-time equivalents",
        "",
        FTE,
        "none",
        0,
        "",
    ),
    "agency_headcount": (
        f"Agency social workers (headcount) {AT}",
        "How many social workers came from an agency.",
        f"Agency social workers {AT}",
        "",
        HEADS,
        "none",
        0,
        "",
    ),
    "agency_rate_fte": (
        f"Share of social workers from an agency (FTE) {AT}",
        "Of every 100 social workers at work for the council, how many came from an agency.",
        f"Agency social workers {AT}, full-time equivalents",
        f"Agency and employed social workers {AT}, full-time equivalents",
        "%",
        "lower",
        0,
        "Agency workers cost more and tend to stay for a shorter time.",
    ),
    "agency_rate_headcount": (
        f"Share of social workers from an agency (headcount) {AT}",
        (
            "Of every 100 social workers at work for the council, how many came from an agency, "
            "counted as people."
        ),
        f"Agency social workers {AT}",
        f"Agency and employed social workers {AT}",
        "%",
        "lower",
        0,
        "",
    ),
    "agency_cover_fte": (
        f"Agency social workers covering vacancies (FTE) {AT}",
        "How many agency social workers were filling a vacant post, as full-time equivalents.",
        f"Agency social workers covering vacancies {AT}, full-time equivalents",
        "",
        FTE,
        "none",
        0,
        "",
    ),
    "agency_cover_rate_fte": (
        f"Agency social workers who cover vacancies (FTE) {AT}",
        "Of every 100 agency social workers, how many were filling a vacant post.",
        f"Agency social workers covering vacancies {AT}, full-time equivalents",
        f"Agency social workers {AT}, full-time equivalents",
        "%",
        "none",
        0,
        "",
    ),
    "vacancy_fte": (
        f"Vacant social worker posts (FTE) {AT}",
        "How many social worker posts stood vacant, as full-time equivalents.",
        f"Vacant social worker posts {AT}, full-time equivalents",
        "",
        FTE,
        "none",
        0,
        "",
    ),
    "vacancy_rate_fte": (
        f"Social worker vacancy rate (FTE) {AT}",
        "Of every 100 social worker posts, how many stood vacant.",
        f"Vacant social worker posts {AT}, full-time equivalents",
        f"Vacant posts and employed social workers {AT}, full-time equivalents",
        "%",
        "lower",
        0,
        "Vacant posts leave more work to those who stay, or are filled from an agency.",
    ),
    "vacancy_agency_cover_rate_fte": (
        f"Vacancies covered by agency social workers (FTE) {AT}",
        "Of every 100 vacant social worker posts, how many an agency worker was filling.",
        f"Agency social workers covering vacancies {AT}, full-time equivalents",
        f"Vacant social worker posts {AT}, full-time equivalents",
        "%",
        "none",
        0,
        "",
    ),
    "case_holders_fte": (
        f"Social workers who hold cases (FTE) {AT}",
        (
            "How many social workers, employed or from an agency, held a case, as full-time "
            "equivalents."
        ),
        f"Case-holding social workers {AT}, full-time equivalents",
        "",
        FTE,
        "none",
        0,
        "",
    ),
    "cases": (
        f"Cases held by social workers {AT}",
        "How many cases social workers held on the day.",
        f"Cases held {AT}",
        "",
        "cases",
        "none",
        0,
        "",
    ),
    "caseload_fte": (
        f"Average caseload of a social worker {AT}",
        "How many cases a full-time social worker who holds cases had on average.",
        f"Cases held {AT}",
        f"Case-holding social workers {AT}, full-time equivalents",
        "cases per worker",
        "lower",
        0,
        "With fewer cases a social worker has more time for each child.",
    ),
    "working_days_lost_fte": (
        f"Working days lost to sickness {OVER}",
        "How many working days were lost because social workers were ill.",
        f"Working days lost to sickness {OVER}, full-time equivalents",
        "",
        "days",
        "none",
        0,
        "",
    ),
    "absence_rate_fte": (
        f"Sickness absence of social workers {OVER}",
        "Of every 100 days that social workers should have worked, how many were lost to sickness.",
        f"Working days lost to sickness {OVER}",
        f"Working days of social workers {OVER}",
        "%",
        "lower",
        0,
        "",
    ),
}
JOINT = (
    "North and West Northamptonshire, and Kingston and Richmond, make one return between them; "
    "their figures stand under the pair."
)


def _caveats(key: str, polarity: str) -> str:
    parts = [JOINT]
    if key == "absence_rate_fte":
        parts.append(ABSENT)
    if polarity != "none":
        parts.append(DIRECTION)
    return " ".join(parts)


def entries() -> list[dict[str, object]]:
    """One entry a column of the publisher's file."""
    found = []
    for key in MEASURES:
        title, sentence, above, below, unit, polarity, headline, why = WORDS[key]
        decimals = 0 if key == "cases" or (key.endswith("_headcount") and not below) else 1
        found.append(
            {
                "code": f"{PREFIX}-{key}",
                "publication": CODE,
                "title": title,
                "sentence": sentence,
                "service": "workforce",
                "topic": "Children's social workers",
                "numerator": above,
                "denominator": below,
                "unit": unit,
                "decimals": decimals,
                "polarity": polarity,
                "period_kind": "rolling_year",
                "why_it_matters": f"{why} (Almoner's words)" if why else "",
                "definition_url": PUBLICATION.url,
                "caveats": _caveats(key, polarity),
                "source": "Children's social work workforce census, Department for Education",
                "headline": headline,
            }
        )
    return found


if __name__ == "__main__":
    write_catalogue(CODE, entries())
