"""Identifiers of people: one row is one number by which a person is known somewhere."""

from almoner.records.table import Table, text

TABLE = Table(
    name="person_identifier",
    title="Identifiers of people",
    one_row_is="one number by which a person is known somewhere",
    subject="person_id",
    standard="Statutory returns",
    columns=(
        text("identifier_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text(
            "scheme",
            "Whose number it is.",
            required=True,
            codes=("child", "adult", "UPN", "former UPN", "ULN", "NHS"),
        ),
        text("value", "The number.", required=True),
    ),
)
