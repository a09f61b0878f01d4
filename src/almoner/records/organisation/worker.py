"""Workers' posts: one row is one stretch for which a worker held a post."""

from almoner.records.table import Table, day, flag, number, text

TABLE = Table(
    name="worker",
    title="Workers' posts",
    one_row_is="one stretch for which a worker held a post",
    subject="worker_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_professionals",
    columns=(
        text("post_id", "Key of the row.", required=True),
        text("worker_id", "The worker.", standard="prof_professional_id", required=True),
        text(
            "team_id",
            "The team of the post.",
            refers="team",
            standard="prof_professional_department",
        ),
        text(
            "role",
            "What the post is.",
            standard="prof_professional_job_title",
            codes=(
                "social worker",
                "senior practitioner",
                "manager",
                "other",
            ),
        ),
        number("fte", "Full-time equivalent.", unit="hundredths", required=True),
        flag(
            "agency", "Whether an agency worker.", standard="prof_agency_worker_flag", required=True
        ),
        day("started_on", "First day in the post.", required=True),
        day("ended_on", "Last day in the post; blank while it lasts."),
        flag("left_council", "Whether the end of the post was the end of work for the council."),
    ),
)
