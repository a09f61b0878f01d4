"""Care leavers' circumstances: one row is what was known of a care leaver from a date on."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="care_leaver",
    title="Care leavers' circumstances",
    one_row_is="what was known of a care leaver from a date on",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_care_leavers",
    columns=(
        text("status_id", "Key of the row.", standard="clea_table_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="clea_person_id",
        ),
        text(
            "team_id",
            "The team that did, or holds, the work.",
            refers="team",
            standard="clea_care_leaver_allocated_team",
        ),
        day(
            "known_on",
            "The day of the contact that established it.",
            standard="clea_care_leaver_latest_contact",
            required=True,
        ),
        flag("in_touch", "Whether the council was in touch.", standard="clea_care_leaver_in_touch"),
        flag(
            "suitable_accommodation",
            "Whether the accommodation was suitable.",
            standard="clea_care_leaver_accom_suitable",
        ),
        text(
            "accommodation",
            "Type of accommodation: letter of the 903's code.",
            standard="clea_care_leaver_accommodation",
        ),
        text(
            "activity",
            "Main activity: F full time or P part time, then 1 higher education, 2 other "
            "education, 4 or 5 training or work; G with 4 to 6 none of these.",
            standard="clea_care_leaver_activity",
        ),
    ),
)
