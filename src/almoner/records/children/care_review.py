"""Reviews of children looked after: one row is one review of a child looked after."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="care_review",
    title="Reviews of children looked after",
    one_row_is="one review of a child looked after",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cla_reviews",
    columns=(
        text("review_id", "Key of the row.", standard="clar_cla_review_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="clar_person_id",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day(
            "due_on",
            "The day by which it was due; blank where the return does not say.",
            standard="clar_cla_review_due_date",
        ),
        day(
            "held_on",
            "The day it was held; blank if it has not been.",
            standard="clar_cla_review_date",
        ),
        text(
            "participation",
            "Participation code PN0 to PN7 of the 903.",
            standard="clar_cla_review_participation",
            codes=(
                "PN0",
                "PN1",
                "PN2",
                "PN3",
                "PN4",
                "PN5",
                "PN6",
                "PN7",
            ),
        ),
    ),
)
