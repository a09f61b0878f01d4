"""Child in need plans: one row is one child in need plan."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="need_plan",
    title="Child in need plans",
    one_row_is="one child in need plan",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cin_plans",
    columns=(
        text("plan_id", "Key of the row.", standard="cinp_cin_plan_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="cinp_person_id",
        ),
        text("referral_id", "The referral.", standard="cinp_referral_id", refers="referral"),
        text(
            "team_id",
            "The team that did, or holds, the work.",
            refers="team",
            standard="cinp_cin_plan_team",
        ),
        day("started_on", "First day.", standard="cinp_cin_plan_start_date", required=True),
        day("ended_on", "Last day; blank while it lasts.", standard="cinp_cin_plan_end_date"),
    ),
)
