"""Makes the catalogue of PSS EX1 and of the PAF unit costs rebuilt from it; the words are ours."""

# ruff: noqa: E501 - one entry a line reads best
from __future__ import annotations

from scripts.catalogue_rows import write_catalogue

SOURCE = "PSS EX1 returns, Department of Health; Health and Social Care Information Centre"
URL = (
    "https://digital.nhs.uk/data-and-information/publications/statistical/"
    "personal-social-services-expenditure-and-unit-costs"
)
POUNDS_K = "£ thousand"
NOT_ADJUSTED = (
    "Rebuilt by Almoner from the return: gross expenditure excludes capital, and the framework's "
    "small adjustments are not made."
)

# Key -> title, sentence, numerator, denominator, unit, decimals, topic, caveats, headline.
Words = tuple[str, str, str, str, str, int, str, str, int]

PAF: dict[str, tuple[Words, str]] = {
    "PAF-B8": (
        (
            "Cost of services for children looked after",
            "What a week costs for each child in foster care or a children's home.",
            "Gross expenditure on children's homes and fostering, thousand pounds",
            "Weeks that children spent in those placements",
            "£ per child per week",
            0,
            "Unit costs",
            NOT_ADJUSTED + " From 2006-07 as published, with adoption, residential schools and "
            "short breaks counted.",
            1,
        ),
        "PAF B8; BVPI 51",
    ),
    "PAF-B9": (
        (
            "Unit cost of children's residential care",
            "What a week costs for each child in a children's home.",
            "Gross expenditure on children's homes, thousand pounds",
            "Weeks that children spent in homes (placement codes H3 to H5)",
            "£ per child per week",
            0,
            "Unit costs",
            NOT_ADJUSTED + " The form marks the activity; the line of expenditure is our reading.",
            2,
        ),
        "PAF B9",
    ),
    "PAF-B10": (
        (
            "Unit cost of foster care",
            "What a week costs for each child in foster care.",
            "Gross expenditure on fostering services, thousand pounds",
            "Weeks that children spent in foster care (placement codes F1 to F6)",
            "£ per child per week",
            0,
            "Unit costs",
            NOT_ADJUSTED + " The form marks the activity; the line of expenditure is our reading.",
            3,
        ),
        "PAF B10",
    ),
    "PAF-B12": (
        (
            "Cost of intensive social care for adults and older people",
            (
                "What a week costs for each person in residential or nursing care or with intensive "
                "home care."
            ),
            (
                "Gross expenditure on residential and nursing care and intensive home care, thousand "
                "pounds"
            ),
            "Weeks of that care",
            "£ per person per week",
            0,
            "Unit costs",
            (
                "As published, 2006-07 to 2012-13. In 2008-09 the denominator without NHS-funded "
                "people is published 52 times too large; the value is right."
            ),
            4,
        ),
        "PAF B12; BVPI 52",
    ),
    "PAF-B17": (
        (
            "Unit cost of home care for adults and older people",
            "What an hour of home care costs, by the hours of a sample week.",
            "Gross expenditure on home care, thousand pounds",
            "Hours of home care in the sample week, times 52",
            "£ per hour",
            1,
            "Unit costs",
            NOT_ADJUSTED + " From 2006-07 to 2008-09 as published; in 2008-09 the denominator is "
            "the sample week's hours. There the publisher's labels of the two sorts of hours stand "
            "at each other's figures, and are read the other way round.",
            5,
        ),
        "PAF B17",
    ),
}

