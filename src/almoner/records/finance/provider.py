"""Providers: one row is one organisation that provides care, placements or works."""

from almoner.records.table import Table, text

TABLE = Table(
    name="provider",
    title="Providers",
    one_row_is="one organisation that provides care, placements or works",
    subject="provider_id",
    standard="Almoner",
    columns=(
        text("provider_id", "Key of the row.", required=True),
        text("name", "Its name.", required=True),
        text(
            "kind",
            "What it provides.",
            required=True,
            codes=(
                "care home",
                "home care",
                "fostering",
                "children's home",
                "temporary accommodation",
                "works",
            ),
        ),
        text("regulator_id", "Its number with its regulator."),
        text(
            "rating",
            "What the regulator last said.",
            codes=("outstanding", "good", "requires improvement", "inadequate", "not yet rated"),
        ),
    ),
)
