"""Assessments of children: one row is one assessment of a child."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="child_assessment",
    title="Assessments of children",
    one_row_is="one assessment of a child",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cin_assessments",
    columns=(
        text("assessment_id", "Key of the row.", standard="cina_assessment_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="cina_person_id",
        ),
        text(
            "referral_id",
            "The referral that led to it.",
            standard="cina_referral_id",
            refers="referral",
        ),
        text(
            "team_id",
            "The team that did, or holds, the work.",
            refers="team",
            standard="cina_assessment_team",
        ),
        day(
            "started_on",
            "The day it started.",
            standard="cina_assessment_start_date",
            required=True,
        ),
        day("review_point_on", "The internal review point that was set."),
        day(
            "authorised_on",
            "The day it was authorised; blank while it is not.",
            standard="cina_assessment_auth_date",
        ),
        flag("child_seen", "Whether the child was seen.", standard="cina_assessment_child_seen"),
        flag(
            "no_further_action",
            "Whether it ended with no further action.",
            standard="cina_assessment_outcome_nfa",
        ),
    ),
)
