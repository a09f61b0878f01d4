"""Deprivation of liberty orders.

One row is one stretch for which an order of the High Court held for a child.
"""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="liberty_restriction",
    title="Deprivation of liberty orders",
    one_row_is="one stretch for which an order of the High Court held for a child",
    subject="person_id",
    standard="SSDA903",
    columns=(
        text("order_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        day("started_on", "First day (DOLO_START).", required=True),
        day("ended_on", "Last day (DOLO_END); blank while it lasts."),
    ),
)
