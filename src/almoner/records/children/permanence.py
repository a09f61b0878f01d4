"""Permanence: one row is one plan for permanence of a child looked after, and how far it came."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="permanence",
    title="Permanence",
    one_row_is="one plan for permanence of a child looked after, and how far it came",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_permanence",
    columns=(
        text("permanence_id", "Key of the row.", standard="perm_table_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="perm_person_id",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day("entered_on", "The day the child came into care.", required=True),
        day(
            "decided_on",
            "The day it was decided that the child should be placed for adoption.",
            standard="perm_adm_decision_date",
        ),
        day(
            "placement_order_on",
            "The day of the placement order.",
            standard="perm_placement_order_date",
        ),
        day("matched_on", "The day of the match with adopters.", standard="perm_matched_date"),
        day(
            "placed_on",
            "The day the child was placed for adoption.",
            standard="perm_placed_for_adoption_date",
        ),
        day(
            "reversed_on",
            "The day the decision was reversed.",
            standard="perm_decision_reversed_date",
        ),
        day(
            "order_on",
            "The day of the order that made it permanent.",
            standard="perm_permanence_order_date",
        ),
        text(
            "order_kind",
            "The order.",
            standard="perm_permanence_order_type",
            codes=("adoption", "special guardianship", "child arrangements"),
        ),
    ),
)
