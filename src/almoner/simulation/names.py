"""Made-up names and identifiers, and the second records that some people have by mistake."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.draws import Array, Generator

_FIRST = {
    "F": "Olivia Amelia Isla Ava Mia Aisha Zara Grace Sofia Freya Maya Chloe Ruby Leila Hannah "
    "Margaret Jean Doreen Patricia Susan Karen Tracey Nicola Fatima Priya Agnieszka",
    "M": "Oliver George Noah Arthur Leo Muhammad Jack Theo Jacob Adam Samuel Rhys Owen Callum "
    "Isaac Ronald Kenneth Derek Brian Alan Keith Gary Darren Ibrahim Arjun Piotr",
}
_SURNAMES = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans "
    "Walker White Roberts Green Hall Wood Jackson Clarke Khan Hussain Ali Ahmed Begum Singh Kaur "
    "Murphy Kelly Byrne Adeyemi Okafor Mensah Nowak Kowalski Popescu Silva Chen Nguyen Hughes "
    "Morris Ward Cooper Turner Hill Moore Clark Baker Harris King Lee Allen Young Scott Mitchell"
)
_MISTAKES = 0.004  # share of people with a second record (ours)


def names(rng: Generator, sex: Array) -> tuple[Array, Array]:
    """First and family names, drawn without regard to anything but sex."""
    first = np.empty(len(sex), dtype=object)
    for code, text in _FIRST.items():
        options = np.array(text.split(), dtype=object)
        here = sex == code if code == "F" else sex != "F"
        first[here] = options[rng.integers(0, len(options), int(here.sum()))]
    family = np.array(_SURNAMES.split(), dtype=object)
    return first, family[rng.integers(0, len(family), len(sex))]


def second_records(rng: Generator, person: pl.DataFrame) -> pl.DataFrame:
    """Records of people who were entered twice, with the slips by which that happens.

    The second record has no NHS number, and one of: the day and month of birth swapped, the first
    name cut to three letters, or two letters of the family name swapped.
    """
    twice = person.filter(pl.Series(rng.random(person.height) < _MISTAKES))
    slip = pl.Series(rng.integers(0, 3, twice.height))
    born, name = pl.col("born_on"), pl.col("surname")
    swapped = pl.date(born.dt.year(), born.dt.day(), born.dt.month())
    can_swap = (slip == 0) & (twice["born_on"].dt.day() <= 12)
    return twice.with_columns(
        person_id=pl.concat_str(pl.lit("D"), "person_id"),
        nhs_number=pl.lit(None, pl.String),
        born_on=pl.when(can_swap).then(swapped).otherwise(born),
        forename=pl.when(slip == 1).then(pl.col("forename").str.head(3)).otherwise("forename"),
        surname=pl.when(slip == 2)
        .then(
            name.str.slice(0, 1) + name.str.slice(2, 1) + name.str.slice(1, 1) + name.str.slice(3)
        )
        .otherwise(name),
    )


def second_addresses(address: pl.DataFrame, twice: pl.DataFrame) -> pl.DataFrame:
    """The addresses of second records: those of the first ones."""
    known = pl.concat_str(pl.lit("D"), "person_id")
    return address.filter(known.is_in(twice["person_id"].implode())).with_columns(
        person_id=known, address_id=pl.concat_str(pl.lit("D"), "address_id")
    )
