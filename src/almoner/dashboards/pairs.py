"""Measures that are read together: one that is pressed on, and the one that may pay for it.

The pairs are Almoner's own choice, and so are the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Pair:
    """A target measure, its counter-measure, and why the two belong together."""

    target: str
    counter: str
    reason: Promise


PAIRS: tuple[Pair, ...] = (
    Pair(
        "LAIT-Continue_Assess_Comp",
        "LAIT-ReReferral",
        _("Assessments closed sooner may be closed too soon, and the children come back."),
    ),
    Pair(
        "LAIT-CP_conf_15days",
        "LAIT-PrevRegCPR",
        _("Conferences held in haste may end in plans that have to be made again."),
    ),
    Pair(
        "LAIT-RevCP",
        "LAIT-PrevRegCPR",
        _("Reviews in time say nothing of whether what they decided held."),
    ),
    Pair(
        "LAIT-LACStable_2016on",
        "LAIT-LAC_LongStablepct",
        _("Fewer moves in the year should show as more children settled for two years."),
    ),
    Pair(
        "CIN-Reviewed_within_timescales_percent",
        "CIN-CPP_subsequent_percent",
        _("Reviews in time say nothing of whether what they decided held."),
    ),
    Pair(
        "HCLIC-prevention_secured_pct",
        "HCLIC-bb_with_children_over_6_weeks",
        _("More duties ended with a home, while families wait longer in bed and breakfast."),
    ),
    Pair(
        "LGBF-CHN23",
        "LGBF-CHN22",
        _("Fewer moves may be bought by children going home and coming back on the register."),
    ),
    Pair(
        "LGBF-CORP09",
        "LGBF-CORP10",
        _("Crisis grants decided within a day may be decided before community care grants."),
    ),
)
