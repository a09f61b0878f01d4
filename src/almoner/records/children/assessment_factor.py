"""Factors found by assessments: one row is one factor that an assessment of a child found."""

from almoner.records.table import Table, text

TABLE = Table(
    name="assessment_factor",
    title="Factors found by assessments",
    one_row_is="one factor that an assessment of a child found",
    subject="person_id",
    standard="Children in need census",
    columns=(
        text("factor_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("assessment_id", "The assessment.", required=True, refers="child_assessment"),
        text("code", "Code of the CIN census.", required=True),
    ),
)
