"""The fourteen tables: what each column of theirs is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from almoner.publications.scotland_social_care import categories as of
from almoner.reference.periods import PeriodKind


@dataclass(frozen=True)
class Split:
    """A column that splits a measure: what it is called in breakdowns, and its categories."""

    name: str
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """A table of the publication.

    `beginning` of its file's name; the `edition` it came out in; the columns of its `period` and
    `place`; `splits` by column; `value` column and the `numerator` beside it, if there is one.
    Which indicator a row is, is said by the column `measure` through `indicators`, or is the one
    under "". `suffix_by` is a column that says what the period is: see PERIODS.
    """

    beginning: str
    edition: str
    indicators: Mapping[str, str]
    value: str
    period: str = "financial_quarter"
    place: str = "sending_location"
    kind: PeriodKind = PeriodKind.QUARTER
    numerator: str = ""
    measure: str = ""
    suffix_by: str = ""
    locality: str = ""
    splits: Mapping[str, Split] = field(default_factory=dict)

    def columns(self) -> list[str]:
        """Every column that is read."""
        named = (self.period, self.place, self.measure, self.suffix_by, self.locality)
        return [name for name in (*named, *self.splits, self.value, self.numerator) if name]


# What a row's period is -> the end of its indicator's code, and how its label is read.
PERIODS: Mapping[str, tuple[str, PeriodKind]] = {
    "Financial Quarter": ("", PeriodKind.QUARTER),
    "Financial Year": ("Year", PeriodKind.YEAR),
    "Census Week": ("Census", PeriodKind.YEAR),
}
HOME_CARE = {
    "Number of People": "SSC-HomeCarePeople",
    "Number of Hours": "SSC-HomeCareHours",
    "Rate per 1,000 Population": "SSC-HomeCareRate",
    "Rate per 1,000 People": "SSC-HomeCareRate",
}
AGE = {"age_group": Split("age", of.AGES)}
FIRST, SECOND, THIRD = "2021", "2022", "2024"


def _by_measure(measure: str, code: str) -> dict[str, str]:
    return {measure: code, f"{measure} (adjusted)": f"{code}Adjusted"}


LAYOUTS = (
    Layout(
        "care_at_home_quarterly", THIRD, HOME_CARE, "value_raw", period="period",
        place="location", measure="measure", suffix_by="time_period_type", splits=AGE,
    ),
    Layout(
        "home_care_hscp", FIRST, HOME_CARE, "value", measure="measure",
        suffix_by="time_period", splits=AGE,
    ),
    Layout(
        "home_care_locality", FIRST, HOME_CARE, "value", measure="measure",
        locality="locality", splits=AGE,
    ),
    Layout(
        "home_care_deprivation", FIRST, {"": "SSC-HomeCareDeprivation"}, "simd_percentage",
        numerator="nclient", splits={**AGE, "deprivation": Split("deprivation", of.DEPRIVATION)},
    ),
    Layout(
        "home_care_hours_received", FIRST, {"": "SSC-HomeCareHoursBand"}, "percentage",
        numerator="nclient", suffix_by="time_period",
        splits={**AGE, "level_of_service": Split("hours", of.HOURS)},
    ),
    Layout(
        "home_care_iorn", FIRST, {"": "SSC-HomeCareDependency"}, "propn_iorn",
        period="financial_year", kind=PeriodKind.YEAR, numerator="nclient",
        splits={
            "iorn_group": Split("dependency", of.DEPENDENCY),
            "level_of_service": Split("hours", of.HOURS),
        },
    ),
    Layout(
        "home_care_personal_care", FIRST, {"": "SSC-PersonalCare"}, "percentage",
        numerator="nclient", suffix_by="time_period", splits=AGE,
    ),
    Layout(
        "home_care_referral_source", FIRST, {"": "SSC-ReferralSource"}, "percentage",
        numerator="numerator",
        splits={**AGE, "referral_source": Split("source", of.SOURCES)},
    ),
    Layout(
        "home_care_service_provider", FIRST, {"": "SSC-HomeCareProvider"}, "percentage",
        numerator="nclient", suffix_by="time_period",
        splits={**AGE, "hc_service_provider": Split("provider", of.PROVIDERS)},
    ),
    Layout(
        "people_supported_age_sex", SECOND,
        _by_measure("Rate per 1,000 Social Care Clients", "SSC-SupportedBySex"), "rate",
        period="financial_year", kind=PeriodKind.YEAR, numerator="nclient", measure="measure",
        splits={**AGE, "sex": Split("sex", of.SEXES)},
    ),
    Layout(
        "people_supported_client_group", SECOND,
        _by_measure("Rate per 1,000 Social Care Clients", "SSC-SupportedByGroup"), "rate",
        period="financial_year", kind=PeriodKind.YEAR, numerator="nclient", measure="measure",
        splits={**AGE, "client_group": Split("client", of.CLIENT_GROUPS)},
    ),
    Layout(
        "people_supported_living_alone", SECOND,
        _by_measure("Percentage of Social Care Clients", "SSC-LivingAlone"), "percentage",
        period="financial_year", kind=PeriodKind.YEAR, numerator="nclient", measure="measure",
        splits={**AGE, "living_alone": Split("living", of.LIVING)},
    ),
    Layout(
        "people_supported_services", SECOND, {"": "SSC-SupportedByService"}, "nclient",
        period="financial_year", kind=PeriodKind.YEAR,
        splits={**AGE, "service_group": Split("service", of.SERVICES)},
    ),
    Layout(
        "people_supported_trend", SECOND,
        _by_measure("Rate per 1,000 Population", "SSC-Supported"), "rate",
        period="financial_year", kind=PeriodKind.YEAR, numerator="nclient", measure="measure",
    ),
)  # fmt: skip
