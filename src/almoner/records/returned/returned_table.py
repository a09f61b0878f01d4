"""Tables of returns, as submitted: one row is one table of a return as it was last submitted."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="returned_table",
    title="Tables of returns, as submitted",
    one_row_is="one table of a return as it was last submitted",
    subject="return_code",
    standard="Statutory returns",
    counted=False,
    columns=(
        text("table_id", "Key of the row.", required=True),
        text("return_code", "The return, such as SSDA903.", required=True),
        text("year", "Its collection year, such as 2026-27.", required=True),
        day("period_ended_on", "Last day of the period that it is about.", required=True),
        text("table_name", "The table of the return.", required=True),
        text("columns", "Its columns, in order (JSON list).", required=True),
        number("place", "Its place among the tables, from 0.", unit="tables", required=True),
    ),
)
