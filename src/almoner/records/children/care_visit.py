"""Visits to children looked after: one row is one statutory visit to a child looked after."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="care_visit",
    title="Visits to children looked after",
    one_row_is="one statutory visit to a child looked after",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cla_visits",
    columns=(
        text("visit_id", "Key of the row.", standard="clav_cla_visit_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="clav_person_id",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("visited_on", "The day of the visit.", standard="clav_cla_visit_date", required=True),
        flag("child_seen", "Whether the child was seen.", standard="clav_cla_visit_seen"),
        flag(
            "seen_alone", "Whether the child was seen alone.", standard="clav_cla_visit_seen_alone"
        ),
    ),
)
