"""People: one row is one person known to the council."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="person",
    title="People",
    one_row_is="one person known to the council",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_person",
    columns=(
        text(
            "person_id", "The council's own identifier.", standard="pers_person_id", required=True
        ),
        text("forename", "First name.", standard="pers_forename"),
        text("surname", "Family name.", standard="pers_surname"),
        text(
            "nhs_number",
            "NHS number; its last digit is a check digit.",
            standard="pers_common_child_id",
            check="NHS number",
        ),
        text(
            "sex",
            "Sex as recorded.",
            standard="pers_sex",
            codes=(
                "F",
                "M",
                "U",
            ),
        ),
        text(
            "ethnicity",
            "Ethnic group, five groups of the 2021 census.",
            standard="pers_ethnicity",
            codes=(
                "white",
                "mixed",
                "asian",
                "black",
                "other",
                "unknown",
            ),
        ),
        text("ethnic_code", "Ethnic group code of the statutory return that told it."),
        day("born_on", "Date of birth.", standard="pers_dob"),
        day(
            "expected_on",
            "Expected date of birth of a child not born.",
            standard="pers_expected_dob",
        ),
        day("died_on", "Date of death.", standard="pers_death_date"),
        flag("disabled", "Whether a disability is recorded."),
        flag("asylum_seeking", "Whether an unaccompanied asylum-seeking child."),
        day("asylum_until", "The day from which no longer unaccompanied and seeking asylum."),
        flag("is_mother", "Whether a mother.", standard="pers_is_mother"),
        day("own_child_born_on", "Date of birth of the young mother's child."),
    ),
)
