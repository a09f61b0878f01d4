"""Writes the catalogue entries of the RO3 outturn from the publisher's headings.

python -m scripts.catalogue_finance_outturn
"""

from __future__ import annotations

import re

from almoner.publications.finance_outturn import CODE, PUBLICATION
from almoner.publications.finance_outturn.items import PREFIX, Item, items
from almoner.publications.finance_outturn.shares import SHARES, Share
from scripts.catalogue_rows import write_catalogue

# The columns of the form: words for a title, words for a sentence.
COLUMNS = {
    "empl": ("employees (C1)", "spent on employees"),
    "run-exp": ("running expenses (C2)", "spent on running expenses"),
    "tot-exp": ("total expenditure (C3)", "spent in all, before income,"),
    "sfc": ("sales, fees and charges (C4)", "received from sales, fees and charges"),
    "oth-inc": ("other income (C5)", "received from other sources"),
    "tot-inc": ("total income (C6)", "received in all"),
    "net-cur-exp": ("net current expenditure (C7)", "spent after income"),
}
SERVICES = {"csc": "Children's social care", "asc": "Adult social care", "ph": "Public health"}
# Lines that the publisher's key does not file under their service.
FILED = {"phsup-anc-exp-csc": "csc", "phsup-anc-exp-asc": "asc"}
# Lines in plain words; the others go by the publisher's.
NAMES = {
    "csctot": "children's social care",
    "cscsr": "children's centres and early years",
    "csclkd": "looked-after children",
    "csclkdres": "residential care of looked-after children",
    "csclkdfos": "fostering of looked-after children",
    "csclkdasy": "looked-after children who seek asylum",
    "csclkdoth": "other care of looked-after children",
    "cscoth": "other services for children and families",
    "cscfml": "family support",
    "cscyth": "youth justice",
    "cscsfg": "safeguarding of children and young people",
    "cscasy": "asylum seekers, by children's services",
    "cscsrv": "services for young people",
    "cscsvmem": "agency staff in children's social care",
    "asctot": "adult social care",
    "ascphy": "physical support of adults",
    "ascsns": "sensory support of adults",
    "ascmmr": "support of adults with memory and cognition",
    "asclrn": "support of adults with a learning disability",
    "ascmnt": "support of adults with their mental health",
    "ascsclsbs": "support of adults who misuse substances",
    "ascsclasy": "support of asylum seekers, by adult social care",
    "ascsclisl": "support against social isolation",
    "ascsclcrr": "support of carers",
    "ascass": "assistive equipment and technology",
    "asccrasssfg": "care assessment and safeguarding of adults",
    "ascinf": "information and early intervention for adults",
    "asccmstad": "commissioning, strategy and administration of adult social care",
    "ascsvmem": "agency staff in adult social care",
    "phtot": "public health",
    "phsvmem": "agency staff in public health",
}
# Net spending that a council's page shows first.
HEADLINES = (
    "csctot", "asctot", "csclkd", "csclkdres", "csclkdfos", "cscsfg", "cscfml", "asclrn", "ascphy",
    "ascmnt", "ascmmr", "asccrasssfg", "phtot",
)  # fmt: skip
# Share: title, sentence, numerator, denominator, why it matters.
SHARE_WORDS = {
    "share-looked-after": (
        "Share of children's social care spending that goes to looked-after children",
        "Of every £100 spent on children's social care, how much goes to looked-after children.",
        "Net spending on looked-after children",
        "Net spending on children's social care",
        "What is spent on care cannot be spent on help that may keep families together.",
    ),
    "share-residential": (
        "Share of spending on looked-after children that goes to residential care",
        "Of every £100 spent on looked-after children, how much goes to residential care.",
        "Net spending on residential care of looked-after children",
        "Net spending on looked-after children",
        "Residential care costs several times as much as fostering.",
    ),
    "share-family-support": (
        "Share of children's social care spending that goes to family support",
        "Of every £100 spent on children's social care, how much goes to family support.",
        "Net spending on family support",
        "Net spending on children's social care",
        "",
    ),
    "share-safeguarding": (
        "Share of children's social care spending that goes to safeguarding",
        ("Of every £100 spent on children's social care, how much goes to safeguarding."),
        "Net spending on safeguarding of children and young people",
        "Net spending on children's social care",
        "",
    ),
    "share-learning-disability": (
        "Share of adult social care spending that goes to learning disability support",
        (
            "Of every £100 spent on adult social care, how much goes to adults with a learning "
            "disability."
        ),
        "Net spending on support of adults with a learning disability",
        "Net spending on adult social care",
        "",
    ),
    "share-assessment": (
        "Share of adult social care spending that goes to assessment and safeguarding",
        "Of every £100 spent on adult social care, how much goes to assessment and safeguarding.",
        "Net spending on care assessment and safeguarding of adults",
        "Net spending on adult social care",
        "",
    ),
    "share-fees": (
        "Share of adult social care spending paid for by fees and charges",
        "Of every £100 spent on adult social care before income, how much fees and charges bring.",
        "Sales, fees and charges of adult social care",
        "Total expenditure on adult social care",
        "",
    ),
    "share-income": (
        "Share of adult social care spending paid for by income",
        (
            "Of every £100 spent on adult social care before income, how much income of all kinds "
            "brings."
        ),
        "Total income of adult social care",
        "Total expenditure on adult social care",
        "",
    ),
}
WORKED_OUT = (
    "Worked out by Almoner from the form. No direction is meant. A council whose services are run "
    "by a trust may report them under other lines."
)
TOTALS = 2
BOTH = "The total of both ages is Almoner's sum; the form gives them apart."


