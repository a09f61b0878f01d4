"""Rows of a return made from the record: of facts that no submission told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.returns.context import Collection
from almoner.returns.keeping.facts import KEY, ROW, Facts, Reading
from almoner.returns.keeping.giving import Gives, Item, Keeping, Link, Tables
from almoner.returns.kinds import kind_of
from almoner.returns.shapes import TableShape
from almoner.returns.tables import row_column

_PERSON = "person_id"
Held = Mapping[str, pl.DataFrame]


def made_rows(reading: Reading, held: Held, given: Facts, *, new: bool) -> Tables:
    """Table name to the rows to put below those submitted. With `new` there was no submission."""
    keeping, collection = reading.keeping, reading.one.collection
    numbers = _numbers(held, keeping)
    made: Tables = {}
    parents: dict[str, pl.DataFrame] = {}
    leading = [one for one in keeping.gives if one.rows and not one.follows]
    following = [one for one in keeping.gives if one.rows and one.follows]
    for gives in leading:
        facts = _untold(gives, held, given, collection, _needed(keeping, gives, held, collection))
        _add(made, gives.table, _texts(reading, gives, facts, numbers, held, parents))
        _remember(reading, gives, facts, made, parents)
    # Of whom rows are made, and of whom there are rows.
    new_people, people = _named(reading, made), _named(reading, {**reading.prepared, **made})
    for gives in following:
        facts = _untold(gives, held, given, collection)
        among = new_people if gives.merged else people
        known = facts.join(numbers, on=_PERSON).filter(pl.col("number").is_in(among.implode()))
        if gives.merged:
            known = _not_yet(known, reading, gives)
        _add(
            made, gives.table, _texts(reading, gives, known.drop("number"), numbers, held, parents)
        )
    if new:
        for name, cells in keeping.heads(collection).items():
            _add(made, name, pl.DataFrame([cells]))
    return {name: frame for name, frame in made.items() if frame.height}


def spare_facts(reading: Reading, held: Held, given: Facts) -> Tables:
    """Facts of the year that no submission gave and that make no row, with the person's `number`.

    By table of the record; only of declarations that say by which day a fact is of the year.
    """
    numbers = _numbers(held, reading.keeping)
    return {
        gives.record: _untold(gives, held, given, reading.one.collection).join(numbers, on=_PERSON)
        for gives in reading.keeping.gives
        if gives.spell and not gives.rows
    }


def _add(made: Tables, name: str, rows: pl.DataFrame) -> None:
    made[name] = pl.concat([made[name], rows], how="diagonal") if name in made else rows


def _of(held: Held, name: str) -> pl.DataFrame:
    found = held.get(name)
    return pl.DataFrame(schema=polars_schema(declared_tables()[name])) if found is None else found


def _numbers(held: Held, keeping: Keeping) -> pl.DataFrame:
    """Person and the number by which the return knows them: that of its scheme, else the key."""
    listed = _of(held, "person_identifier").filter(pl.col("scheme") == keeping.scheme)
    listed = listed.unique(_PERSON, keep="first").select(_PERSON, "value")
    people = _of(held, "person").select(_PERSON).join(listed, on=_PERSON, how="left")
    own = pl.col(_PERSON).str.strip_prefix(f"{keeping.scheme}-")
    return people.select(_PERSON, pl.coalesce("value", own).alias("number"))


def _needed(keeping: Keeping, gives: Gives, held: Held, collection: Collection) -> list[str]:
    """Keys of facts that another fact of the year needs, for one row of the return tells both."""
    keys: list[str] = []
    for other in keeping.gives:
        links = [link for link in other.links if link.table == gives.table]
        if other.table == gives.table and not other.rows and links and other.spell:
            facts = _of_year(_of(held, other.record), other, collection)
            keys += facts[links[0].column].drop_nulls().to_list()
    return keys


def _untold(
    gives: Gives, held: Held, given: Facts, collection: Collection, needed: Sequence[str] = ()
) -> pl.DataFrame:
    """The rows of the record that no submission gave, of the collection's year or `needed`."""
    facts = _of(held, gives.record)
    if gives.only is not None:
        facts = facts.filter(gives.only)
    if not gives.merged:
        key = declared_tables()[gives.record].key
        facts = facts.join(_of(given, gives.record).select(key), on=key, how="anti",
                           maintain_order="left")  # fmt: skip
    of_year = _of_year(facts, gives, collection)
    key = declared_tables()[gives.record].key
    also = facts.filter(pl.col(key).is_in(needed)).join(of_year, on=key, how="anti")
    return pl.concat([of_year, also])


def _of_year(facts: pl.DataFrame, gives: Gives, collection: Collection) -> pl.DataFrame:
    if not gives.spell:
        return facts
    first, last = pl.col(gives.spell[0]), pl.col(gives.spell[-1])
    if len(gives.spell) == 1:
        return facts.filter(first.is_between(collection.start, collection.end)).sort(_PERSON, first)
    begun = first <= collection.end
    facts = facts.filter(begun & (last.is_null() | (last >= collection.start)))
    # What ended after the year was open when the return of the year was due.
    open_yet = last > collection.end
    blank = [gives.spell[-1], *(name for name in gives.closes if name in facts.columns)]
    return facts.with_columns(
        pl.when(~open_yet.fill_null(value=False)).then(pl.col(name)).alias(name) for name in blank
    ).sort(_PERSON, gives.spell[0])


