"""Categories of the publication -> our codes; the code of a total is ""."""

from __future__ import annotations

AGES = {
    "All Ages": "",
    "0-17 years": "0-17",
    "18-64 years": "18-64",
    "65-74 years": "65-74",
    "75-84 years": "75-84",
    "85+ years": "85+",
    "Unknown": "unknown",
}
DEPRIVATION = {
    "1 (Most Deprived)": "1-most",
    "2": "2",
    "3": "3",
    "4": "4",
    "5 (Least Deprived)": "5-least",
    "Unknown": "unknown",
}
HOURS = {
    "0 - <2 hours": "0-2",
    "2 - <4 hours": "2-4",
    "4 - <10 hours": "4-10",
    "10+ hours": "10+",
    "Unknown": "unknown",
}
DEPENDENCY = {
    "A (Most Independent)": "A",
    **{letter: letter for letter in "BCDEFGH"},
    "I (Least Independent)": "I",
}
SOURCES = {
    "999 Emergency Services": "999",
    "Care Home": "care-home",
    "GP": "gp",
    "Self Referral": "self",
    "Other/Unknown": "other-or-unknown",
}
PROVIDERS = {
    "Local Authority/Health & Social Care Partnership/NHS Board only": "public",
    "Private only": "private",
    "Third Sector": "third-sector",
    "Other Local Authority": "other-council",
    "Other": "other",
}
SEXES = {"Female": "female", "Male": "male", "Not Known / Unspecified": "unknown"}
CLIENT_GROUPS = {
    "Dementia": "dementia",
    "Elderly / Frail": "frail",
    "Learning Disability": "learning-disability",
    "Mental Health": "mental-health",
    "Physical and Sensory Disability": "physical-disability",
    "Other": "other",
    "Not Recorded": "not-recorded",
}
LIVING = {"Living Alone": "alone", "Not Living Alone": "not-alone", "Unknown": "unknown"}
SERVICES = {
    "Care Home": "care-home",
    "Care at Home": "care-at-home",
    "Community Alarms / Telecare": "telecare",
    "Day Care": "day-care",
    "Housing Support": "housing-support",
    "Meals": "meals",
    "Social Worker": "social-worker",
}
# How Scotland stands in the tables: with an estimate for partnerships that sent nothing, or not.
PLACES = {
    "Scotland (Estimated)": "S92000003",
    "Scotland (All Areas Submitted)": "S92000003",
}
