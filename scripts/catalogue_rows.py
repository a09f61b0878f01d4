"""Writes catalogue files: the columns, their order and their defaults in one place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from almoner.catalogue.published import ENTRIES_DIR, PublishedIndicator

COLUMNS = [field.name for field in fields(PublishedIndicator)]
DEFAULTS = {"decimals": "0", "polarity": "none", "headline": "0", "no_quartile": "no"}


def catalogue_text(entries: Iterable[Mapping[str, object]]) -> str:
    """The text of a catalogue file with these entries; absent columns take their defaults."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for entry in entries:
        cells = {column: DEFAULTS.get(column, "") for column in COLUMNS}
        writer.writerow({**cells, **entry})
    return stream.getvalue()


def write_catalogue(publication: str, entries: Iterable[Mapping[str, object]]) -> Path:
    """The catalogue file of a publication, written beside the others."""
    path = ENTRIES_DIR / f"{publication.replace('-', '_')}.csv"
    path.write_text(catalogue_text(entries), encoding="utf-8")
    return path
