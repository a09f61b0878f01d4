"""The oddities of the department's scripts, each in a row or two: councils are judged by them."""

from __future__ import annotations

from typing import Any

import pytest

from almoner.returns.checking import context_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of

KIND = kind_of("CLD")
PERIOD = {
    "LA_Code": "211", "Reporting_Period_Start_Date": "01/04/2025",
    "Reporting_Period_End_Date": "31/03/2026",
}  # fmt: skip
CLIENT = {
    **PERIOD, "Client_Type": "Service user", "Event_Type": "Service",
    "LA_Person_Unique_Identifier": "a", "Date_of_Birth": "01/01/1940",
}  # fmt: skip
STAY = {
    **CLIENT, "Service_Type": "Long term support: Residential care",
    "Service_Component": "Long term residential care", "Event_Start_Date": "01/06/2025",
}  # fmt: skip
AT_HOME = {
    **CLIENT, "Service_Type": "Long term support: Community", "Event_Start_Date": "01/06/2025",
    "Accommodation_Status": "Tenant: Private landlord", "Delivery_Mechanism": "Direct payment",
}  # fmt: skip
CARER = {
    **CLIENT, "Client_Type": "Unpaid carer", "Event_Start_Date": "01/06/2025",
    "Service_Type": "Unpaid carer support: Direct to unpaid carer",
}  # fmt: skip
REABLED = {
    **CLIENT, "Service_Type": "Short term support: ST-Max", "Event_Start_Date": "01/06/2025",
    "Event_End_Date": "01/07/2025", "Event_Outcome": "NFA: Support ended as planned",
}  # fmt: skip
Row = dict[str, Any]


def figure(code: str, *rows: Row, year: str = "2025-26") -> tuple[float | None, float | None]:
    """Numerator and denominator from these rows."""
    context = context_of(KIND, {"CLD": list(rows)}, {}, Collection.of(year), References())
    assert KIND.indicators is not None
    return KIND.indicators(context)[code][:2]


@pytest.mark.parametrize(
    ("change", "admitted"),
    [
        ({}, 1),
        ({"Service_Component": None}, 0),  # The blank component that the script means to keep.
        ({"Service_Component": "Short term residential care"}, 0),
        ({"Service_Component": "Home support or domiciliary care"}, 0),
        ({"Event_Outcome": "NFA: Self-funded client or under 12wk disregard"}, 0),
        ({"Event_Outcome": "NFA - Self-funded client (inc. 12wk disregard)"}, 0),
        ({"Date_of_Birth": None}, 0),
        ({"Date_of_Death": "31/03/2025", "Event_End_Date": "01/07/2025"}, 0),
        ({"Event_Start_Date": "31/03/2025"}, 0),
        ({"Event_Start_Date": "31/03/2026"}, 1),
        ({"Service_Type": "LONG TERM SUPPORT: NURSING CARE"}, 1),
        ({"Client_Type": "Unpaid carer"}, 0),
    ],
)
def test_who_is_admitted(change: Row, admitted: int) -> None:
    assert figure("ASCOF_2B_2C", {**STAY, **change}) == (admitted, None)


@pytest.mark.parametrize(
    ("ended", "admitted"), [(None, 0), ("02/06/2024", 0), ("01/06/2024", 1), ("01/01/2024", 1)]
)
def test_a_stay_within_365_days_before_is_no_new_admission(ended: str, admitted: int) -> None:
    before = {**STAY, "Event_Start_Date": "01/01/2023", "Event_End_Date": ended}
    assert figure("ASCOF_2C", before, STAY) == (admitted, None)


def test_two_admissions_count_once_in_the_youngest_band() -> None:
    born = {"Date_of_Birth": "01/07/1960"}
    first = {**STAY, **born, "Event_End_Date": "02/06/2025"}
    # Half a lifetime apart would be needed for both to be new, so the earlier band decides alone.
    second = {**STAY, **born, "Event_Start_Date": "01/08/2025"}
    assert figure("ASCOF_2B", first, second) == (1, None)
    assert figure("ASCOF_2C", first, second) == (0, None)


@pytest.mark.parametrize(
    ("accommodation", "settled"),
    [("Shared Lives scheme", 1), ("Refuge", 0), ("Unknown", 0), (None, 0), ("A house", 0)],
)
def test_unknown_accommodation_counts_below_the_line_only(
    accommodation: str | None, settled: int
) -> None:
    assert figure("ASCOF_2E", {**AT_HOME, "Accommodation_Status": accommodation}) == (settled, 1)


def test_people_of_unknown_age_drop_out_of_2e_and_count_in_the_total_of_3d() -> None:
    row = {**AT_HOME, "Date_of_Birth": None}
    assert figure("ASCOF_2E", row) == (0, 0)
    assert figure("ASCOF_3D_clients_1a", row) == (1, 1)
    assert figure("ASCOF_3D_clients_1a_65_and_above", row) == (0, 0)


def test_a_known_accommodation_is_kept_though_a_later_event_says_nothing() -> None:
    later = {**AT_HOME, "Event_Type": "Review", "Service_Type": None, "Accommodation_Status": None,
             "Event_Start_Date": "01/02/2026", "Event_End_Date": "01/02/2026"}  # fmt: skip
    assert figure("ASCOF_2E", {**AT_HOME, "Event_End_Date": "01/01/2026"}, later) == (1, 1)


