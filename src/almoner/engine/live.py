"""Live upkeep: when somebody's record changes, only the cells that they touch change.

The same definitions are counted over that person's rows as they were and as they are. Everything
up to the whole numbers of a cell is addition, and no unit depends on the rows of anybody else; so
the difference between the two is exactly what the change did, whatever the size of the council.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.engine.changed import Changed, Telling
from almoner.engine.compiler import Program
from almoner.engine.counting import CellsByKey, count, make_axes
from almoner.engine.cube import ALL_GROUPINGS, Grouping
from almoner.engine.differences import Differences, Moved, moved
from almoner.engine.few import Few
from almoner.engine.few_rows import NotForPythonError, Row
from almoner.engine.kept import KeptByKey, add, differing, kept_of
from almoner.engine.measure import results_of
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.engine.plan import Layout
from almoner.engine.prepared import prepared
from almoner.engine.slices import Slices
from almoner.records.table import Table
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

WHOLE = frozenset({"team", "team_membership", "population"})
"""The council's own tables: a change of them moves cells of people who have not changed."""

_EVERYBODYS = frozenset({"person", "address"})

FEW = 1_500
"""Rows that are counted in Python sooner than in a database."""

Held = dict[str, list[Row]]
"""Tables to rows in the order of their columns."""

Subjects = dict[str, set[str]]
"""The column that says whose a row is, to those whose rows change."""


@dataclass(frozen=True)
class Change:
    """Rows of one table that come, and keys of rows that go.

    A row whose key is held already takes that row's place.
    """

    table: str
    rows: pl.DataFrame | None = None
    gone: Sequence[str] = ()

    @property
    def declared(self) -> Table:
        """The table."""
        return declared_tables()[self.table]

    @property
    def keys(self) -> list[str]:
        """The keys of all rows that it concerns."""
        new = [] if self.rows is None else self.rows[self.declared.key].to_list()
        return [*self.gone, *new]


@dataclass
class Live:
    """Kept cells of indicators over a mirror, brought up to date change by change.

    `groupings` are those kept: all of them, or "" for teams and larger places and "area" for homes.
    A change that concerns more rows than `few` is counted in a database.
    """

    mirror: Mirror
    indicators: tuple[Indicator, ...]
    months: Months
    groupings: tuple[Grouping, ...] = ALL_GROUPINGS
    few: int = FEW
    layout: Layout = field(init=False)
    program: Program = field(init=False)
    _kept: KeptByKey = field(init=False)
    _few: Few = field(init=False)
    _differences: Differences = field(init=False)
    _telling: Telling = field(init=False)

    def __post_init__(self) -> None:
        """Count everything once."""
        ready = prepared(self.indicators)
        self.layout, self.program = ready.layout, ready.program
        self._kept = kept_of(self.counted())
        self.mirror.index()
        assert ready.python is not None
        self._few = Few(self.program, ready.python, self.months)
        team, membership = self.mirror.run("FROM team"), self.mirror.run("FROM team_membership")
        self._differences = Differences(self.layout, self.months, team, membership)
        population = self.mirror.run("FROM population")
        self._telling = Telling(self.indicators, self.months, population)

    @cached_property
    def slices(self) -> Slices:
        """For many rows at once."""
        return Slices(self.program, self.months)

    def counted(self) -> CellsByKey:
        """The cells counted afresh from all records."""
        results = results_of(self.mirror, self.program, self.months)
        self.mirror.drop(reversed(self.program.tables))
        team, membership = self.mirror.run("FROM team"), self.mirror.run("FROM team_membership")
        axes = make_axes(results, team, membership, self.months)
        return count(self.layout, results, axes, self.groupings)

    def kept(self) -> CellsByKey:
        """The cells as they are kept."""
        return {key: one.whole() for key, one in self._kept.items()}

    def compared(self) -> list[str]:
        """The cells that differ from a full rebuild, in words; none when all is well."""
        return differing(self.counted(), self.kept())

    def change(self, *changes: Change) -> Changed:
        """Make these changes, all together; the measurements that they changed, and took away.

        Refuses a change of the council's own tables (teams, residents): those need a rebuild.
        """
        for change in changes:
            if change.table in WHOLE:
                raise Refusal(_("a change of this table needs a full rebuild"), found=change.table)
        concerned = self._concerned({change.table for change in changes})
        before = self._held(self._subjects(changes), concerned)
        after = _changed(before, changes)
        rows = self._moved(concerned, before, after)
        for change in changes:
            self.mirror.replace(change.declared, change.keys, change.rows)
        return self._taken_in(rows)

    def close(self) -> None:
        """Let go of the memory."""
        if "slices" in vars(self):
            self.slices.close()
        self.mirror.connection.close()

    def _taken_in(self, rows: dict[int, Moved]) -> Changed:
        difference = self._differences.cells(rows, self.groupings) if rows else {}
        before = self._telling.present(self._kept, difference)
        add(self._kept, difference)
        return self._telling.told(self._kept, difference, before)

    def _subjects(self, changes: Sequence[Change]) -> Subjects:
        """Whose rows these are, and whose they were: a correction may give a row to another."""
        who: Subjects = defaultdict(set)
        for change in changes:
            table = change.declared
            who[table.subject] |= self.mirror.subjects(table, change.keys)
            if change.rows is not None:
                who[table.subject] |= set(change.rows[table.subject].drop_nulls())
        return who

    def _concerned(self, changed: set[str]) -> list[int]:
        """The statements that read any of these tables."""
        return [number for number, read in enumerate(self.program.reads) if read & changed]

    def _held(self, who: Subjects, concerned: Sequence[int]) -> Held:
        """The rows of these subjects in all tables that these statements read."""
        wanted = _EVERYBODYS.union(*(self.program.reads[number] for number in concerned))
        declared = [table for name, table in declared_tables().items() if name in wanted]
        return {
            table.name: self.mirror.rows_of(table, sorted(who.get(table.subject, ())))
            for table in declared
        }

    def _moved(self, concerned: Sequence[int], before: Held, after: Held) -> dict[int, Moved]:
        """What these statements count otherwise when some tables hold other rows."""
        if sum(map(len, before.values())) <= self.few and self._few.can(concerned):
            with suppress(NotForPythonError, OverflowError):
                return _between(self._few, concerned, before, after)
        return _between(self.slices, concerned, before, after)


def _between(
    counting: Few | Slices, concerned: Sequence[int], before: Held, after: Held
) -> dict[int, Moved]:
    for name, rows in before.items():
        counting.fill(name, rows)
    one = counting.run(concerned)
    for name, rows in after.items():
        counting.fill(name, rows)
    return moved(one, counting.run(concerned))


def _changed(held: Held, changes: Sequence[Change]) -> Held:
    """The rows of the tables that these changes change, as they then are."""
    found: Held = {}
    for change in changes:
        table = change.declared
        if table.name in held:
            keys = set(change.keys)
            rows = [row for row in found.get(table.name, held[table.name]) if row[0] not in keys]
            subject = table.schema.names.index(table.subject)
            new = [] if change.rows is None else change.rows.select(table.schema.names).rows()
            # A row that is nobody's is found by nobody, and counts for nobody.
            found[table.name] = [*rows, *(row for row in new if row[subject] is not None)]
    return found
