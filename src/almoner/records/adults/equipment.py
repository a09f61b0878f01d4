"""Equipment and adaptations: one row is one item ordered."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="equipment",
    title="Equipment and adaptations",
    one_row_is="one item ordered",
    subject="person_id",
    standard="PAF D54",
    columns=(
        text("item_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("decided_on", "The day it was decided to supply it.", required=True),
        day("delivered_on", "The day it was delivered; blank until then."),
        number("cost", "What it cost.", unit="pence", required=True),
    ),
)
