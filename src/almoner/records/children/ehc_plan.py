"""Education, health and care plans: one row is one plan of a child or young person."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="ehc_plan",
    title="Education, health and care plans",
    one_row_is="one plan of a child or young person",
    subject="person_id",
    standard="SEND Annex A",
    columns=(
        text("plan_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        day("issued_on", "The day the first plan was issued.", required=True),
        day("updated_on", "The day the plan was last updated."),
        day("reviewed_on", "The day the plan was last reviewed."),
        text("primary_need", "Primary special educational need, as the return says it."),
    ),
)
