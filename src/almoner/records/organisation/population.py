"""Population: one row is people of an area in an age band in a year."""

from almoner.records.table import Table, number, text

TABLE = Table(
    name="population",
    title="Population",
    one_row_is="people of an area in an age band in a year",
    subject="area",
    standard="Office for National Statistics",
    columns=(
        text("population_id", "Key of the row.", required=True),
        text("area", "The area (ONS code, or an invented one).", required=True),
        text(
            "age_band",
            "The band.",
            required=True,
            codes=(
                "0-17",
                "10-17",
                "18-64",
                "65+",
                "75+",
                "18+",
            ),
        ),
        number("year", "The mid-year of the estimate.", unit="year", required=True),
        number("people", "People.", unit="people", required=True),
    ),
)
