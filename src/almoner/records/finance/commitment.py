"""Commitments: one row is one amount that a budget is bound to pay in a month."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="commitment",
    title="Commitments",
    one_row_is="one amount that a budget is bound to pay in a month",
    subject="commitment_id",
    standard="RO3 headings",
    columns=(
        text("commitment_id", "Key of the row.", required=True),
        text("team_id", "The budget holder.", refers="team"),
        text("contract_id", "The contract, where there is one.", refers="contract"),
        text("heading", "What it is for.", required=True),
        day("month", "First day of the month.", required=True),
        number("amount", "What is bound to be paid.", unit="pence", required=True),
    ),
)
