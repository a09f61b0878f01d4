"""Contacts: one row is one contact about a child."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="contact",
    title="Contacts",
    one_row_is="one contact about a child",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_contacts",
    columns=(
        text("contact_id", "Key of the row.", standard="cont_contact_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="cont_person_id",
        ),
        text("team_id", "The front door team.", refers="team"),
        day("received_on", "The day it came.", standard="cont_contact_date", required=True),
        text("source", "Who made it: code of the CIN census.", standard="cont_contact_source_code"),
        day("decided_on", "The day it was decided; blank while it is not."),
        text(
            "outcome",
            "What was decided.",
            standard="cont_contact_outcome_json",
            codes=(
                "no further action",
                "information and advice",
                "early help",
                "referral",
            ),
        ),
    ),
)
