"""Anti-social behaviour: one row is one case opened."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="antisocial_behaviour",
    title="Anti-social behaviour",
    one_row_is="one case opened",
    subject="case_id",
    standard="Tenant Satisfaction Measures NM01",
    columns=(
        text("case_id", "Key of the row.", required=True),
        text("team_id", "The team that sees to it.", refers="team"),
        day("opened_on", "The day it was opened.", required=True),
        day("closed_on", "The day it was closed; blank while it is open."),
        flag("hate_incident", "Whether it involves a hate incident.", required=True),
    ),
)
