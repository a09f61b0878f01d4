"""The tables that make up one download, found by the beginnings of their files' names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from almoner.publications.reading import Table, read_csv, read_parquet
from almoner.publications.shaping import files_named
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

SUFFIXES = (".parquet", ".csv", ".csv.gz")


def files_of(
    paths: Sequence[Path],
    kinds: Mapping[str, Sequence[str]],
    *,
    suffixes: Sequence[str] = SUFFIXES,
) -> dict[str, list[Path]]:
    """The files of each kind among `paths` (files, or folders that are searched).

    `kinds` maps our name to beginnings of file names ("care_at_home_quarterly"). In a folder other
    files are passed over; a file given by name that is of no kind is refused, and so are paths
    without any file of a kind.
    """
    found: dict[str, list[Path]] = {kind: [] for kind in kinds}
    for path in files_named(paths).values():
        kind = _kind(path.name, kinds, suffixes)
        if kind is not None:
            found[kind].append(path)
        elif path in paths:
            raise Refusal(
                _("the name of this file is not one of this publication's"),
                file=path.name,
                expected=_expected(kinds, suffixes),
            )
    if not any(found.values()):
        raise Refusal(
            _("no file of this publication is there"),
            file=", ".join(path.name for path in paths),
            expected=_expected(kinds, suffixes),
        )
    return found


def read_table(path: Path) -> Table:
    """The table in a Parquet or (gzipped) CSV file, by its name's ending."""
    return read_parquet(path) if path.suffix == ".parquet" else read_csv(path)


def _kind(name: str, kinds: Mapping[str, Sequence[str]], suffixes: Sequence[str]) -> str | None:
    plain = name.lower().replace(" ", "_").replace("-", "_")
    if plain.endswith(tuple(suffixes)):
        for kind, beginnings in kinds.items():
            if plain.startswith(tuple(beginnings)):
                return kind
    return None


def _expected(kinds: Mapping[str, Sequence[str]], suffixes: Sequence[str]) -> str:
    names = ", ".join(f"{beginnings[0]}*" for beginnings in kinds.values())
    return f"{names} ({', '.join(suffixes)})"
