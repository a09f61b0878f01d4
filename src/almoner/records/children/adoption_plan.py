"""Plans for adoption.

One row is what the 903 tells of a child's adoption once it is made.
"""

from almoner.records.table import Table, day, flag, number, text

TABLE = Table(
    name="adoption_plan",
    title="Plans for adoption",
    one_row_is="what the 903 tells of a child's adoption once it is made",
    subject="person_id",
    standard="SSDA903",
    columns=(
        text("plan_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        day("decided_on", "The day of the decision that adoption is best (DATE_INT)."),
        day("matched_on", "The day child and adopters were matched (DATE_MATCH)."),
        flag("by_foster_carer", "Whether a foster carer adopted the child (FOSTER_CARE)."),
        number("adopters", "How many adopted the child (NB_ADOPTR).", unit="people"),
        text("adopters_sex", "Sex of the adopters: code of the 903 (SEX_ADOPTR)."),
        text("adopters_status", "Legal status of the adopters: code of the 903 (LS_ADOPTR)."),
    ),
)
