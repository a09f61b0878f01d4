"""Who a unit is about, on the day that counts: sex, ethnic group, age band and home.

Age and home change with time. An event takes them as they stood on its day. A stretch is cut where
one of them changes, so that the parts add up to the whole at every month end.
"""

from __future__ import annotations

from typing import Any, Final

import ibis

from almoner.catalogue.time import FAR_AWAY, later

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
    {*DIMENSIONS, "area", "age_from", "age_until", "home_from", "home_until", "k", "spread"}
)
"""Columns that a table of units may not have of its own."""


def ages(records: Any) -> Any:
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


def homes(records: Any) -> Any:
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


def dated(units: Any, records: Any, on: str) -> Any:
    """Units with `sex`, `ethnicity`, `age` and `area` as they stood on the day `on`."""
    age, home = records.age_state, records.home_state
    joined = _with_person(units, records)
    joined = joined.left_join(
        age,
        [
            joined.person_id == age.age_person,
            joined[on] >= age.age_from,
            joined[on] < age.age_until,
        ],
    )
    joined = joined.left_join(
        home,
        [
            joined.person_id == home.home_person,
            joined[on] >= home.home_from,
            joined[on] < home.home_until,
        ],
    )
    return _filled(joined)


def split(units: Any, records: Any, first: str, last: str) -> Any:
    """Stretches (`first` to `last`) cut where the age band or the home changes.

    `age_from`, `age_until`, `home_from` and `home_until` say where the cuts are.
    """
    age, home = records.age_state, records.home_state
    joined = _with_person(units, records)
    starts, ends = joined[first], joined[last].fill_null(FAR_AWAY)
    joined = joined.left_join(
        age,
        [joined.person_id == age.age_person, age.age_from < ends, starts < age.age_until],
    )
    starts, ends = joined[first], joined[last].fill_null(FAR_AWAY)
    joined = joined.left_join(
        home,
        [joined.person_id == home.home_person, home.home_from < ends, starts < home.home_until],
    )
    return _filled(joined)


def _with_person(units: Any, records: Any) -> Any:
    taken = RESERVED & set(units.columns)
    if taken:
        raise ValueError(f"units have columns of the dimensions: {sorted(taken)}")
    person = records.person.select(who="person_id", sex="sex", ethnicity="ethnicity")
    return units.left_join(person, units.person_id == person.who).drop("who")


def _filled(joined: Any) -> Any:
    return joined.mutate(
        sex=joined.sex.fill_null(UNKNOWN),
        ethnicity=joined.ethnicity.fill_null(UNKNOWN),
        age=joined.age.fill_null(UNKNOWN),
        area=joined.area.fill_null(UNKNOWN),
        age_from=joined.age_from.fill_null(_LONG_AGO),
        age_until=joined.age_until.fill_null(FAR_AWAY),
        home_from=joined.home_from.fill_null(_LONG_AGO),
        home_until=joined.home_until.fill_null(FAR_AWAY),
    )
