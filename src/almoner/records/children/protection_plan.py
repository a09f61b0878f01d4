"""Child protection plans: one row is one child protection plan."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="protection_plan",
    title="Child protection plans",
    one_row_is="one child protection plan",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cp_plans",
    columns=(
        text("plan_id", "Key of the row.", standard="cppl_cp_plan_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="cppl_person_id",
        ),
        text(
            "conference_id",
            "The conference that made it.",
            standard="cppl_icpc_id",
            refers="conference",
        ),
        text(
            "referral_id",
            "The episode of need it belongs to.",
            standard="cppl_referral_id",
            refers="referral",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("started_on", "First day.", standard="cppl_cp_plan_start_date", required=True),
        day("ended_on", "Last day; blank while it lasts.", standard="cppl_cp_plan_end_date"),
        text(
            "category",
            "Initial category of abuse.",
            standard="cppl_cp_plan_initial_category",
            codes=(
                "NEG",
                "PHY",
                "SAB",
                "EMO",
                "MUL",
            ),
        ),
        text(
            "latest_category",
            "Latest category of abuse.",
            standard="cppl_cp_plan_latest_category",
            codes=(
                "NEG",
                "PHY",
                "SAB",
                "EMO",
                "MUL",
            ),
        ),
        number("previous_plans", "Earlier plans of the child, anywhere.", unit="plans"),
    ),
)
