"""Health and conduct of children looked after.

One row is what was said of a child looked after for a year (the 903's OC2).
"""

from almoner.records.table import Table, day, flag, number, text

TABLE = Table(
    name="care_outcome",
    title="Health and conduct of children looked after",
    one_row_is="what was said of a child looked after for a year (the 903's OC2)",
    subject="person_id",
    standard="SSDA903",
    columns=(
        text("outcome_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        day("year_ended_on", "31 March: the last day of the year it is about.", required=True),
        number("sdq_score", "Strengths and difficulties score, 0 to 40.", unit="points"),
        text("sdq_reason", "Why there is no score: code of the 903."),
        flag("convicted", "Whether convicted, warned or reprimanded in the year."),
        flag("health_checked", "Whether a child under five had the development checks due."),
        flag("immunised", "Whether immunisations were up to date."),
        flag("dental_check", "Whether the teeth were checked."),
        flag("health_assessed", "Whether the annual health assessment was held."),
        flag("substance_misuse", "Whether a problem of substance misuse was identified."),
        flag("help_received", "Whether help with it was received."),
        flag("help_offered", "Whether help with it was offered."),
    ),
)
