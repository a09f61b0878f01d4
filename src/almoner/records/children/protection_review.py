"""Child protection reviews: one row is one review conference of a child protection plan."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="protection_review",
    title="Child protection reviews",
    one_row_is="one review conference of a child protection plan",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cp_reviews",
    columns=(
        text("review_id", "Key of the row.", standard="cppr_cp_review_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="cppr_person_id",
        ),
        text(
            "plan_id",
            "The plan reviewed.",
            standard="cppr_cp_plan_id",
            required=True,
            refers="protection_plan",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day(
            "due_on",
            "The day by which it was due; blank where the return does not say.",
            standard="cppr_cp_review_due",
        ),
        day(
            "held_on",
            "The day it was held; blank if it has not been.",
            standard="cppr_cp_review_date",
        ),
    ),
)
