"""Writes the catalogue entries of children's social care providers, in words of Almoner's.

python -m scripts.catalogue_childrens_homes
"""

from __future__ import annotations

from almoner.publications.childrens_homes import CODE, PREFIX, PUBLICATION
from scripts.catalogue_rows import write_catalogue

COUNTED = "Counted by Almoner's sources from Ofsted's register; no count was published by council."
NO_PLACES = "Places were not given in 2015, and are not registered for agencies."

WORDS = (
    (
        "Providers",
        "Children's social care providers in the area",
        (
            "How many children's homes, fostering and adoption agencies and other providers were "
            "registered in the council's area."
        ),
        "Providers on Ofsted's register at 31 March, by type, sector and judgement",
        "",
        "providers",
        0,
        "none",
        0,
        "",
        COUNTED,
    ),
    (
        "Places",
        "Registered places of children's social care providers in the area",
        "How many places the providers in the council's area were registered for.",
        "Registered places at 31 March, by type, sector and judgement",
        "",
        "places",
        0,
        "none",
        0,
        "",
        f"{COUNTED} {NO_PLACES}",
    ),
    (
        "ChildrensHomes",
        "Children's homes in the area",
        "How many children's homes were registered in the council's area, whoever runs them.",
        "Children's homes on Ofsted's register at 31 March, by sector and by judgement",
        "",
        "homes",
        0,
        "none",
        6,
        (
            "Where there are few homes, children are placed far away; where there are many, other "
            "councils place theirs."
        ),
        (
            f"{COUNTED} Secure homes and special schools registered as homes are not among them. A "
            "council with other providers only has none."
        ),
    ),
    (
        "ChildrensHomePlaces",
        "Places in children's homes in the area",
        "How many places the children's homes in the council's area were registered for.",
        "Registered places of children's homes at 31 March, by sector",
        "",
        "places",
        0,
        "none",
        0,
        "",
        f"{COUNTED} {NO_PLACES}",
    ),
    (
        "GoodOrOutstanding",
        "Children's homes judged good or outstanding",
        (
            "Of every 100 inspected children's homes in the area, how many Ofsted judged good "
            "or outstanding."
        ),
        "Children's homes in the area judged good or outstanding",
        "Children's homes in the area with a judgement",
        "%",
        1,
        "higher",
        7,
        "",
        (
            f"{COUNTED} Worked out by Almoner, of every sector; homes not yet inspected are "
            "left out. The direction of good is Almoner's reading."
        ),
    ),
)


def entries() -> list[dict[str, object]]:
    """One entry an indicator."""
    names = (
        "code",
        "title",
        "sentence",
        "numerator",
        "denominator",
        "unit",
        "decimals",
        "polarity",
        "headline",
        "why_it_matters",
        "caveats",
    )
    found = []
    for row in WORDS:
        cells: dict[str, object] = dict(zip(names, row, strict=True))
        why = cells["why_it_matters"]
        cells |= {
            "code": f"{PREFIX}-{row[0]}",
            "why_it_matters": f"{why} (Almoner's words)" if why else "",
            "publication": CODE,
            "service": "inspection",
            "topic": "Children's homes and other providers",
            "period_kind": "day",
            "definition_url": PUBLICATION.url,
            "source": "Children's social care providers and places, Ofsted",
        }
        found.append(cells)
    return found


if __name__ == "__main__":
    write_catalogue(CODE, entries())
