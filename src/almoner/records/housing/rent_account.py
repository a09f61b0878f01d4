"""Rent accounts: one row is one statement of the rent account of a tenancy."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="rent_account",
    title="Rent accounts",
    one_row_is="one statement of the rent account of a tenancy, of a month, quarter or any time",
    subject="tenancy_id",
    standard="Almoner",
    columns=(
        text("statement_id", "Key of the row.", required=True),
        text("tenancy_id", "The tenancy.", required=True, refers="tenancy"),
        text("team_id", "The team that manages it.", refers="team"),
        day("stated_on", "The last day that it covers.", required=True),
        day("until_on", "The day of the next statement; blank for the last one."),
        number("due", "Rent that fell due.", unit="pence", required=True),
        number("collected", "Rent that was collected.", unit="pence", required=True),
        number(
            "weeks_owed", "Arrears on the last day, in weeks of rent.", unit="weeks", required=True
        ),
    ),
)
