"""The measures of the ministry's detailed tables that Almoner reads, and the shares made of them.

`tidy` measures stand in the packaged table of all quarters; the others only in the workbooks.
Keys are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PREFIX: Final = "HCLIC"
BB: Final = "Bed and breakfast hotels (including shared annexes)"
NIGHTLY: Final = "Nightly paid, privately managed accommodation, self-contained"
HOSTELS: Final = "Hostels (including reception centres, emergency units and refuges)"
LEASED: Final = (
    "Private sector accommodation leased by your authority or leased or managed by a registered "
    "provider"
)
STOCK: Final = "Local authority or Housing association (LA/HA) stock"
OTHER: Final = (
    "Any other type of temporary accommodation (including private landlord and not known)"
)
NONE_SECURED: Final = "Duty owed, no accommodation secured"
ALL_IN: Final = "Total number of households"
WITH_CHILDREN: Final = "Total with children"


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of a table: its heading, and the heading above it where several columns share it.

    `headings` are the words that the column has had, without the numbers of notes. `optional`
    columns came, or went, with a change of the collection.
    """

    key: str
    table: str
    headings: tuple[str, ...]
    group: str = ""
    tidy: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, or a rate per thousand households, of two measures."""

    key: str
    numerator: str
    denominator: str
    times: float = 100.0


def _column(
    table: str, key: str, *headings: str, group: str = "", optional: bool = False
) -> Measure:
    return Measure(key, table, headings, group, optional=optional)


def _tidy(table: str, key: str, *headings: str, group: str = "", optional: bool = False) -> Measure:
    return Measure(key, table, headings, group, tidy=True, optional=optional)


MEASURES: Final = (
    _tidy("A1", "initial_assessments", "Total initial assessments"),
    _tidy("A1", "owed_duty_total", "Total owed a prevention or relief duty", "Total"),
    _tidy(
        "A1",
        "owed_prevention_duty",
        "Threatened with homelessness within 56 days - Prevention duty owed",
        "Threatened with homelessness - Prevention duty owed",
    ),
    _tidy("A1", "owed_prevention_s21", "due to service of valid Section 21 Notice"),
    _tidy("A1", "owed_relief_duty", "Homeless - Relief duty owed"),
    _tidy(
        "A1",
        "not_homeless_no_duty",
        "Not homeless nor threatened with homelessness within 56 days - no duty owed",
        "Not threatened with homelessness within 56 days - no duty owed",
    ),
    _tidy(
        "A1",
        "withdrew_before_assessment",
        "Withdrew application before assessment - no duty owed",
        optional=True,
    ),
    _tidy("A1", "not_eligible", "Not eligible / no longer eligible - no duty owed", optional=True),
    _tidy("A1", "households_thousands", "Number of households in area (000s)", optional=True),
    _tidy(
        "P1",
        "prevention_duties_ended",
        "Total number of households whose prevention duty ended",
        "Total number of households where prevention duty ended",
    ),
    _tidy("P1", "prevention_secured_accommodation", "Total secured accommodation", "Total"),
    _column("P1", "prevention_secured_existing", "Stayed in existing accommodation"),
    _column("P1", "prevention_secured_alternative", "Moved to alternative accommodation"),
    _column("P1", "prevention_ended_homeless", "Homeless (including intentionally homeless)"),
    _column("P1", "prevention_refused_offer", "Refused suitable accommodation offer"),
    _column("P1", "prevention_refused_to_cooperate", "Refused to cooperate"),
    _column("P1", "prevention_contact_lost", "Contact lost"),
    _column(
        "P1",
        "prevention_withdrew_or_died",
        "Withdrew application / applicant deceased",
        "Total withdrew / deceased",
    ),
    _column("P1", "prevention_56_days", "56 days elapsed and no further action"),
    _column("P1", "prevention_no_longer_eligible", "No longer eligible"),
    _column("P1", "prevention_reason_not_known", "Not known"),
    _tidy(
        "R1",
        "relief_duties_ended",
        "Total number of households whose relief duty ended",
        "Total number of households where relief duty ended",
    ),
    _tidy("R1", "relief_secured_accommodation", "Secured accommodation for 6+ months"),
    _column("R1", "relief_56_days", "56 days elapsed"),
    _column("R1", "relief_referred_elsewhere", "Local connection referral accepted by other LA"),
    _column(
        "R1", "relief_intentionally_homeless", "Intentionally homeless from accommodation provided"
    ),
    _column("R1", "relief_refused_final_offer", "Refused final accommodation"),
    _column("R1", "relief_refused_to_cooperate", "Notice served due to refusal to cooperate"),
    _column("R1", "relief_contact_lost", "Contact lost"),
    _column(
        "R1",
        "relief_withdrew_or_died",
        "Withdrew application / applicant deceased",
        "Total withdrew / deceased",
    ),
    _column("R1", "relief_no_longer_eligible", "No longer eligible"),
    _column("R1", "relief_reason_not_known", "Not known"),
    _tidy("MD1", "main_duty_decisions", "Total main duty decisions for eligible households"),
    _tidy(
        "MD1",
        "main_duty_acceptances",
        "Homeless + priority need + unintentionally homeless (acceptance)",
    ),
    _column(
        "MD1",
        "main_duty_intentionally_homeless",
        "Homeless + priority need + intentionally homeless",
    ),
    _column("MD1", "main_duty_no_priority_need", "Homeless + no priority need"),
    _column("MD1", "main_duty_not_homeless", "Not homeless"),
    _tidy("TA1", "households_in_ta", "Total number of households in TA"),
    _tidy(
        "TA1", "households_with_children_in_ta", "Total number of households in TA with children"
    ),
    _tidy("TA1", "children_in_ta", "Total number of children in TA"),
    _tidy("TA1", "bb_total", ALL_IN, group=BB),
    _tidy("TA1", "bb_with_children", WITH_CHILDREN, group=BB),
    _tidy(
        "TA1",
        "bb_with_children_over_6_weeks",
        "Total with children and resident more than 6 weeks",
        group=BB,
    ),
    _column(
        "TA1",
        "bb_with_children_over_6_weeks_in_appeal",
        "Total with children and resident more than 6 weeks and pending review / appeal",
        group=BB,
    ),
    _column("TA1", "bb_16_or_17", "Total with 16/17-year-old main applicant", group=BB),
    _tidy("TA1", "nightly_paid_total", ALL_IN, group=NIGHTLY),
    _column("TA1", "nightly_paid_with_children", WITH_CHILDREN, group=NIGHTLY),
    _tidy("TA1", "hostel_total", ALL_IN, group=HOSTELS),
    _column("TA1", "hostel_with_children", WITH_CHILDREN, group=HOSTELS),
    _tidy("TA1", "private_leased_total", ALL_IN, group=LEASED),
    _column("TA1", "private_leased_with_children", WITH_CHILDREN, group=LEASED),
    _tidy("TA1", "la_ha_stock_total", ALL_IN, group=STOCK),
    _column("TA1", "la_ha_stock_with_children", WITH_CHILDREN, group=STOCK),
    _tidy("TA1", "other_ta_total", ALL_IN, group=OTHER),
    _column("TA1", "other_ta_with_children", WITH_CHILDREN, group=OTHER),
    _tidy("TA1", "ta_in_another_district", "In TA in another local authority district"),
    _tidy("TA1", "duty_owed_no_accommodation", ALL_IN, group=NONE_SECURED),
    _column("TA1", "duty_owed_no_accommodation_with_children", WITH_CHILDREN, group=NONE_SECURED),
)
TABLES: Final = ("A1", "P1", "R1", "MD1", "TA1")

PER_THOUSAND: Final = 1.0  # The denominator is in thousands already.
SHARES: Final = (
    Share("owed_duty_pct", "owed_duty_total", "initial_assessments"),
    Share("section_21_pct", "owed_prevention_s21", "owed_prevention_duty"),
    Share("prevention_secured_pct", "prevention_secured_accommodation", "prevention_duties_ended"),
    Share("relief_secured_pct", "relief_secured_accommodation", "relief_duties_ended"),
    Share("main_duty_accepted_pct", "main_duty_acceptances", "main_duty_decisions"),
    Share("ta_with_children_pct", "households_with_children_in_ta", "households_in_ta"),
    Share("ta_in_another_district_pct", "ta_in_another_district", "households_in_ta"),
    Share("bb_pct", "bb_total", "households_in_ta"),
    Share("bb_over_6_weeks_pct", "bb_with_children_over_6_weeks", "bb_with_children"),
    Share("owed_prevention_rate", "owed_prevention_duty", "households_thousands", PER_THOUSAND),
    Share("owed_relief_rate", "owed_relief_duty", "households_thousands", PER_THOUSAND),
    Share("owed_duty_rate", "owed_duty_total", "households_thousands", PER_THOUSAND),
    Share("ta_rate", "households_in_ta", "households_thousands", PER_THOUSAND),
)
