"""Possible duplicates: every kind of slip is offered, strangers are not, decided pairs rest."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from almoner.records.duplicates import Pair, people_to_compare, possible_duplicates

FIRST = ("Ada", "Grace", "Mary", "Rosa", "Joan", "Emma", "Ruth", "Jane", "Anne", "Lucy")
LAST = ("Lovelace", "Hopper", "Seacole", "Parks", "Clarke", "Noether", "Jacobs", "Austen")


def people() -> pl.DataFrame:
    """Eighty strangers, and second records of four of them."""
    rows = [
        (f"p{i}", first, last, date(1950 + i // 2, 1 + i % 12, 1 + (7 * i) % 28), "F", None)
        for i, (first, last) in enumerate((f, s) for f in FIRST for s in LAST)
    ]
    rows[3] = (*rows[3][:5], "9434765919")
    born = date(1961, 3, 11)
    rows[20] = ("p20", "Mary", "Clarke", born, "F", None)
    rows += [
        ("d20", "Mary", "Clarke", date(1961, 11, 3), "F", None),
        ("d30", rows[30][1], rows[30][2][0] + rows[30][2][2] + rows[30][2][1] + rows[30][2][3:],
         rows[30][3], "F", None),
        ("d40", rows[40][1][:3], rows[40][2], rows[40][3], "F", None),
        ("d3", "Unknown", "Unknown", date(1900, 1, 1), "F", "943 476 5919"),
    ]  # fmt: skip
    return pl.DataFrame(
        rows,
        schema=["person_id", "forename", "surname", "born_on", "sex", "nhs_number"],
        orient="row",
    )


def addresses(person: pl.DataFrame) -> pl.DataFrame:
    """Everybody's postcode; second records have that of the first."""
    keys = person["person_id"].to_list()
    return pl.DataFrame(
        {
            "address_id": [f"a{i}" for i in range(len(keys))],
            "person_id": keys,
            "started_on": [date(2020, 1, 1)] * len(keys),
            "postcode": [f"OX{int(key[1:]) % 20 + 1} {int(key[1:]) % 9}AB" for key in keys],
        }
    )


@pytest.fixture(scope="module")
def compared() -> pl.DataFrame:
    person = people()
    return people_to_compare(person, addresses(person))


@pytest.fixture(scope="module")
def found(compared: pl.DataFrame) -> list[Pair]:
    return possible_duplicates(compared)


def test_second_records_are_offered_and_strangers_are_not(found: list[Pair]) -> None:
    offered = {frozenset((pair.person_id, pair.other_id)) for pair in found}
    assert {frozenset((f"d{n}", f"p{n}")) for n in (20, 30, 40)} <= offered
    assert all(any(key.startswith("d") for key in pair) for pair in offered)


def test_reasons_say_what_speaks_for_a_pair(found: list[Pair]) -> None:
    said = {pair.person_id: dict(pair.reasons) for pair in found}
    assert said["d20"]["day and month of birth swapped"] > 0
    assert said["d30"]["surnames alike"] > 0
    assert said["d40"]["same surname"] > 0
    for pair in found:
        assert pair.weight >= 0
        assert 0.5 <= pair.probability <= 1


def test_the_likeliest_come_first_and_the_same_again(
    compared: pl.DataFrame, found: list[Pair]
) -> None:
    weights = [pair.weight for pair in found]
    assert weights == sorted(weights, reverse=True)
    assert possible_duplicates(compared) == found


def test_decided_pairs_rest(compared: pl.DataFrame, found: list[Pair]) -> None:
    first = found[0]
    rest = possible_duplicates(compared, decided=[(first.other_id, first.person_id)])
    assert rest == found[1:]


def test_one_person_makes_no_pair(compared: pl.DataFrame) -> None:
    assert possible_duplicates(compared.head(1)) == []
