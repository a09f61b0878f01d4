"""Convictions of children looked after: one row is one conviction, caution or final warning."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="conviction",
    title="Convictions of children looked after",
    one_row_is="one conviction, caution or final warning",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cla_convictions",
    columns=(
        text("conviction_id", "Key of the row.", standard="clac_cla_conviction_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="clac_person_id",
        ),
        day(
            "offended_on",
            "The day of the offence.",
            standard="clac_cla_conviction_date",
            required=True,
        ),
        text("offence", "What it was for.", standard="clac_cla_conviction_offence"),
    ),
)
