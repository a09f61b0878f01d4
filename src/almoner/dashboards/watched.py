"""Which published series are watched for early warning, what each feeds, and what to do next.

The choice, the order and the words are Almoner's own. Few series are watched on purpose: each one
more brings its own false alarms. A series without a next step is not watched at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Watched:
    """One indicator: what a rise and a fall may bring, and the next step.

    `upstream` is the indicator that feeds it, so that both moving is one cause.
    """

    code: str
    rise: Promise
    fall: Promise
    next_step: Promise
    upstream: str = ""


_DUTIES_RISE = _("More households will need help now, and some of them temporary homes later.")
_DUTIES_FALL = _("Fewer households are coming through; or fewer are being recorded.")
_STOCK_RISE = _("More families without a settled home, and a higher bill for temporary homes.")
_STOCK_FALL = _("Fewer households wait in temporary homes; or fewer are being let in.")
_ASK_DOOR = _(
    "Ask the housing options manager what changed at the front door, and when: reasons for the "
    "loss of the last home, who referred, and how enquiries are recorded."
)
_ASK_STOCK = _(
    "Ask who came in and who moved on in each of the last months: arrivals up and departures down "
    "need different answers."
)
_ASK_OUTCOME = _(
    "Read a sample of the duties that ended without a home, and ask what homes were on offer."
)

WATCHED: tuple[Watched, ...] = (
    Watched(
        "CIN-Referrals_month",
        _("More assessments fall due in the two months that follow, and more plans after them."),
        _("Less work will reach assessment; or children in need are not being referred."),
        _(
            "Ask the front-door manager who is referring more or less than last year, and whether "
            "the way contacts are recorded has changed."
        ),
    ),
    Watched(
        "DD-BedDays",
        _("People wait in hospital longer than they need, and more of them will come home weaker."),
        _("People leave hospital sooner; look whether more come back or go to care homes."),
        _("Ask for the reasons of the delays by week: assessment, a place, care at home, or home."),
    ),
    Watched(
        "DD-WalesDelays",
        _("People wait in hospital longer than they need, and more of them will come home weaker."),
        _("People leave hospital sooner; look whether more come back or go to care homes."),
        _("Ask for the reasons of the delays by week: assessment, a place, care at home, or home."),
    ),
    Watched(
        "SSC-HomeCarePeople",
        _("More care workers will be needed, and the year’s budget will be spent sooner."),
        _("Fewer people are supported at home: look at who is waiting, and at who went to a home."),
        _("Ask for starts and ends of care packages by month, and how many wait for a package."),
    ),
    Watched(
        "SSC-HomeCareHours",
        _("More care workers will be needed, and the year’s budget will be spent sooner."),
        _("Less care is given: look whether packages became smaller, or fewer."),
        _("Ask whether hours for each person changed, or the number of people."),
        upstream="SSC-HomeCarePeople",
    ),
    Watched("HCLIC-initial_assessments", _DUTIES_RISE, _DUTIES_FALL, _ASK_DOOR),
    Watched(
        "HCLIC-owed_prevention_duty",
        _DUTIES_RISE,
        _DUTIES_FALL,
        _ASK_DOOR,
        upstream="HCLIC-initial_assessments",
    ),
    Watched(
        "HCLIC-owed_relief_duty",
        _("More households are homeless already when they come: temporary homes follow in weeks."),
        _DUTIES_FALL,
        _ASK_DOOR,
        upstream="HCLIC-initial_assessments",
    ),
    Watched(
        "HCLIC-prevention_secured_pct",
        _("More households keep or find a home before they lose one."),
        _("Fewer households keep a home: more relief duties follow in the next quarter or two."),
        _ASK_OUTCOME,
    ),
    Watched(
        "HCLIC-relief_secured_pct",
        _("More homeless households find a home within the duty."),
        _("More households go on to the main duty, and wait in temporary homes."),
        _ASK_OUTCOME,
    ),
    Watched(
        "HCLIC-main_duty_acceptances",
        _("More households will wait in temporary homes until they are offered a settled one."),
        _DUTIES_FALL,
        _ASK_DOOR,
        upstream="HCLIC-owed_relief_duty",
    ),
    Watched(
        "HCLIC-households_in_ta",
        _STOCK_RISE,
        _STOCK_FALL,
        _ASK_STOCK,
        upstream="HCLIC-main_duty_acceptances",
    ),
    Watched(
        "HCLIC-children_in_ta",
        _STOCK_RISE,
        _STOCK_FALL,
        _ASK_STOCK,
        upstream="HCLIC-households_in_ta",
    ),
    Watched(
        "HCLIC-bb_total",
        _("More households in bed and breakfast, the dearest and worst of temporary homes."),
        _STOCK_FALL,
        _ASK_STOCK,
        upstream="HCLIC-households_in_ta",
    ),
    Watched(
        "HCLIC-nightly_paid_total",
        _("More homes are paid for by the night: look at the year’s spending now."),
        _STOCK_FALL,
        _ASK_STOCK,
        upstream="HCLIC-households_in_ta",
    ),
)
"""In the order in which a household or a referral passes through."""

BY_CODE = {one.code: one for one in WATCHED}
