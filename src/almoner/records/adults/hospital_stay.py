"""Hospital stays of adults: one row is one stay in an acute hospital that the council knows of."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="hospital_stay",
    title="Hospital stays",
    one_row_is="one stay in an acute hospital that the council knows of",
    subject="person_id",
    standard="Secondary Uses Service, as linked for ASCOF 2D",
    columns=(
        text("stay_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("team_id", "The hospital team.", refers="team"),
        day("admitted_on", "The day of admission.", required=True),
        day("discharged_on", "The day of discharge; blank while the stay lasts."),
        flag("emergency", "Whether it began as an emergency.", required=True),
        flag("died", "Whether the person died in hospital."),
    ),
)
