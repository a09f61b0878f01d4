"""Reviews of adults: one row is one review of an adult's support."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="adult_review",
    title="Reviews of adults",
    one_row_is="one review of an adult's support",
    subject="person_id",
    standard="Adult social care Client Level Data",
    columns=(
        text("review_id", "Key of the row.", standard="Event_Reference", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="LA_Person_Unique_Identifier",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("due_on", "The day by which it was due."),
        day(
            "held_on", "The day it was completed; blank while it is not.", standard="Event_End_Date"
        ),
        text(
            "reason",
            "Planned or unplanned.",
            standard="Review_Reason",
            codes=(
                "planned",
                "unplanned",
            ),
        ),
        text("outcome", "Event outcome.", standard="Event_Outcome"),
    ),
)
