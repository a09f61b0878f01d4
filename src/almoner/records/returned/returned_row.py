"""Rows of returns, as submitted: one row is one row of a return as it was last submitted."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="returned_row",
    title="Rows of returns, as submitted",
    one_row_is="one row of a return as it was last submitted",
    subject="person_id",
    standard="Statutory returns",
    counted=False,
    columns=(
        text("row_id", "Key of the row.", required=True),
        text("return_code", "The return, such as SSDA903.", required=True),
        text("year", "Its collection year, such as 2026-27.", required=True),
        day("period_ended_on", "Last day of the period that it is about.", required=True),
        text("table_name", "The table of the return.", required=True),
        number(
            "place",
            "Rises from row to row of the table, with gaps, so that a row can come between.",
            unit="places",
            required=True,
        ),
        text("person_id", "Whose row it is; blank where the row does not say."),
        text("values", "Its cells by column, as text (JSON object).", required=True),
    ),
)