def _texts(
    reading: Reading, gives: Gives, facts: pl.DataFrame, numbers: pl.DataFrame, held: Held,
    parents: Mapping[str, pl.DataFrame],
) -> pl.DataFrame:  # fmt: skip
    """The rows of the return that these facts make, as text."""
    shape = kind_of(reading.one.code).shapes[gives.table]
    rows = facts.join(numbers, on=_PERSON, how="left", maintain_order="left")
    cells = {item.field: _back(item, shape) for item in gives.items if item.back}
    cells[reading.keeping.number_in(shape)] = pl.col("number")
    if gives.record != "person":
        person = _of(held, "person").rename(lambda name: f"person.{name}")
        rows = rows.join(person, left_on=_PERSON, right_on="person.person_id", how="left",
                         maintain_order="left")  # fmt: skip
        for other in reading.keeping.gives:
            if other.table == gives.table and other.record == "person":
                cells |= {
                    item.field: item.back(pl.col(f"person.{item.column}"), shape)
                    for item in other.items if item.back and item.field not in cells
                }  # fmt: skip
    rows, more = _with_others(reading.keeping, gives, rows, held, shape)
    cells |= more
    for link in gives.links:
        rows = _linked(rows, link, parents)
        named = zip(link.on, link.called, strict=True)
        cells |= {own: pl.col(f"{link.table}.{theirs}") for own, theirs in named}
    cells |= {name: pl.lit(text) for name, text in gives.fills.items()}
    own_key = declared_tables()[gives.record].key
    for name in (*_called_by(reading.keeping, gives), *([gives.own] if gives.own else [])):
        cells.setdefault(name, pl.col(own_key))
    columns = [name for name in cells if name in shape.names]
    return rows.select(cells[name].cast(pl.String).alias(name) for name in columns)


def _with_others(
    keeping: Keeping, gives: Gives, rows: pl.DataFrame, held: Held, shape: TableShape
) -> tuple[pl.DataFrame, dict[str, pl.Expr]]:
    """The rows with what else one row of the return tells: facts that name this one."""
    cells: dict[str, pl.Expr] = {}
    for other in keeping.gives:
        links = [link for link in other.links if link.table == gives.table]
        if other.table != gives.table or other.rows or not links:
            continue
        facts = _of(held, other.record).unique(links[0].column, keep="first")
        facts = facts.rename({name: f"{other.record}.{name}" for name in facts.columns})
        own, theirs = declared_tables()[gives.record].key, f"{other.record}.{links[0].column}"
        rows = rows.join(facts, left_on=own, right_on=theirs, how="left", maintain_order="left")
        for item in other.items:
            if item.back is not None:
                cells[item.field] = item.back(pl.col(f"{other.record}.{item.column}"), shape)
    return rows, cells


def _back(item: Item, shape: TableShape) -> pl.Expr:
    assert item.back is not None
    return item.back(pl.col(item.column), shape)


def _called_by(keeping: Keeping, gives: Gives) -> list[str]:
    """The fields by which rows of other tables name a row of this one."""
    links = [link for one in keeping.gives for link in one.links if link.table == gives.table]
    return list(dict.fromkeys(name for link in links for name in link.called))


def _linked(rows: pl.DataFrame, link: Link, parents: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    fields = [f"{link.table}.{name}" for name in link.called]
    if link.table not in parents or set(fields) <= set(rows.columns):
        missing = [name for name in fields if name not in rows.columns]
        return rows.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in missing)
    theirs = parents[link.table].select(
        pl.col(KEY).alias("parent"),
        *(pl.col(name).alias(f"{link.table}.{name}") for name in link.called),
    ).unique("parent", keep="first")  # fmt: skip
    return rows.join(theirs, left_on=link.column, right_on="parent", how="left",
                     maintain_order="left")  # fmt: skip


def _remember(
    reading: Reading, gives: Gives, facts: pl.DataFrame, made: Tables,
    parents: dict[str, pl.DataFrame],
) -> None:  # fmt: skip
    """Keep by which fields the rows of a table are called, those submitted and those made."""
    names = _called_by(reading.keeping, gives)
    if not names or gives.table in parents:
        return
    key = declared_tables()[gives.record].key
    given = [one.frame for one in reading.givens if one.gives is gives]
    row = row_column(gives.table)
    keys = pl.concat(given).select(pl.col(ROW).alias(row), KEY) if given else None
    frame = reading.prepared.get(gives.table)
    parts = [] if keys is None or frame is None else [_called(frame, keys, row, names)]
    own = made[gives.table]
    missing = [pl.lit(None, dtype=pl.String).alias(n) for n in names if n not in own.columns]
    own = own.with_columns(facts[key].alias(KEY), *missing)
    parents[gives.table] = pl.concat([*parts, own.select(KEY, *_text(names))])


def _called(frame: pl.DataFrame, keys: pl.DataFrame, row: str, names: list[str]) -> pl.DataFrame:
    return frame.join(keys, on=row).select(KEY, *_text(names))


def _text(names: list[str]) -> list[pl.Expr]:
    return [pl.col(name).cast(pl.String) for name in names]


def _named(reading: Reading, tables: Mapping[str, pl.DataFrame]) -> pl.Series:
    """Everybody whom rows of the tables are about, by the number that the return has."""
    shapes = kind_of(reading.one.code).shapes
    parts = [
        frame.select(pl.col(shapes[name].key).alias("number"))
        for name, frame in tables.items()
        if shapes[name].key in frame.columns
    ]
    none = pl.DataFrame(schema={"number": pl.String})
    return pl.concat([none, *parts]).to_series().drop_nulls().unique()


def _not_yet(facts: pl.DataFrame, reading: Reading, gives: Gives) -> pl.DataFrame:
    """Without the people of whom the table holds a row already."""
    known = reading.person.get(gives.table, pl.Series(dtype=pl.String)).drop_nulls()
    return facts.filter(~pl.col(_PERSON).is_in(known.implode()))
