"""Earlier permanence orders.

One row is one earlier order from which a child came back into care.
"""

from almoner.records.table import Table, text

TABLE = Table(
    name="previous_permanence",
    title="Earlier permanence orders",
    one_row_is="one earlier order from which a child came back into care",
    subject="person_id",
    standard="SSDA903",
    columns=(
        text("order_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("kind", "Which order: code of the 903 (PREV_PERM).", required=True),
        text("authority", "The authority that arranged it (LA_PERM)."),
        text("ordered", "Its date as far as it is known, such as zz/09/2019 (DATE_PERM)."),
    ),
)
