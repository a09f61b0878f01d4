"""Targets and bands from CSV files: all rows, or none."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from almoner.improvement.models import BandScheme, SetBy, Target
from almoner.improvement.target_actions import Proposal, set_targets
from almoner.reference.language import _
from almoner.reference.period import Period
from almoner.reference.refusal import Refusal
from almoner.signals.targets import Bands, Side

TARGET_COLUMNS = (
    "indicator", "authority", "place", "whose", "side", "low", "high", "acceptable",
    "first_period", "last_period", "reason", "source",
)  # fmt: skip
BAND_COLUMNS = (
    "indicator", "edition", "first_period", "cuts", "labels", "sides", "on_cut", "source",
)  # fmt: skip


def load_targets(*, path: Path, by: str) -> list[Target]:
    """Set every target in a file with the columns TARGET_COLUMNS; Refusal names row and column."""
    proposals = [_proposal(path, number, row) for number, row in _rows(path, TARGET_COLUMNS)]
    try:
        return set_targets(proposals=proposals, by=by)
    except Refusal as refusal:
        refusal.file, refusal.row = path.name, (refusal.row or 1) + 1
        raise


def load_bands(*, path: Path, by: str) -> list[BandScheme]:
    """Keep every scheme in a file with the columns BAND_COLUMNS.

    `cuts`, `labels` and `sides` are lists with ";" between. An edition is kept once: a correction
    is another edition.
    """
    schemes = [_scheme(path, number, row, by) for number, row in _rows(path, BAND_COLUMNS)]
    with transaction.atomic():
        for number, one in enumerate(schemes, start=2):
            same = BandScheme.objects.filter(indicator=one.indicator, edition=one.edition)
            if same.exists():
                raise Refusal(
                    _("these bands are kept already: a correction is another edition"),
                    file=path.name, row=number, column="edition", found=one.edition,
                )  # fmt: skip
            one.save()
    return schemes


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        stream = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Refusal(_("the file cannot be read"), file=path.name, found=str(error)) from error
    with stream:
        reader = csv.DictReader(stream)
        missing = [one for one in columns if one not in (reader.fieldnames or ())]
        if missing:
            raise Refusal(
                _("columns are missing"),
                file=path.name, row=1, column=missing[0],
                found=", ".join(reader.fieldnames or ()), expected=", ".join(columns),
            )  # fmt: skip
        for number, row in enumerate(reader, start=2):
            yield number, {name: (row.get(name) or "").strip() for name in columns}


def _proposal(path: Path, number: int, row: dict[str, str]) -> Proposal:
    where = _Where(path, number, row)
    return Proposal(
        indicator=where.text("indicator"),
        authority=row["authority"],
        place=where.text("place"),
        whose=SetBy(where.one_of("whose", [one.value for one in SetBy])),
        side=Side(where.one_of("side", [one.value for one in Side])),
        low=where.number("low"),
        high=where.number("high"),
        acceptable=where.number("acceptable"),
        first_period=where.period("first_period"),
        last_period=where.period("last_period") if row["last_period"] else "",
        reason=where.text("reason"),
        source=row["source"],
    )


def _scheme(path: Path, number: int, row: dict[str, str], by: str) -> BandScheme:
    where = _Where(path, number, row)
    cuts = [where.as_number("cuts", one) for one in row["cuts"].split(";")]
    labels = [one.strip() for one in row["labels"].split(";")]
    sides = [one.strip() for one in row["sides"].split(";")] if row["sides"] else []
    on_cut = row["on_cut"] or "above"
    try:
        Bands(row["edition"], tuple(cuts), tuple(labels), on_cut)
    except Refusal as refusal:
        refusal.file, refusal.row = path.name, number
        raise
    if sides and (len(sides) != len(labels) or not set(sides) <= {"", "low", "high"}):
        raise where.refused("sides", _("low, high or nothing, one for each label"))
    return BandScheme(
        indicator=where.text("indicator"),
        edition=where.text("edition"),
        first_period=where.period("first_period"),
        cuts=cuts,
        labels=labels,
        sides=sides,
        on_cut=on_cut,
        source=row["source"],
        set_at=timezone.now(),
        set_by=by,
    )


class _Where:
    """One row of a file, so that what is wrong with a cell can be said with its place."""

    def __init__(self, path: Path, number: int, row: dict[str, str]) -> None:
        self._path, self._number, self._row = path, number, row

    def refused(self, column: str, expected: str) -> Refusal:
        return Refusal(
            _("a cell is wrong"),
            file=self._path.name, row=self._number, column=column,
            found=self._row[column], expected=expected,
        )  # fmt: skip

    def text(self, column: str) -> str:
        if not self._row[column]:
            raise self.refused(column, _("something"))
        return self._row[column]

    def one_of(self, column: str, allowed: list[str]) -> str:
        if self._row[column] not in allowed:
            raise self.refused(column, ", ".join(allowed))
        return self._row[column]

    def number(self, column: str) -> float | None:
        return self.as_number(column, self._row[column]) if self._row[column] else None

    def as_number(self, column: str, text: str) -> float:
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            raise self.refused(column, _("a number"))
        return found

    def period(self, column: str) -> str:
        try:
            return Period.from_code(self._row[column]).code
        except Refusal:
            raise self.refused(column, _("the code of a period, such as Y2027")) from None