UNIT_COSTS: dict[str, Words] = {
    "CareCost": (
        "Cost of residential and nursing care",
        "What a week of residential or nursing care costs for each person in it.",
        "Gross expenditure, thousand pounds", "Person-weeks of care", "£ per person per week", 0,
        "Unit costs", "Split by client group, setting, provider and who pays.", 6,
    ),
    "HomeCareHourCost": (
        "Cost of an hour of home care",
        "What an hour of home care costs, by the hours given in the whole year.",
        "Gross expenditure, thousand pounds", "Hours of home care in the year", "£ per hour", 1,
        "Unit costs", "", 7,
    ),
    "HomeCareCost": (
        "Weekly cost of home care",
        "What a week of home care costs for each person who has it.",
        "Gross expenditure, thousand pounds", "People with home care at 31 March",
        "£ per person per week", 0, "Unit costs", "", 8,
    ),
    "DayCareCost": (
        "Weekly cost of day care",
        "What a week of day care costs for each person who has it.",
        "Gross expenditure, thousand pounds", "People with day care at 31 March",
        "£ per person per week", 0, "Unit costs", "", 9,
    ),
    "DayClientCost": (
        "Cost of day care for a client in an average week",
        "What a week of day care costs for each client counted in an average week.",
        "Gross expenditure, thousand pounds", "Clients in an average week",
        "£ per client per week", 0, "Unit costs", "", 0,
    ),
    "DaySessionCost": (
        "Cost of a session of day care",
        "What one session of day care costs.",
        "", "", "£ per session", 0, "Unit costs", "", 0,
    ),
    "DirectPaymentCost": (
        "Weekly cost of direct payments",
        "What a week of direct payments comes to for each person who has them.",
        "Gross expenditure, thousand pounds", "People with direct payments at 31 March",
        "£ per person per week", 0, "Unit costs", "", 10,
    ),
    "MealCost": (
        "Cost of a meal",
        "What a meal brought to somebody's home costs.",
        "Gross expenditure, thousand pounds", "Meals in an average week", "£ per meal", 1,
        "Unit costs", "", 0,
    ),
    "MealsCost": (
        "Weekly cost of meals",
        "What a week of meals costs for each person who has them.",
        "Gross expenditure, thousand pounds", "People with meals at 31 March",
        "£ per person per week", 0, "Unit costs", "", 0,
    ),
    "LookedAfterCost": (
        "Cost of a placement of a looked-after child",
        "What a week in a placement costs for each child in it.",
        "", "", "£ per child per week", 0, "Unit costs",
        "2006-07 and 2007-08; split by placement and provider.", 0,
    ),
}  # fmt: skip
# Key -> title, what it is, the rest of the sentence.
SPENDING = {
    "Gross": ("Gross expenditure without capital", "What was spent before any income, without capital."),
    "GrossWithCapital": ("Gross expenditure with capital", "What was spent before any income, with capital."),
    "GrossCurrent": ("Gross expenditure less partners' money", "What was spent, without capital, less what came in from partners and others but not from clients."),
    "Own": ("Own provision without capital", "What the council spent on services it ran itself, without capital."),
    "OwnWithCapital": ("Own provision with capital", "What the council spent on services it ran itself, with capital."),
    "OwnCapital": ("Capital charges of own provision", "What the council was charged for capital of services it ran itself."),
    "ByOthers": ("Provision by others", "What the council spent on services that others ran."),
    "ClientContributions": ("Clients' contributions", "What people paid towards the services they had."),
    "JointArrangements": ("Income from joint arrangements", "What partners paid under joint arrangements."),
    "OtherIncome": ("Other income", "What came in from other sources."),
    "Income": ("Total income", "All that came in from clients, partners and others."),
    "Net": ("Net current expenditure", "What was left for the council to pay, without capital."),
    "NetTotal": ("Net total expenditure", "What was left for the council to pay, with capital."),
}  # fmt: skip
# Key -> title, sentence, unit, service.
ACTIVITY = {
    "CareWeeks": ("Weeks of residential and nursing care", "How many weeks people spent in residential and nursing care.", "weeks", "adults"),
    "Clients": ("People with services at 31 March", "How many people had a service at the end of the year.", "people", "adults"),
    "ClientsInYear": ("People with services in the year", "How many people had a service at any time in the year.", "people", "adults"),
    "ClientsReviewed": ("People whose services were reviewed", "How many people had a review of their services in the year.", "people", "adults"),
    "Assessed": ("People whose assessment was completed", "How many people's assessments were completed in the year.", "people", "adults"),
    "ContactsPassedOn": ("Contacts passed on", "How many contacts were passed on for assessment or for services.", "contacts", "adults"),
    "AdultReferrals": ("Referrals of adults", "How many adults were referred in the year.", "referrals", "adults"),
    "AdultReviews": ("Reviews of adults", "How many reviews of adults were completed in the year.", "reviews", "adults"),
    "HomeCareHours": ("Hours of home care in the sample week", "How many hours of home care were given in the sample week.", "hours a week", "adults"),
    "HomeCareHoursYear": ("Hours of home care in the year", "How many hours of home care were given in the whole year.", "hours", "adults"),
    "IntensiveHomeCare": ("Households with intensive home care", "How many households had more than 10 hours and 6 visits in the sample week.", "households", "adults"),
    "Meals": ("Meals in an average week", "How many meals were brought to people's homes in an average week.", "meals a week", "adults"),
    "DaySessions": ("Sessions of day care in an average week", "How many sessions of day care were given in an average week.", "sessions a week", "adults"),
    "DirectPayments": ("Carers and disabled young people with direct payments", "How many carers and disabled young people had direct payments at the end of the year.", "people", "adults"),
    "PlacementDays": ("Days of placement of looked-after children", "How many days looked-after children spent in each kind of placement.", "days", "children"),
    "SecureDays": ("Days in secure accommodation", "How many days looked-after children spent in secure accommodation for their welfare.", "days", "children"),
    "ShortBreakNights": ("Nights of short breaks", "How many nights children spent in short-term placements.", "nights", "children"),
    "ChildReferrals": ("Referrals of children", "How many children were referred in the year.", "referrals", "children"),
    "ChildAssessments": ("Assessments of children", "How many assessments of children were made in the year.", "assessments", "children"),
    "InitialAssessments": ("Initial assessments of children", "How many initial assessments of children were made in the year.", "assessments", "children"),
    "ChildReviews": ("Reviews of children", "How many reviews of children and their families were held in the year.", "reviews", "children"),
    "SectorWeeks": ("Weeks of care by provider", "How many weeks of care the council gave itself and how many it bought.", "weeks", "adults"),
    "SectorShare": ("Share of care by provider", "Of every hundred weeks of care, how many the council gave itself and how many it bought.", "%", "adults"),
}  # fmt: skip
SECONDARY = (
    "Compiled from the returns by a third party; rows for 2017 name no council and are left out."
)
AS_RETURNED = "As councils returned it; a blank is nil or not returned, which cannot be told apart."


