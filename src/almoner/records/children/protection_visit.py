"""Child protection visits: one row is one statutory visit to a child on a protection plan."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="protection_visit",
    title="Child protection visits",
    one_row_is="one statutory visit to a child on a protection plan",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cp_visits",
    columns=(
        text("visit_id", "Key of the row.", standard="cppv_cp_visit_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="cppv_person_id",
        ),
        text("plan_id", "The plan.", standard="cppv_cp_plan_id", refers="protection_plan"),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("visited_on", "The day of the visit.", standard="cppv_cp_visit_date", required=True),
        flag("child_seen", "Whether the child was seen.", standard="cppv_cp_visit_seen"),
        flag(
            "seen_alone", "Whether the child was seen alone.", standard="cppv_cp_visit_seen_alone"
        ),
    ),
)
