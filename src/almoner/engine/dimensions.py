"""Who a unit is about, on the day that counts: sex, ethnic group, age band and home.

Age and home change with time. A person's life is cut into states, in each of which nothing changes.
A unit is joined with every state of its person: an event counts in the one that holds its day, a
stretch in as much of each as it has, so that the parts add up to the whole at every month end.
"""

from __future__ import annotations

from typing import Any, Final

import ibis

from almoner.catalogue.record_tables import RECORDS
from almoner.catalogue.time import FAR_AWAY, later, month_index

AGE_BANDS: Final = (
    ("0", 0, 1),
    ("1-4", 1, 5),
    ("5-9", 5, 10),
    ("10-15", 10, 16),
    ("16-17", 16, 18),
    ("18-64", 18, 65),
    ("65-74", 65, 75),
    ("75-84", 75, 85),
    ("85+", 85, 200),
)
DIMENSIONS: Final = ("sex", "age", "ethnicity")
_LONG_AGO: Final = ibis.date("1500-01-01")
UNKNOWN: Final = "unknown"
RESERVED: Final = frozenset(
    {*DIMENSIONS, "area", "state_person", "state_from", "state_until", "k", "spread"}
)
"""Columns that a table of units may not have of its own."""


STATES: Final = ibis.table(
    {
        "state_person": "string",
        "sex": "string",
        "ethnicity": "string",
        "age": "string",
        "area": "string",
        "state_from": "date",
        "state_until": "date",
    },
    name="person_state",
)
"""One row per person and state, made before anything that is broken down is counted."""


def states(first: int, last: int) -> Any:
    """The rows of `STATES` that meet the months from `first` to `last`.

    What came before only adds up to what there was at the first month's start, which those who
    were then in that state tell.
    """
    person = RECORDS.person
    age, home = (_met(table(RECORDS), first, last) for table in (_ages, _homes))
    joined = age.left_join(
        home,
        [
            age.age_person == home.home_person,
            age.age_from < home.home_until,
            home.home_from < age.age_until,
        ],
    )
    whose = person.select(
        who="person_id",
        sex=person.sex.fill_null(UNKNOWN),
        ethnicity=person.ethnicity.fill_null(UNKNOWN),
    )
    joined = joined.join(whose, joined.age_person == whose.who)
    begins = ibis.ifelse(
        joined.home_from.isnull(), joined.age_from, ibis.greatest(joined.age_from, joined.home_from)
    )
    lasts = ibis.ifelse(
        joined.home_until.isnull(),
        joined.age_until,
        ibis.least(joined.age_until, joined.home_until),
    )
    return joined.select(
        state_person=joined.age_person,
        sex=joined.sex,
        ethnicity=joined.ethnicity,
        age=joined.age,
        area=joined.area.fill_null(UNKNOWN),
        state_from=begins,
        state_until=lasts,
    ).filter(lambda state: state.state_from < state.state_until)


def _met(stretches: Any, first: int, last: int) -> Any:
    begins, lasts = (stretches[name] for name in stretches.columns[-2:])
    return stretches.filter((month_index(begins) <= last) & (month_index(lasts) >= first))


def with_states(units: Any) -> Any:
    """Units about people, each with every state of its person; all `unknown` for nobody known."""
    taken = RESERVED & set(units.columns)
    if taken:
        raise ValueError(f"units have columns of the dimensions: {sorted(taken)}")
    joined = units.left_join(STATES, units.person_id == STATES.state_person).drop("state_person")
    return joined.mutate(
        **{name: joined[name].fill_null(UNKNOWN) for name in (*DIMENSIONS, "area")},
        state_from=joined.state_from.fill_null(_LONG_AGO),
        state_until=joined.state_until.fill_null(FAR_AWAY),
    )


def _ages(records: Any) -> Any:
    """One row per person and age band: `age`, `age_from` and `age_until`, without gaps."""
    person = records.person
    known = person.filter(person.born_on.notnull())
    bands = [
        known.select(
            age_person=known.person_id,
            age=ibis.literal(band),
            age_from=later(known.born_on, years=first) if first else _LONG_AGO,
            age_until=later(known.born_on, years=after) if after < 200 else FAR_AWAY,
        )
        for band, first, after in AGE_BANDS
    ]
    unknown = person.filter(person.born_on.isnull())
    rest = unknown.select(
        age_person=unknown.person_id,
        age=ibis.literal(UNKNOWN),
        age_from=_LONG_AGO,
        age_until=FAR_AWAY,
    )
    return ibis.union(*bands, rest)


def _homes(records: Any) -> Any:
    """One row per person and home: `area`, `home_from`, `home_until`, without gaps."""
    address = records.address
    order = {"group_by": "person_id", "order_by": ["started_on", "address_id"]}
    earlier = address.started_on.lag().over(**order)
    following = address.started_on.lead().over(**order)
    return address.select(
        home_person=address.person_id,
        area=address.locality.fill_null(UNKNOWN),
        home_from=ibis.ifelse(earlier.isnull(), _LONG_AGO, address.started_on),
        home_until=following.fill_null(FAR_AWAY),
    )
