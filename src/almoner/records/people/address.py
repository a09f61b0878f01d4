"""Addresses: one row is one stretch for which a person lived at an address."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="address",
    title="Addresses",
    one_row_is="one stretch for which a person lived at an address",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_address",
    columns=(
        text("address_id", "Key of the row.", standard="addr_table_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="addr_person_id",
        ),
        day(
            "started_on",
            "First day at the address.",
            standard="addr_address_start_date",
            required=True,
        ),
        day(
            "ended_on",
            "Last day at the address; blank while it lasts.",
            standard="addr_address_end_date",
        ),
        text("postcode", "Postcode.", standard="addr_address_postcode"),
        text("ward", "Electoral ward 2022 (ONS code)."),
        text("locality", "Locality: the district (ONS code)."),
    ),
)
