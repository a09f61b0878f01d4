"""The comparison as plain rows: for the file that is taken away, its sources, and its tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from almoner.dashboards.presenters.comparison import Cell, Row
from almoner.dashboards.presenters.judging import Verdict
from almoner.dashboards.selection import Selection

COLUMNS = (
    "indicator", "title", "area", "council", "period", "period_in_words", "value", "unit",
    "numerator", "denominator", "marker", "lower_95", "upper_95", "compared_with",
    "reference_value", "verdict", "why_not_compared", "nation", "nation_value", "worst_or_lowest",
    "best_or_highest", "source",
)  # fmt: skip


def table_rows(selection: Selection, rows: Iterable[Row]) -> list[list[object]]:
    """One row an indicator and council, in the order of COLUMNS."""
    return [_table_row(selection, row, cell) for row in rows for cell in row.cells]


def _table_row(selection: Selection, row: Row, cell: Cell) -> list[object]:
    entry, held = row.entry, cell.held
    nation = row.nation.nation if row.nation else None
    values = row.spread.councils_of(nation) if nation else []
    ends = [min(values, default=None), max(values, default=None)]
    if entry.polarity == "lower":
        ends.reverse()
    lower, upper = cell.judged.bounds or (None, None)
    return [
        entry.code, row.title, cell.area.code, cell.area.name, row.spread.period, row.period,
        held.value, entry.unit, held.numerator, held.denominator, held.marker, lower, upper,
        selection.against, row.reference, cell.judged.verdict, cell.judged.why_not,
        row.nation.name if row.nation else "",
        row.spread.of(row.nation).value if row.nation else None, *ends, entry.source,
    ]  # fmt: skip


def sources_of(rows: Iterable[Row]) -> list[str]:
    """The sources of the rows, each once."""
    return list(dict.fromkeys(row.entry.source for row in rows))


@dataclass(frozen=True)
class Tally:
    """How many figures got each verdict, and how many would by chance alone."""

    counts: list[tuple[Verdict, int]]
    compared: int
    not_compared: int

    @property
    def by_chance(self) -> int:
        """One in twenty: what 95% intervals call different where nothing differs."""
        return round(self.compared / 20)


def tally(rows: Sequence[Row]) -> Tally:
    """The verdicts of every figure that there is."""
    cells = [cell for row in rows for cell in row.cells if cell.held.value is not None]
    counted = Counter(cell.judged.verdict for cell in cells)
    shown = [verdict for verdict in Verdict if counted[verdict]]
    not_compared = counted[Verdict.NOT_COMPARED]
    return Tally(
        counts=[(verdict, counted[verdict]) for verdict in shown],
        compared=len(cells) - not_compared - counted[Verdict.REFERENCE],
        not_compared=not_compared,
    )
