"""Referrals (children in need episodes).

One row is one referral of a child, and the episode of need that follows.
"""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="referral",
    title="Referrals (children in need episodes)",
    one_row_is="one referral of a child, and the episode of need that follows",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_cin_episodes",
    columns=(
        text("referral_id", "Key of the row.", standard="cine_referral_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="cine_person_id",
        ),
        text("team_id", "The team that took it.", refers="team", standard="cine_referral_team"),
        day(
            "referred_on", "The day of the referral.", standard="cine_referral_date", required=True
        ),
        text(
            "source", "Who referred: code of the CIN census.", standard="cine_referral_source_code"
        ),
        text(
            "primary_need",
            "Primary need: N0 to N9 of the CIN census.",
            standard="cine_cin_primary_need_code",
            codes=(
                "N0",
                "N1",
                "N2",
                "N3",
                "N4",
                "N5",
                "N6",
                "N7",
                "N8",
                "N9",
            ),
        ),
        flag(
            "no_further_action",
            "Whether it was closed with no further action.",
            standard="cine_referral_nfa",
        ),
        day(
            "closed_on",
            "The day the episode closed; blank while it is open.",
            standard="cine_close_date",
        ),
        text(
            "closure_reason",
            "Why it closed: RC1 to RC9 of the CIN census.",
            standard="cine_close_reason",
            codes=(
                "RC1",
                "RC2",
                "RC3",
                "RC4",
                "RC5",
                "RC6",
                "RC7",
                "RC8",
                "RC9",
            ),
        ),
    ),
)
