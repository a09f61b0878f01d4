"""The figures of Client Level Data against a slow count, person by person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.returns.checking import context_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of
from tests.doubles import slow_client_level_data as slow

KIND = kind_of("CLD")
FIRST, LAST = dt.date(2025, 4, 1), dt.date(2026, 3, 31)
EDGES = [FIRST, LAST, FIRST - dt.timedelta(1), LAST + dt.timedelta(1), dt.date(2025, 9, 1)]
DAYS = st.one_of(
    st.sampled_from(EDGES),
    st.dates(dt.date(2025, 8, 20), dt.date(2025, 9, 20)),
    st.dates(dt.date(2024, 1, 1), dt.date(2026, 6, 1)),
)
SOMETIMES = st.one_of(st.none(), st.none(), st.none(), st.none(), DAYS)
ROWS = st.fixed_dictionaries(
    {
        "person": st.sampled_from("ABC"),
        "Client_Type": st.sampled_from(
            ["Service user"] * 5 + ["Unpaid carer", "Unpaid carer known by association"]
        ),
        "Event_Type": st.sampled_from(
            ["Service", "Service", "Service", "Assessment", "Review", "Request"]
        ),
        "Event_Start_Date": DAYS,
        "Event_End_Date": st.one_of(st.none(), DAYS),
        "Event_Outcome": st.sampled_from([None, *slow.OUTCOMES]),
        "Service_Type": st.sampled_from(
            [*slow.LONG, slow.ST_MAX, slow.ST_MAX, slow.ONGOING, slow.OTHER, slow.CARER_SERVICE]
        ),
        "Service_Component": st.sampled_from(
            [None, "Long term residential care", "Long term nursing care", "Direct payment",
             "Short term residential care", "Equipment", "Home support or domiciliary care"]
        ),
        "Delivery_Mechanism": st.sampled_from(
            [None, slow.DIRECT, slow.MANAGED, slow.COMMISSIONED, "Nonsense"]
        ),
        "Accommodation_Status": st.sampled_from(
            [None, "Unknown", "Nonsense", "Tenant: Private landlord", "Refuge"]
        ),
        "Gender": st.sampled_from([None, "Male", "Female", "Unknown"]),
        "Primary_Support_Reason": st.sampled_from([None, "Learning Disability Support"]),
        "Date_of_Birth": st.sampled_from(
            [None, dt.date(1960, 9, 1), dt.date(1940, 1, 1), dt.date(2007, 9, 1),
             dt.date(2015, 1, 1)]
        ),
        "Date_of_Death": SOMETIMES,
    }
)  # fmt: skip


def quickly(rows: list[dict[str, Any]]) -> dict[str, tuple[float, float | None]]:
    """The figures as the product gives them."""
    table = [
        {
            **{name: value for name, value in row.items() if name != "person"},
            # A service that is none has no type or component.
            "Service_Type": row["Service_Type"] if row["Event_Type"] == "Service" else None,
            "Service_Component": row["Service_Component"]
            if row["Event_Type"] == "Service"
            else None,
            "LA_Person_Unique_Identifier": row["person"],
            "LA_Code": "211",
            "Reporting_Period_Start_Date": FIRST,
            "Reporting_Period_End_Date": LAST,
        }
        for row in rows
    ]
    context = context_of(KIND, {"CLD": table}, {}, Collection.of("2025-26"), References())
    assert KIND.indicators is not None
    return {
        code: (figure.numerator, figure.denominator)
        for code, figure in KIND.indicators(context).items()
    }


NEAR = st.dates(dt.date(2025, 8, 25), dt.date(2025, 9, 15))
# Around one spell of reablement of one person, so that most examples have a sequel to find.
AROUND = st.fixed_dictionaries(
    {
        "Event_Type": st.sampled_from(["Service", "Assessment", "Review", "Request"]),
        "Event_Start_Date": NEAR,
        "Event_End_Date": st.one_of(st.none(), NEAR),
        "Event_Outcome": st.sampled_from([None, *slow.OUTCOMES]),
        "Service_Type": st.sampled_from(
            [slow.COMMUNITY, slow.ST_MAX, slow.ONGOING, slow.OTHER, slow.RESIDENTIAL]
        ),
        "Service_Component": st.sampled_from([None, "Equipment", "Short term nursing care"]),
    }
)
STAYS = st.fixed_dictionaries(
    {
        "person": st.sampled_from("AB"),
        "Service_Type": st.sampled_from([slow.NURSING, slow.RESIDENTIAL]),
        "Service_Component": st.sampled_from(
            ["Long term residential care", "Long term nursing care", None]
        ),
        "Event_Start_Date": st.one_of(DAYS, st.dates(dt.date(2024, 5, 1), dt.date(2025, 9, 1))),
        "Event_Outcome": st.sampled_from([None, None, slow.OUTCOMES[7]]),
        "Date_of_Birth": st.sampled_from([dt.date(1960, 9, 1), dt.date(1940, 1, 1)]),
    }
)
PLAIN: dict[str, Any] = {
    "person": "A", "Client_Type": "Service user", "Event_Type": "Service", "Event_Outcome": None,
    "Service_Component": None, "Delivery_Mechanism": None, "Accommodation_Status": None,
    "Gender": None, "Primary_Support_Reason": None, "Date_of_Birth": dt.date(1940, 1, 1),
    "Date_of_Death": None, "Event_End_Date": None,
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=7))
def test_figures_agree_with_a_slow_count(rows: list[dict[str, Any]]) -> None:
    agree(rows)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([None, *slow.OUTCOMES]),
    st.lists(AROUND, max_size=3),
    st.one_of(st.none(), st.none(), NEAR),
)
def test_sequels_of_reablement(
    outcome: str | None, around: list[dict[str, Any]], died: dt.date | None
) -> None:
    spell = {
        **PLAIN, "Service_Type": slow.ST_MAX, "Event_Outcome": outcome, "Date_of_Death": died,
        "Event_Start_Date": dt.date(2025, 8, 28), "Event_End_Date": dt.date(2025, 9, 6),
    }  # fmt: skip
    agree([spell, *({**PLAIN, **row} for row in around)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(STAYS, st.integers(1, 400)), max_size=4))
def test_admissions(stays: list[tuple[dict[str, Any], int]]) -> None:
    rows = [
        {**PLAIN, **row, "Event_End_Date": row["Event_Start_Date"] + dt.timedelta(days)}
        for row, days in stays
    ]
    agree(rows or [{**PLAIN, "Service_Type": None, "Event_Start_Date": FIRST}])


def agree(rows: list[dict[str, Any]]) -> None:
    """The product's figures are those of the slow count."""
    rows = [dict(row) for row in rows]
    for row in rows:
        if row["Event_Type"] != "Service":
            row["Service_Type"] = row["Service_Component"] = None
    found, expected = quickly(rows), slow.slowly(rows, FIRST, LAST)
    assert set(expected) <= set(found)
    for code, (top, bottom) in found.items():
        if code in ("ASCOF_2B_2C", "ASCOF_2B", "ASCOF_2C"):
            assert bottom is None
            assert top == expected.get(code, (0, 0))[0], code
        else:
            assert (top, bottom) == expected.get(code, (0, 0)), code
