"""Homelessness cases: one row is one homelessness application and the duties owed."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="homelessness_case",
    title="Homelessness cases",
    one_row_is="one homelessness application and the duties owed",
    subject="person_id",
    standard="H-CLIC",
    columns=(
        text("case_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("applied_on", "The day of the application.", required=True),
        day("assessed_on", "The day the duty was decided; blank until then."),
        day("prevention_from", "First day the prevention duty was owed."),
        day("prevention_until", "The day it ended."),
        text(
            "prevention_outcome",
            "How it ended.",
            codes=(
                "secured accommodation",
                "homeless",
                "contact lost",
                "withdrawn",
                "other",
            ),
        ),
        day("relief_from", "First day the relief duty was owed."),
        day("relief_until", "The day it ended."),
        text(
            "relief_outcome",
            "How it ended.",
            codes=(
                "secured accommodation",
                "56 days elapsed",
                "contact lost",
                "withdrawn",
                "other",
            ),
        ),
        day("main_from", "First day the main duty was owed."),
        day("main_until", "The day it ended."),
        flag("has_children", "Whether the household has children."),
        text(
            "reason",
            "Main reason for loss of the last settled home.",
            codes=(
                "family no longer willing",
                "end of private tenancy",
                "relationship breakdown",
                "domestic abuse",
                "end of social tenancy",
                "left institution",
                "other",
            ),
        ),
    ),
)