@pytest.mark.parametrize(
    ("change", "directed", "paid"),
    [
        ({}, 1, 1),
        ({"Delivery_Mechanism": "CASSR managed personal budget"}, 1, 0),
        ({"Delivery_Mechanism": "CASSR commissioned support"}, 0, 0),
        ({"Delivery_Mechanism": "Voucher"}, 0, 0),
        ({"Delivery_Mechanism": None}, 0, 0),
        ({"Delivery_Mechanism": "CASSR commissioned support",
          "Service_Component": "Direct payment"}, 1, 1),
    ],
)  # fmt: skip
def test_a_direct_payment_as_component_overrides_the_mechanism(
    change: Row, directed: int, paid: int
) -> None:
    row = {**AT_HOME, **change}
    assert figure("ASCOF_3D_clients_1a", row) == (directed, 1)
    assert figure("ASCOF_3D_clients_2a", row) == (paid, 1)


def test_a_client_in_a_care_home_as_well_is_not_in_the_community() -> None:
    assert figure("ASCOF_3D_clients", AT_HOME, STAY) == (0, 0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Delivery_Mechanism": "Direct payment"}, (1, 1)),
        ({"Delivery_Mechanism": "CASSR managed personal budget"}, (0, 0)),
        ({"Delivery_Mechanism": "CASSR managed personal budget",
          "Service_Component": "Other unpaid carer support"}, (1, 1)),
        ({"Delivery_Mechanism": "CASSR commissioned support"}, (0, 0)),
        ({"Delivery_Mechanism": "CASSR commissioned support",
          "Service_Component": "Other unpaid carer support"}, (0, 1)),
        ({"Service_Component": "Direct payment"}, (1, 1)),
        ({"Service_Component": "Unpaid carer respite"}, (0, 0)),
    ],
)  # fmt: skip
def test_a_carer_s_budget_without_component_drops_out(
    change: Row, expected: tuple[int, int]
) -> None:
    assert figure("ASCOF_3D_carers", {**CARER, **change}) == expected


def test_a_spell_of_reablement_that_needs_no_more_support() -> None:
    assert figure("ASCOF_2A", REABLED) == (1, 1)
    after = {**AT_HOME, "Event_Start_Date": "08/07/2025"}
    assert figure("ASCOF_2A", REABLED, after) == (0, 1)
    assert figure("ASCOF_2A", REABLED, {**AT_HOME, "Event_Start_Date": "09/07/2025"}) == (1, 1)


def test_clients_known_within_91_days_before_are_not_new() -> None:
    before = {**AT_HOME, "Event_Start_Date": "01/01/2025"}
    assert figure("ASCOF_2A", {**before, "Event_End_Date": "03/03/2025"}, REABLED) == (0, 0)
    assert figure("ASCOF_2A", {**before, "Event_End_Date": "02/03/2025"}, REABLED) == (1, 1)


def test_hospital_and_death_are_outside_both() -> None:
    assert figure("ASCOF_2A", {**REABLED, "Event_Outcome": "Admitted to hospital"}) == (0, 0)
    assert figure("ASCOF_2A", {**REABLED, "Date_of_Death": "08/07/2025"}) == (0, 0)
    assert figure("ASCOF_2A", {**REABLED, "Date_of_Death": "09/07/2025"}) == (1, 1)


def test_a_file_of_another_year_is_measured_in_its_own_period() -> None:
    assert figure("ASCOF_2C", STAY, year="2031-32") == (1, None)


def test_of_two_submissions_the_later_says_how_an_event_ended() -> None:
    later = {**STAY, "Reporting_Period_Start_Date": "01/07/2025",
             "Reporting_Period_End_Date": "30/06/2026",
             "Event_Outcome": "NFA: Self-funded client or under 12wk disregard"}  # fmt: skip
    assert figure("ASCOF_2C", STAY, later) == (0, None)


def test_a_service_that_vanished_from_the_next_submission_ended_with_the_first() -> None:
    early = {**AT_HOME, "Reporting_Period_End_Date": "31/12/2025"}
    other = {**AT_HOME, "LA_Person_Unique_Identifier": "b"}
    assert figure("ASCOF_3D_clients", early, other) == (1, 1)


def test_a_review_in_the_last_fortnight_says_what_followed() -> None:
    spell = {**REABLED, "Event_Outcome": None}
    review = {**CLIENT, "Event_Type": "Review", "Event_Start_Date": "10/06/2025",
              "Event_Outcome": "NFA: Other"}  # fmt: skip
    assert figure("ASCOF_2A", spell) == (0, 0)
    assert figure("ASCOF_2A", spell, {**review, "Event_End_Date": "18/06/2025"}) == (1, 1)
    assert figure("ASCOF_2A", spell, {**review, "Event_End_Date": "17/06/2025"}) == (0, 0)


def test_equipment_during_the_spell_is_low_level_support() -> None:
    spell = {**REABLED, "Event_Outcome": None}
    given = {**CLIENT, "Service_Component": "Equipment", "Event_Start_Date": "05/06/2025",
             "Event_End_Date": "06/06/2025"}  # fmt: skip
    assert figure("ASCOF_2A", spell, given) == (1, 1)
