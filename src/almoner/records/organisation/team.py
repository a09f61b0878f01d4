"""Teams: one row is one team."""

from almoner.records.table import Table, text

TABLE = Table(
    name="team",
    title="Teams",
    one_row_is="one team",
    subject="team_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_department",
    columns=(
        text("team_id", "The team.", standard="dept_team_id", required=True),
        text("name", "Its name.", standard="dept_team_name", required=True),
        text("council", "The council it belongs to (ONS code, or an invented one).", required=True),
    ),
)
