"""Homes of the landlord: one row is one stretch for which a home was owned in one state."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="home",
    title="Homes of the landlord",
    one_row_is="one stretch for which a home was owned in one state",
    subject="property_id",
    standard="Tenant Satisfaction Measures",
    columns=(
        text("home_id", "Key of the row.", required=True),
        text("property_id", "The home.", required=True),
        text("team_id", "The team that manages it.", refers="team"),
        day("started_on", "First day.", required=True),
        day("ended_on", "Last day; blank while it lasts."),
        flag("decent", "Whether it meets the Decent Homes Standard."),
        flag("needs_gas", "Whether the home or its building needs a gas safety check."),
        flag("needs_fire", "Whether its building needs a fire risk assessment."),
        flag("needs_asbestos", "Whether its building needs an asbestos survey or re-inspection."),
        flag("needs_water", "Whether it needs a legionella risk assessment."),
        flag("needs_lift", "Whether its building has a communal passenger lift to be checked."),
    ),
)
