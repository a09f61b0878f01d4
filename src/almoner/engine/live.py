"""Live upkeep: when somebody's record changes, only the cells that they touch change.

The same statements are run over that person's rows as they were and as they are. Everything up to
the whole numbers of a cell is addition, and no unit depends on the rows of anybody else; so the
difference between the two is exactly what the change did, whatever the size of the council.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.engine.compiler import Program
from almoner.engine.counting import CellsByKey, count, make_axes
from almoner.engine.cube import Cells
from almoner.engine.kept import added, differing, touched
from almoner.engine.measure import measurements, results_of
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.engine.plan import Layout
from almoner.engine.prepared import prepared
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_WHOLE = ("team", "team_membership", "population")
_STATES = {"person": "age_state", "address": "home_state"}


@dataclass(frozen=True)
class Change:
    """Rows of one table that come, and keys of rows that go.

    A row whose key is held already takes that row's place.
    """

    table: str
    rows: pl.DataFrame | None = None
    gone: Sequence[str] = ()


@dataclass
class Live:
    """Kept cells of indicators over a mirror, brought up to date change by change."""

    mirror: Mirror
    indicators: tuple[Indicator, ...]
    months: Months
    layout: Layout = field(init=False)
    program: Program = field(init=False)
    kept: CellsByKey = field(init=False)
    _slice: Mirror = field(init=False)
    _blank: list[pl.DataFrame] = field(init=False)

    def __post_init__(self) -> None:
        """Count everything once."""
        ready = prepared(self.indicators)
        self.layout, self.program = ready.layout, ready.program
        self._slice = Mirror.of_frames({})
        self._blank = [rows.clear() for rows in results_of(self._slice, self.program, self.months)]
        self.kept = self.rebuilt()

    def rebuilt(self) -> CellsByKey:
        """The cells counted afresh from all records."""
        self.mirror.load_states()
        return self._counted(results_of(self.mirror, self.program, self.months))

    def compared(self) -> list[str]:
        """The cells that differ from a full rebuild, in words; none when all is well."""
        return differing(self.kept, self.rebuilt())

    def change(self, change: Change) -> pl.DataFrame:
        """Make a change; the measurements that it changed.

        Refuses a change of the council's own tables (teams, residents): those need a rebuild.
        """
        if change.table in _WHOLE:
            raise Refusal(_("a change of this table needs a full rebuild"), found=change.table)
        who = self._subjects(change)
        concerned = [
            number
            for number, tables in enumerate(self.program.reads)
            if tables & {change.table, _STATES.get(change.table, change.table)}
        ]
        before = self._results(change.table, who, concerned)
        self._apply(change)
        after = self._results(change.table, who, concerned)
        difference = self._difference(before, after)
        self.kept = added(self.kept, difference)
        changed = touched(self.kept, difference)
        return measurements(
            self.indicators, changed, self.months, self.mirror.run("FROM population")
        )

    def _subjects(self, change: Change) -> list[str]:
        """Whose rows these are, and whose they were: a correction may give a row to another."""
        table = declared_tables()[change.table]
        old = self.mirror.having(change.table, table.key, _keys(change))[table.subject].to_list()
        new = [] if change.rows is None else change.rows[table.subject].to_list()
        return sorted(set(old) | set(new))

    def _apply(self, change: Change) -> None:
        self.mirror.replace(declared_tables()[change.table], _keys(change), change.rows)

    def _results(self, changed: str, who: list[str], concerned: list[int]) -> list[pl.DataFrame]:
        """The concerned statements over the rows of these subjects; nothing for the others."""
        subject = declared_tables()[changed].subject
        wanted: set[str] = set().union(*(self.program.reads[number] for number in concerned))
        for table in declared_tables().values():
            if table.name in wanted | {"person", "address"} and table.subject == subject:
                self._slice.put(table.name, self.mirror.having(table.name, subject, who).to_arrow())
        self._slice.load_states()
        needed = {name for number in concerned for name in self.program.needs[number]}
        for name, sql in self.program.tables.items():
            if name in needed:
                self._slice.make(name, sql)
        statements = self.program.between(self.months.first, self.months.last)
        results = list(self._blank)
        for number in concerned:
            results[number] = self._slice.run(statements[number])
        return results

    def _difference(
        self, before: list[pl.DataFrame], after: list[pl.DataFrame]
    ) -> Mapping[tuple[str, str], Cells]:
        negative = [_negated(rows) for rows in before]
        return added(self._counted(after), self._counted(negative))

    def _counted(self, results: list[pl.DataFrame]) -> CellsByKey:
        team, membership = self.mirror.run("FROM team"), self.mirror.run("FROM team_membership")
        return count(self.layout, results, make_axes(results, team, membership, self.months))


def _keys(change: Change) -> list[str]:
    new = [] if change.rows is None else change.rows[declared_tables()[change.table].key].to_list()
    return [*change.gone, *new]


def _negated(rows: pl.DataFrame) -> pl.DataFrame:
    sums = [name for name in rows.columns if name[0] == "n" and name[1:].isdigit()]
    return rows.with_columns(-pl.col(name) for name in sums)
