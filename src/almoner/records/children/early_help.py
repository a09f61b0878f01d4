"""Early help episodes: one row is one stretch of early help for a child."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="early_help",
    title="Early help episodes",
    one_row_is="one stretch of early help for a child",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_early_help_episodes",
    columns=(
        text("episode_id", "Key of the row.", standard="earl_episode_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="earl_person_id",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("started_on", "First day.", standard="earl_episode_start_date", required=True),
        day("ended_on", "Last day; blank while it lasts.", standard="earl_episode_end_date"),
        text(
            "end_reason",
            "Why it ended.",
            standard="earl_episode_end_reason",
            codes=(
                "needs met",
                "stepped up",
                "disengaged",
                "other",
            ),
        ),
    ),
)
