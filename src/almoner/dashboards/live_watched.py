"""Which live series are watched for early warning, what each feeds, and what to do next.

The choice, the order and the words are Almoner's own. They are the series that move before
timeliness does: what arrives, what is in progress, what of it is overdue.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from almoner.dashboards.watched import Watched

_QUEUE_FALL = _("The work in hand has shrunk: look whether it was done, or closed.")
_LATE_RISE = _("More people wait longer than they should; timeliness falls when these cases end.")
_LATE_FALL = _("What was overdue has been dealt with; timeliness may dip as those cases end.")
_ASK_QUEUE = _(
    "Compare arrivals with completions of each of the last months, and ask who is away or has left."
)
_ASK_LATE = _("Open the list of people, oldest first, and agree who sees to each this week.")
_ASK_DOOR = _("Ask who refers more or less than last year, and whether recording has changed.")

LIVE_WATCHED: tuple[Watched, ...] = (
    Watched(
        "CH-REFERRALS",
        _("More assessments fall due in the two months that follow."),
        _("Less work will reach assessment; or children in need are not being referred."),
        _ASK_DOOR,
    ),
    Watched(
        "CH-CONTACTS-OPEN",
        _("Children wait at the front door for a decision that is due within a working day."),
        _QUEUE_FALL,
        _ASK_QUEUE,
    ),
    Watched(
        "CH-REFERRALS-TO-ASSESS",
        _("Children wait for an assessment to start: the work is held up before its clock runs."),
        _QUEUE_FALL,
        _ASK_LATE,
        upstream="CH-REFERRALS",
    ),
    Watched(
        "CH-ASSESSMENTS-OPEN",
        _("Work piles up: assessments will be late in six to ten weeks."),
        _QUEUE_FALL,
        _ASK_QUEUE,
        upstream="CH-REFERRALS",
    ),
    Watched(
        "CH-ASSESSMENTS-OVERDUE", _LATE_RISE, _LATE_FALL, _ASK_LATE, upstream="CH-ASSESSMENTS-OPEN"
    ),
    Watched(
        "CH-S47-OPEN",
        _("Enquiries are not being concluded, so that conferences will be held late."),
        _QUEUE_FALL,
        _ASK_QUEUE,
        upstream="CH-REFERRALS",
    ),
    Watched("CH-S47-OVERDUE", _LATE_RISE, _LATE_FALL, _ASK_LATE, upstream="CH-S47-OPEN"),
    Watched("CH-PLAN-REVIEWS-LATE", _LATE_RISE, _LATE_FALL, _ASK_LATE),
    Watched(
        "CH-CARE",
        _("More placements will be needed, and the year’s budget will be spent sooner."),
        _("Fewer children are looked after: look at who left, and where to."),
        _("Ask for starts and ends of care by month, by legal status and by age."),
    ),
    Watched("CH-CARE-REVIEWS-LATE", _LATE_RISE, _LATE_FALL, _ASK_LATE, upstream="CH-CARE"),
    Watched(
        "AD-REQUESTS",
        _("More assessments fall due in the month that follows."),
        _("Fewer people ask; or fewer requests are being recorded."),
        _ASK_DOOR,
    ),
    Watched(
        "AD-REQUESTS-OPEN",
        _("People wait for an answer to their first request."),
        _QUEUE_FALL,
        _ASK_QUEUE,
        upstream="AD-REQUESTS",
    ),
    Watched("AD-REQUESTS-OVERDUE", _LATE_RISE, _LATE_FALL, _ASK_LATE, upstream="AD-REQUESTS-OPEN"),
    Watched(
        "AD-ASSESSMENTS-OPEN",
        _("Work piles up: assessments will be late in about a month."),
        _QUEUE_FALL,
        _ASK_QUEUE,
        upstream="AD-REQUESTS",
    ),
    Watched(
        "AD-ASSESSMENTS-OVERDUE", _LATE_RISE, _LATE_FALL, _ASK_LATE, upstream="AD-ASSESSMENTS-OPEN"
    ),
    Watched("AD-REVIEWS-LATE", _LATE_RISE, _LATE_FALL, _ASK_LATE),
    Watched(
        "AD-CONCERNS-OPEN",
        _("Safeguarding concerns wait for a decision."),
        _QUEUE_FALL,
        _ASK_LATE,
    ),
    Watched(
        "AD-DELAYED",
        _("People wait in hospital longer than they need, and more of them will come home weaker."),
        _("People leave hospital sooner; look whether more come back or go to care homes."),
        _("Ask for the reasons of the delays: assessment, a place, care at home, or home."),
    ),
    Watched(
        "HO-APPLICATIONS",
        _("More households will need help now, and some of them temporary homes later."),
        _("Fewer households are coming through; or fewer are being recorded."),
        _ASK_DOOR,
    ),
    Watched(
        "HO-APPLICATIONS-OPEN",
        _("Households wait for a decision, and duties start later than they should."),
        _QUEUE_FALL,
        _ASK_QUEUE,
        upstream="HO-APPLICATIONS",
    ),
    Watched(
        "HO-TA",
        _("More families without a settled home, and a higher bill for temporary homes."),
        _("Fewer households wait in temporary homes; or fewer are being let in."),
        _("Ask who came in and who moved on in each of the last months."),
        upstream="HO-APPLICATIONS-OPEN",
    ),
    Watched(
        "HO-REPAIRS-OPEN",
        _("Repairs pile up: more will be done late, and complaints follow."),
        _QUEUE_FALL,
        _ASK_QUEUE,
    ),
    Watched("HO-REPAIRS-MONTH", _LATE_RISE, _LATE_FALL, _ASK_LATE, upstream="HO-REPAIRS-OPEN"),
    Watched(
        "HO-COMPLAINTS-OVERDUE", _LATE_RISE, _LATE_FALL, _ASK_LATE, upstream="HO-REPAIRS-MONTH"
    ),
    Watched(
        "WF-CASELOAD",
        _("Each worker holds more: visits and reviews will be missed next."),
        _("Each worker holds less: look whether work was done, closed or left unallocated."),
        _("Ask which posts are empty, and which cases could be closed or stepped down."),
    ),
)
"""In the order in which a person passes through."""
