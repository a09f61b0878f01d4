"""Section 47 enquiries: one row is one enquiry under section 47 of the Children Act 1989."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="section_47",
    title="Section 47 enquiries",
    one_row_is="one enquiry under section 47 of the Children Act 1989",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_s47_enquiry",
    columns=(
        text("enquiry_id", "Key of the row.", standard="s47e_s47_enquiry_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="s47e_person_id",
        ),
        text("referral_id", "The referral.", standard="s47e_referral_id", refers="referral"),
        text(
            "team_id",
            "The team that did, or holds, the work.",
            refers="team",
            standard="s47e_s47_completed_by_team",
        ),
        day(
            "started_on",
            "The day of the strategy discussion that started it.",
            standard="s47e_s47_start_date",
            required=True,
        ),
        day("ended_on", "The day it ended; blank while it is open.", standard="s47e_s47_end_date"),
        day("conference_due_on", "The day by which an initial conference was due."),
        flag("conference_not_required", "Whether no initial conference was required."),
        flag(
            "no_further_action", "Whether it ended with no further action.", standard="s47e_s47_nfa"
        ),
    ),
)
