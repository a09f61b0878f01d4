"""Substance misuse: one row is one time that a substance misuse problem was identified."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="substance_misuse",
    title="Substance misuse of children looked after",
    one_row_is="one time that a substance misuse problem was identified",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cla_substance_misuse",
    columns=(
        text("misuse_id", "Key of the row.", standard="clas_substance_misuse_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="clas_person_id",
        ),
        day(
            "identified_on",
            "The day it was identified.",
            standard="clas_substance_misuse_date",
            required=True,
        ),
        text("substance", "What was misused.", standard="clas_substance_misused"),
        flag(
            "intervention_received",
            "Whether the child received an intervention.",
            standard="clas_intervention_received",
        ),
    ),
)
