"""Safeguarding concerns and enquiries.

One row is one concern about an adult, and the enquiry that may follow.
"""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="adult_concern",
    title="Safeguarding concerns and enquiries",
    one_row_is="one concern about an adult, and the enquiry that may follow",
    subject="person_id",
    standard="Safeguarding Adults Collection",
    columns=(
        text("concern_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("raised_on", "The day it was raised.", required=True),
        day("decided_on", "The day it was decided whether to enquire; blank while it is not."),
        flag("enquiry", "Whether a section 42 enquiry followed."),
        day("concluded_on", "The day the enquiry was concluded; blank while it is open."),
        text(
            "risk_outcome",
            "What became of the risk.",
            codes=(
                "removed",
                "reduced",
                "remained",
                "none identified",
            ),
        ),
        flag("wishes_met", "Whether the person's wished outcomes were met, fully or in part."),
    ),
)
