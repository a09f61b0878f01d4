"""Episodes of care.

One row is one 903 episode: a stretch under one placement and one legal status.
"""

from almoner.records.table import Table, day, flag, number, text

TABLE = Table(
    name="care_episode",
    title="Episodes of care",
    one_row_is="one 903 episode: a stretch under one placement and one legal status",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cla_episodes",
    columns=(
        text("episode_id", "Key of the row.", standard="clae_cla_episode_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="clae_person_id",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day(
            "started_on",
            "First day (DECOM).",
            standard="clae_cla_episode_start_date",
            required=True,
        ),
        text(
            "start_reason",
            "Reason for the new episode (RNE).",
            standard="clae_cla_episode_start_reason",
            codes=(
                "S",
                "L",
                "P",
                "T",
                "B",
                "U",
            ),
        ),
        day(
            "ended_on",
            "Last day (DEC); blank while it lasts.",
            standard="clae_cla_episode_ceased_date",
        ),
        text("end_reason", "Reason it ended (REC).", standard="clae_cla_episode_ceased_reason"),
        text("legal_status", "Legal status code of the 903 (LS)."),
        text("primary_need", "Primary need: N1 to N8.", standard="clae_cla_primary_need_code"),
        text(
            "placement_type",
            "Placement type code of the 903 (PLACE).",
            standard="clap_cla_placement_type",
        ),
        text(
            "placement_provider",
            "Placement provider code of the 903.",
            standard="clap_cla_placement_provider",
        ),
        text(
            "change_reason",
            "Why the placement changed (REASON_PLACE_CHANGE).",
            standard="clap_cla_placement_change_reason",
        ),
        text("home_postcode", "Postcode of the home that the child came from (HOME_POST)."),
        text(
            "placement_postcode",
            "Postcode of the placement (PL_POST).",
            standard="clap_cla_placement_postcode",
        ),
        text("urn", "Ofsted's number of the provider.", standard="clap_cla_placement_urn"),
        number(
            "distance", "Straight-line distance from home to placement.", unit="tenths of a mile"
        ),
        flag("outside_area", "Whether the placement is outside the council's area."),
    ),
)