def entries() -> list[dict[str, object]]:
    """One entry an indicator that the reader emits."""
    found = [_cost(code, words, lineage) for code, (words, lineage) in PAF.items()]
    found += [_cost(f"PSSEX1-{key}", words, "") for key, words in UNIT_COSTS.items()]
    for key, (title, sentence) in SPENDING.items():
        found.append(
            _entry(
                f"PSSEX1-{key}", title, sentence, POUNDS_K, "finance", "Expenditure", AS_RETURNED
            )
        )
    for key, (title, sentence, unit, service) in ACTIVITY.items():
        caveats = SECONDARY if key.startswith("Sector") else AS_RETURNED
        found.append(
            _entry(f"PSSEX1-{key}", title, sentence, unit, service, "Activity", caveats)
            | {"decimals": int(unit == "%")}
        )
    return found


def _entry(
    code: str, title: str, sentence: str, unit: str, service: str, topic: str, caveats: str
) -> dict[str, object]:
    return {
        "code": code,
        "publication": "pss-ex1",
        "title": title,
        "sentence": sentence,
        "service": service,
        "topic": topic,
        "unit": unit,
        "period_kind": "year",
        "definition_url": URL,
        "caveats": caveats,
        "source": SOURCE,
    }


def _cost(code: str, words: Words, lineage: str) -> dict[str, object]:
    title, sentence, numerator, denominator, unit, decimals, topic, caveats, headline = words
    return _entry(code, title, sentence, unit, "finance", topic, caveats) | {
        "numerator": numerator,
        "denominator": denominator,
        "decimals": decimals,
        "lineage": lineage,
        "headline": headline,
        "definition": "1000 x numerator / denominator" if numerator else "",
    }


if __name__ == "__main__":
    print(write_catalogue("pss-ex1", entries()))
