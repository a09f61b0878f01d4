"""Disabilities of children: one row is one disability of a child as recorded."""

from almoner.records.table import Table, text

TABLE = Table(
    name="disability",
    title="Disabilities of children",
    one_row_is="one disability of a child as recorded",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_disability",
    columns=(
        text("disability_id", "Key of the row.", required=True, standard="disa_table_id"),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="disa_person_id",
        ),
        text("code", "Code of the CIN census.", required=True, standard="disa_disability_code"),
    ),
)
