"""Social workers of children looked after.

One row is one stretch for which a social worker was allocated to a child.
"""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="care_worker",
    title="Social workers of children looked after",
    one_row_is="one stretch for which a social worker was allocated to a child",
    subject="person_id",
    standard="SSDA903",
    columns=(
        text("allocation_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("worker", "Registration number of the social worker (SW_ID)."),
        day("started_on", "First day (SW_DECOM).", required=True),
        day("ended_on", "Last day (SW_DEC); blank while it lasts."),
        text("change_reason", "Why the worker changed: code of the 903 (SW_REASON)."),
    ),
)
