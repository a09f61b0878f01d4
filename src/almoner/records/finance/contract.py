"""Contracts: one row is one contract with a provider."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="contract",
    title="Contracts",
    one_row_is="one contract with a provider",
    subject="contract_id",
    standard="Almoner",
    columns=(
        text("contract_id", "Key of the row.", required=True),
        text("provider_id", "The provider.", required=True, refers="provider"),
        text("team_id", "The team that holds it.", refers="team"),
        text("heading", "What it is spent under."),
        day("started_on", "First day.", required=True),
        day("ends_on", "The last day agreed."),
        day("ended_on", "The day it did end; blank while it lasts."),
        day("review_due_on", "The day by which it is next to be reviewed."),
        number("annual_value", "What it is worth a year.", unit="pence", required=True),
    ),
)
