"""Health checks of children looked after.

One row is one health assessment, dental check or immunisation status.
"""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="health_check",
    title="Health checks of children looked after",
    one_row_is="one health assessment, dental check or immunisation status",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cla_health",
    columns=(
        text("check_id", "Key of the row.", standard="clah_health_check_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="clah_person_id",
        ),
        text(
            "kind",
            "What was checked.",
            standard="clah_health_check_type",
            required=True,
            codes=(
                "health",
                "dental",
                "immunisation",
            ),
        ),
        day(
            "checked_on", "The day of the check.", standard="clah_health_check_date", required=True
        ),
    ),
)
