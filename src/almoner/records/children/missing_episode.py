"""Missing and away.

One row is one time that a child in care was missing or away without authorisation.
"""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="missing_episode",
    title="Missing and away",
    one_row_is="one time that a child in care was missing or away without authorisation",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_missing",
    columns=(
        text("missing_id", "Key of the row.", standard="miss_table_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="miss_person_id",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        text(
            "kind",
            "M missing, A away without authorisation.",
            standard="miss_missing_episode_type",
            required=True,
            codes=(
                "M",
                "A",
            ),
        ),
        day("started_on", "First day.", standard="miss_missing_episode_start_date", required=True),
        day(
            "ended_on", "Last day; blank while it lasts.", standard="miss_missing_episode_end_date"
        ),
        flag(
            "interview_offered",
            "Whether a return interview was offered.",
            standard="miss_missing_rhi_offered",
        ),
        flag(
            "interview_accepted", "Whether it was accepted.", standard="miss_missing_rhi_accepted"
        ),
    ),
)
