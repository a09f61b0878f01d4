"""Initial child protection conferences: one row is one initial child protection conference."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="conference",
    title="Initial child protection conferences",
    one_row_is="one initial child protection conference",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_initial_cp_conference",
    columns=(
        text("conference_id", "Key of the row.", standard="icpc_icpc_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="icpc_person_id",
        ),
        text(
            "enquiry_id",
            "The section 47 enquiry that led to it.",
            standard="icpc_s47_enquiry_id",
            refers="section_47",
        ),
        text(
            "team_id",
            "The team that did, or holds, the work.",
            refers="team",
            standard="icpc_icpc_team",
        ),
        day("held_on", "The day it was held.", standard="icpc_icpc_date", required=True),
        flag(
            "transferred_in",
            "Whether it was for a child whose plan moved in from elsewhere.",
            standard="icpc_icpc_transfer_in",
        ),
        flag(
            "led_to_plan",
            "Whether a child protection plan followed.",
            standard="icpc_icpc_outcome_cp_flag",
        ),
    ),
)
