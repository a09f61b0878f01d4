"""Stretches of days of one person: what came before, and one person counted once."""

from __future__ import annotations

from typing import Any

import ibis

from almoner.catalogue.time import FAR_AWAY, later

_EPOCH = ibis.date("1900-01-01")


def with_previous(table: Any, on: str, name: str, *, by: str = "person_id") -> Any:
    """Adds `name`: the latest `on` of the same person that is before this row's; else null."""
    numbered = table.mutate(__day=table[on].delta(_EPOCH, unit="day"))
    before = ibis.range_window(group_by=by, order_by="__day", preceding=(None, 1))
    return numbered.mutate(**{name: numbered[on].max().over(before)}).drop("__day")


def once_a_person(
    table: Any, start: str, end: str, *, by: str = "person_id", months: int = 0
) -> Any:
    """Adds `from_on` and `until_on`, stretches that do not overlap within a person.

    On any day a person with an open row is in exactly one of them: the row that started last
    (`unit_id` settles ties). With `months`, a row goes on counting until so many months after its
    end: at the end of a month the person is then in it who was met within that many months. Rows
    that ended before they started are left out.
    """
    table = table.filter(
        table[start].notnull() & (table[end].isnull() | (table[end] >= table[start]))
    )
    order = [start, "unit_id"]
    ends = table.mutate(__end=table[end].fill_null(FAR_AWAY))
    so_far = ibis.cumulative_window(group_by=by, order_by=order)
    last = ends.mutate(
        __last=ends["__end"].max().over(so_far),
        __next=ends[start].lead().over(group_by=by, order_by=order),
    )
    gone = last["__last"] if not months else ibis.least(last["__last"], ibis.date("9000-01-31"))
    until = ibis.least(later(gone, months=months) if months else gone, last["__next"])
    return last.mutate(from_on=last[start], until_on=until).drop("__end", "__last", "__next")


def highest_ranked(table: Any, start: str, end: str, rank: str, *, by: str = "person_id") -> Any:
    """Adds `from_on` and `until_on`: each person once on any day, in the row ranked lowest.

    `rank` is a column of whole numbers, 1 first; `unit_id` settles ties. A person's time is cut at
    every start and end, and each piece goes to the best row then open.
    """
    table = table.filter(
        table[start].notnull() & (table[end].isnull() | (table[end] > table[start]))
    )
    cuts = ibis.union(
        table.select(who=table[by], from_on=table[start]),
        table.filter(table[end].notnull()).select(who=table[by], from_on=table[end]),
        distinct=True,
    )
    pieces = cuts.mutate(until_on=cuts.from_on.lead().over(group_by="who", order_by="from_on"))
    open_then = pieces.join(
        table,
        [
            pieces.who == table[by],
            table[start] <= pieces.from_on,
            table[end].isnull() | (table[end] > pieces.from_on),
        ],
    )
    place = ibis.row_number().over(group_by=[by, "from_on"], order_by=[rank, "unit_id"])
    ranked = open_then.mutate(place=place)
    return ranked.filter(ranked.place == 0).drop("who", "place")


def with_latest_known(
    table: Any, column: str, unknown: tuple[str, ...] = (), *, by: str = "person_id"
) -> Any:
    """The column as it was last known of the person: a row without it takes the latest before.

    Rows are in order of `started_on` and `unit_id`; the words in `unknown` are no knowledge.
    """
    order = [table.started_on, table.unit_id]
    known = table[column].notnull() & ~table[column].fill_null("").isin(unknown)
    table = table.mutate(place=ibis.row_number().over(group_by=by, order_by=order))
    table = table.mutate(told=ibis.ifelse(known, table.place, ibis.null("int64")))
    so_far = ibis.cumulative_window(group_by=by, order_by=["started_on", "unit_id"])
    table = table.mutate(told=table.told.max().over(so_far))
    said = table.select(of_whom=by, at_place="place", last_said=column)
    joined = table.left_join(said, [table[by] == said.of_whom, table.told == said.at_place])
    latest = joined.mutate(**{column: ibis.ifelse(joined.told.notnull(), joined.last_said, None)})
    return latest.drop("place", "told", "of_whom", "at_place", "last_said")


def while_covered(table: Any, events: Any, on: str, *, days: int = 0) -> Any:
    """The part of stretches in which the person had one of `events` in the last year (or `days`).

    Other columns of the event are those of the latest.
    """
    lapses_on = later(events[on], days=days) if days else later(events[on], years=1)
    lapsing = events.mutate(lapses_on=lapses_on)
    cover = once_a_person(lapsing, on, "lapses_on")
    kept = [name for name in events.columns if name not in table.columns]
    cover = cover.select(
        whose="person_id",
        covered_from="from_on",
        covered_until="until_on",
        **{name: name for name in kept},
    )
    joined = table.join(
        cover,
        [
            table.person_id == cover.whose,
            cover.covered_from < table.until_on,
            table.from_on < cover.covered_until,
        ],
    )
    return joined.mutate(
        from_on=ibis.greatest(joined.from_on, joined.covered_from),
        until_on=ibis.least(joined.until_on, joined.covered_until),
    ).drop("whose", "covered_from", "covered_until")