def entries() -> list[dict[str, object]]:
    """One entry a line and column of the form (ages are breakdowns), then the shares."""
    by_code: dict[str, list[Item]] = {}
    for item in items().values():
        by_code.setdefault(item.indicator, []).append(item)
    lines = [_entry(code, found) for code, found in by_code.items()]
    return lines + [_share_entry(share) for share in SHARES]


def _share_entry(share: Share) -> dict[str, object]:
    title, sentence, above, below, why = SHARE_WORDS[share.key]
    service = SERVICES[share.numerator[:3]].lower()
    return {
        "code": f"{PREFIX}-{share.key}",
        "publication": CODE,
        "title": title,
        "sentence": sentence,
        "service": "finance",
        "topic": f"Spending: {service}",
        "numerator": above,
        "denominator": below,
        "unit": "%",
        "decimals": 1,
        "period_kind": "year",
        "why_it_matters": f"{why} (Almoner's words)" if why else "",
        "definition_url": PUBLICATION.url,
        "caveats": WORKED_OUT,
        "source": "Revenue outturn RO3, ministry for housing and local government",
        "headline": TOTALS + 1 + SHARES.index(share),
    }


def _entry(code: str, found: list[Item]) -> dict[str, object]:
    first = found[0]
    line = _line(first)
    title, sentence = _words(first, line)
    ages = [item.age for item in found if item.age]
    service = FILED.get(first.line) or next(key for key in SERVICES if first.line.startswith(key))
    is_headline = first.column == "net-cur-exp" and first.line in HEADLINES
    return {
        "code": code,
        "publication": CODE,
        "title": title,
        "sentence": sentence,
        "service": "finance",
        "topic": f"Spending: {SERVICES[service].lower()}",
        "numerator": first.heading if not ages else line,
        "unit": "£ thousand",
        "decimals": 0,
        "period_kind": "year",
        "definition_url": PUBLICATION.url,
        "caveats": _caveats(found, ages),
        "source": "Revenue outturn RO3, ministry for housing and local government",
        "headline": _place(first.line) if is_headline else 0,
        "no_quartile": "yes",
    }


def _place(line: str) -> int:
    """The two totals come first, then the shares, which councils can compare; then the lines."""
    place = HEADLINES.index(line)
    return place + 1 + (len(SHARES) if place >= TOTALS else 0)


def _line(item: Item) -> str:
    """The service line without its ages, its column and its notes."""
    if item.line in NAMES:
        return NAMES[item.line]
    text = re.sub(r"\s*\[note \d+\]", "", item.heading)
    return re.sub(r" - [^-]*\(C\d.*$", "", text)


def _words(item: Item, line: str) -> tuple[str, str]:
    if item.line.endswith("mem"):
        return f"Spending on {line}", f"What the council spent on {line} in the year."
    column, words = COLUMNS[item.column]
    sentence = f"What the council {words} in the year, in thousands of pounds: {line}."
    if item.column == "net-cur-exp":
        return f"Net spending on {line}", sentence
    return f"{line[0].upper()}{line[1:]}: {column}", sentence


def _caveats(found: list[Item], ages: list[str]) -> str:
    parts = [
        "A sum of money, not a rate: large councils spend more.",
        "England is grossed up for councils whose return did not come in time.",
    ]
    if ages and all(item.age for item in found):
        parts.append(BOTH)
    return " ".join(parts)


if __name__ == "__main__":
    write_catalogue(CODE, entries())
