"""Placements for adoption: one row is one stretch for which a child was placed for adoption."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="adoption_placement",
    title="Placements for adoption",
    one_row_is="one stretch for which a child was placed for adoption",
    subject="person_id",
    standard="SSDA903",
    columns=(
        text("placement_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        day("placed_on", "The day the child was placed.", required=True),
        day("ceased_on", "The day the plan for adoption ceased; blank unless it did."),
        text("ceased_reason", "Why it ceased: code of the 903."),
    ),
)
