"""What social care Annex A gives to the record, and how it is made from it again.

Lists that tell of events give facts. List 8 (care, by the latest placement) and List 6 (need, by
its latest state) tell of a child as at the day of the list, not of the episodes that the record
holds. What List 8 says of events with a day of their own (the latest review, visit, health and
dental check) gives facts; the rest is held as submitted. So is List 2 (early help assessments,
which are not episodes of help), and List 11, of adopters, whom the record does not hold.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.annex_a.fields import ADOPTERS, CHILD, LISTS
from almoner.returns.keeping.ethnicity import group_of_words
from almoner.returns.keeping.giving import (
    Gives,
    Item,
    Keeping,
    Link,
    coded,
    day,
    derived,
    flag,
    no_person,
    whole,
)
from almoner.returns.shapes import TableShape

col = pl.col
_YES, _NO = ("True", "Yes", "Y", "1", "a) Yes"), ("False", "No", "N", "0", "b) No")
_DISABLED = "Does the Child have a Disability"
_SEXES = {"a) Male": "M", "b) Female": "F", "c) Not stated/recorded": "U", "Male": "M",
          "Female": "F", "M": "M", "F": "F"}  # fmt: skip
_ABUSE = {"a) Neglect": "NEG", "b) Physical Abuse": "PHY", "c) Sexual Abuse": "SAB",
          "d) Emotional Abuse": "EMO", "e) Multiple": "MUL", "Neglect": "NEG",
          "Physical Abuse": "PHY", "Sexual Abuse": "SAB", "Emotional Abuse": "EMO",
          "Multiple": "MUL"}  # fmt: skip
# Letters of Annex A -> letters of the SSDA903, which has the same list in the same order.
_HOMES = dict(zip("abcdefghijklmnop", "BCDEGHKRSTUVWXZY", strict=True))
_VISIT, _REVIEW = "Date of the Last Statutory Visit", "Date of latest review conference"
_ADOPTED = "Date of Adoption Order"
_S47, _CONFERENCE = (
    "Strategy discussion initiating Section 47 Enquiry Start Date",
    "Date of Initial Child Protection Conference",
)


def _flag(field: str, column: str) -> Item:
    return flag(field, column, _YES, _NO)


def _event(
    table: str, record: str, day_field: str, *items: Item, spell: tuple[str, ...] = ()
) -> Gives:
    return Gives(table, record, items, key=(day_field,), rows=True, spell=spell)


def _beside(table: str, record: str, day_field: str, *items: Item, plan: bool = False,
            tag: str = "") -> Gives:  # fmt: skip
    """An event that a row tells of besides what it is about; of a plan, under that plan."""
    links = (Link("plan_id", "List 7", ("Child Protection Plan Start Date",)),) if plan else ()
    return Gives(table, record, items, key=(day_field,), tag=tag, links=links,
                 when=col(day_field).is_not_null())  # fmt: skip


def _check(kind: str, field: str) -> Gives:
    return _beside("List 8", "health_check", field, day(field, "checked_on"),
                   derived("kind", pl.lit(kind)), tag=kind)  # fmt: skip


def _person(table: str) -> Gives:
    disabled = (_flag(_DISABLED, "disabled"),) if table in _ASKED else ()
    return Gives(
        table, "person",
        (
            day("Date of Birth", "born_on"), coded("Gender", "sex", _SEXES),
            derived("ethnicity", group_of_words("Ethnicity")), *disabled,
        ),
        merged=True,
    )  # fmt: skip


_ASKED = ("List 4", "List 5", "List 6", "List 7", "List 8", "List 9", "List 10")
GIVES = (
    _event("List 1", "contact", "Date of Contact", day("Date of Contact", "received_on"),
           spell=("received_on",)),
    _event(
        "List 3", "referral", "Date of referral", day("Date of referral", "referred_on"),
        _flag("Referral NFA?", "no_further_action"), spell=("referred_on",),
    ),
    _event(
        "List 4", "child_assessment", "Continuous Assessment Start Date",
        day("Continuous Assessment Start Date", "started_on"),
        day("Continuous Assessment Date of Authorisation", "authorised_on"),
        _flag("Child Seen During Continuous Assessment", "child_seen"),
        flag("Was the child assessed as requiring LA children's social care support?",
             "no_further_action", _NO, _YES),
        spell=("started_on", "authorised_on"),
    ),
    _event(
        "List 5", "section_47", _S47, day(_S47, "started_on"),
        _flag("Was an Initial Child Protection Conference deemed unnecessary?",
              "conference_not_required"),
        spell=("started_on",),
    ),
    Gives(
        "List 5", "conference",
        (
            day(_CONFERENCE, "held_on"),
            _flag("Did the Initial Child Protection Conference Result in a Child Protection Plan",
                  "led_to_plan"),
        ),
        key=(_CONFERENCE,), when=col(_CONFERENCE).is_not_null(),
    ),
    _event(
        "List 7", "protection_plan", "Child Protection Plan Start Date",
        day("Child Protection Plan Start Date", "started_on"),
        day("Child Protection Plan End Date", "ended_on"),
        coded("Initial Category of Abuse", "category", _ABUSE),
        coded("Latest Category of Abuse", "latest_category", _ABUSE),
        whole("Number of Previous Child Protection Plans", "previous_plans"),
        spell=("started_on", "ended_on"),
    ),
    _beside(
        "List 7", "protection_visit", _VISIT, day(_VISIT, "visited_on"),
        _flag("Was the Child Seen Alone?", "seen_alone"),
        # Who was seen alone was seen; of others the list does not say.
        derived("child_seen", pl.when(col("Was the Child Seen Alone?").str.to_lowercase()
                .is_in([word.lower() for word in _YES])).then(pl.lit(value=True))),
        plan=True,
    ),
    _beside("List 7", "protection_review", _REVIEW, day(_REVIEW, "held_on"), plan=True),
    _beside("List 8", "care_review", "Date of Latest Statutory Review",
            day("Date of Latest Statutory Review", "held_on")),
    _beside("List 8", "care_visit", "Date of Last Social Work Visit",
            day("Date of Last Social Work Visit", "visited_on")),
    _check("health", "Date of Last Health Assessment"),
    _check("dental", "Date of Last Dental Check"),
    _event(
        "List 9", "care_leaver", "Latest Date of Contact",
        day("Latest Date of Contact", "known_on"),
        flag("LA in Touch", "in_touch", ("a) In touch", *_YES), ("b) Not in touch", *_NO)),
        flag("Suitability of Accommodation", "suitable_accommodation", ("a) Suitable",),
             ("b) Not suitable",)),
        derived("accommodation", col("Type of Accommodation").str.extract(r"^([a-p])\)")
                .replace_strict(_HOMES, default=None, return_dtype=pl.String)),
        derived("activity", col("Activity Status").str.extract("^([FPG][1-6])")),
        spell=("known_on",),
    ),
    _event(
        "List 10", "permanence", "Date the Child Entered Care",
        day("Date the Child Entered Care", "entered_on"),
        day("Date of Decision that Child Should be Placed for Adoption", "decided_on"),
        day("Date of Placement Order", "placement_order_on"),
        day("Date of Matching Child and Prospective Adopters", "matched_on"),
        day("Date Placed for Adoption", "placed_on"),
        day("Date of Decision that Child Should No Longer be Placed for Adoption", "reversed_on"),
        day(_ADOPTED, "order_on"),
        derived("order_kind", pl.when(col(_ADOPTED).is_not_null()).then(pl.lit("adoption"))),
        spell=("entered_on",),
    ),
    *(_person(table) for table in LISTS if table != ADOPTERS),
)  # fmt: skip
_LATEST_CONTACT = col("Latest Date of Contact.raw").is_null()


def whose(shape: TableShape) -> pl.Expr:
    """The child; nobody in the list of adopters."""
    return no_person(shape) if shape.name == ADOPTERS else col(CHILD)


_DAYS = {
    "List 2": "Assessment start date", "List 6": "CIN Start Date",
    "List 8": "Date Started to be Looked After",
}  # fmt: skip
IDENTITY = {
    name: tuple(
        next((one.key for one in GIVES if one.table == name and one.rows), (_DAYS.get(name, ""),))
    )
    for name in LISTS
}
IDENTITY = {
    name: (CHILD, *(field for field in fields if field)) for name, fields in IDENTITY.items()
} | {ADOPTERS: ("Individual adopter identifier",)}
KEEPING = Keeping(
    "ANNEX_A", GIVES, IDENTITY, whose=whose,
    # A care leaver with whom there has been no contact has no day on which it was established.
    silent={"List 9": _LATEST_CONTACT},
)  # fmt: skip
