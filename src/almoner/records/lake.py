"""A lake: the records of many councils side by side, as hive-partitioned Parquet.

    LAKE/current -> generation-000007
    LAKE/generation-000007/lake.json
    LAKE/generation-000007/referral/council_code=E10000025/rows.parquet

A change makes a new generation, of links to what stays and new files for what changes, and then
turns `current` to it in one step. So whoever reads, sees all of a change or none of it, and a kill
at any moment leaves the lake as it was. The generation before is kept for those still reading it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from almoner.records.directory import CURRENT, RecordsDirectory
from almoner.records.lake_rows import LEFT_OUT, ONS_CODE, joined
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_MANIFEST, _GENERATION, _KEY = "lake.json", "generation-", "council_code="
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Edition:
    """What a lake holds of one council.

    `digest` is of the files as they were received, `rows` counts versions by table, `first` and
    `last` are the days that the export says it covers ("" where it does not say).
    """

    council: str
    added_on: str
    digest: str
    rows: dict[str, int]
    first: str = ""
    last: str = ""


def editions(lake: Path) -> list[Edition]:
    """What a lake holds, by council; refuses a folder that is no lake."""
    return list(_held(_generation(lake)).values())


def add(lake: Path, records: Path, council: str, *, today: date | None = None) -> Edition:
    """Make a council's export part of a lake, in place of what the lake held of that council.

    Refuses, and changes nothing, where columns, values, codes, keys or references are not as
    declared, where the export names another council, and where it shares no month with the rest.
    """
    if not ONS_CODE.fullmatch(council):
        raise Refusal(_("this is not the code of a council"), found=council, expected="E10000025")
    directory = RecordsDirectory(records)
    if (directory.path / _MANIFEST).is_file():
        raise Refusal(_("this is a lake, not one council's records"), file=records)
    directory.check()
    own = _own_name(directory, council)
    with _locked(lake), _next(lake) as (folder, held):
        _clear(folder, council)
        rows = {
            name: _write(directory, name, own, council, folder)
            for name in directory.tables
            if name not in LEFT_OUT
        }
        first, last = _covers(directory)
        on = today or datetime.now(tz=UTC).date()
        held[council] = Edition(council, str(on), _digest(directory), rows, first, last)
        _check_spans(held)
    return held[council]


def remove(lake: Path, council: str) -> Edition:
    """Take a council out of a lake; refuses one that is not in it."""
    if council not in _held(_generation(lake)):
        known = ", ".join(_held(_generation(lake)))
        raise Refusal(_("this council is not in the lake"), found=council, expected=known or None)
    with _locked(lake), _next(lake) as (folder, held):
        gone = held.pop(council)
        _clear(folder, council)
    return gone


def _generation(lake: Path) -> Path:
    current = lake / CURRENT
    if not (current / _MANIFEST).is_file():
        raise Refusal(_("this folder is not a lake"), file=lake, expected="almoner lake add")
    return current.resolve()


def _held(generation: Path) -> dict[str, Edition]:
    about = json.loads((generation / _MANIFEST).read_text(encoding="utf-8"))
    if about["format"] != _FORMAT:
        raise Refusal(_("this lake has another format"), file=generation, found=about["format"])
    return {one["council"]: Edition(**one) for one in about["councils"]}


@contextmanager
def _locked(lake: Path) -> Iterator[None]:
    """Alone: a second writer waits. The lock goes with the process, however it ends."""
    if lake.is_dir() and not (lake / CURRENT).exists() and _strange(lake):
        raise Refusal(_("the folder is neither empty nor a lake"), file=lake)
    lake.mkdir(parents=True, exist_ok=True)
    with (lake / ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _strange(lake: Path) -> bool:
    return any(
        not (one.name.startswith(_GENERATION) or one.name == ".lock") for one in lake.iterdir()
    )


@contextmanager
def _next(lake: Path) -> Iterator[tuple[Path, dict[str, Edition]]]:
    """A new generation that begins as a copy of the current one, and is turned to at the end."""
    old = (lake / CURRENT).resolve() if (lake / CURRENT).exists() else None
    number = int(old.name.removeprefix(_GENERATION)) + 1 if old else 1
    new = lake / f"{_GENERATION}{number:06}"
    shutil.rmtree(new, ignore_errors=True)  # what a killed process left
    if old:
        shutil.copytree(old, new, copy_function=_linked)
    else:
        new.mkdir()
    held = _held(old) if old else {}
    try:
        yield new, held
        _tell(new, held)
        _turn(lake, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for one in lake.glob(f"{_GENERATION}*"):
        if one not in (new, old):
            shutil.rmtree(one)


def _linked(source: str, target: str) -> None:
    if source.endswith(".parquet"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _turn(lake: Path, new: Path) -> None:
    pointer = lake / f".{CURRENT}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(new.name)
    pointer.replace(lake / CURRENT)


def _tell(folder: Path, held: dict[str, Edition]) -> None:
    about = {"format": _FORMAT, "councils": [asdict(held[code]) for code in sorted(held)]}
    (folder / _MANIFEST).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    span = _shared(held)
    records = folder / "records.json"
    records.unlink(missing_ok=True)
    if span:
        covers = {"from": span[0], "to": span[1]}
        records.write_text(json.dumps({"covers": covers}, indent=1) + "\n", encoding="utf-8")


def _shared(held: dict[str, Edition]) -> tuple[str, str] | None:
    """The days that all councils cover: past its own, a council would seem to have no work."""
    spans = [(one.first, one.last) for one in held.values() if one.first]
    if not spans:
        return None
    return max(first for first, _last in spans), min(last for _first, last in spans)


def _check_spans(held: dict[str, Edition]) -> None:
    span = _shared(held)
    if span and span[0] >= span[1]:
        raise Refusal(
            _("the councils of the lake would have no time in common"), found=" - ".join(span)
        )


def _clear(folder: Path, council: str) -> None:
    for place in folder.glob(f"*/{_KEY}{council}"):
        shutil.rmtree(place)
        if not any(place.parent.iterdir()):
            place.parent.rmdir()


def _write(directory: RecordsDirectory, name: str, own: str, council: str, folder: Path) -> int:
    place = folder / name / f"{_KEY}{council}"
    place.mkdir(parents=True)
    rows = joined(directory.versions(name), declared_tables()[name], own, council).collect()
    rows.write_parquet(place / "rows.parquet", compression="zstd", statistics=True)
    return rows.height


def _own_name(directory: RecordsDirectory, council: str) -> str:
    """What the export calls the council; refuses two, and the code of another."""
    if "team" not in directory.tables:
        raise Refusal(_("a council's teams are needed"), file=directory.path, expected="team")
    names = directory.scan("team").select("council").unique().sort("council").collect()
    found = names["council"].drop_nulls().to_list()
    place = directory.tables["team"]
    if len(found) != 1:
        raise Refusal(
            _("the teams belong to one council"), file=place, column="council", found=found
        )
    own = str(found[0])
    if ONS_CODE.fullmatch(own) and not own.startswith("X") and own != council:
        raise Refusal(
            _("the records are another council's"),
            file=place,
            column="council",
            found=own,
            expected=council,
        )
    return own


def _covers(directory: RecordsDirectory) -> tuple[str, str]:
    about = directory.path / "records.json"
    if not about.is_file():
        return "", ""
    covers: dict[str, Any] = json.loads(about.read_text(encoding="utf-8")).get("covers", {})
    return covers.get("from", ""), covers.get("to", "")


def _digest(directory: RecordsDirectory) -> str:
    digest = hashlib.sha256()
    for name, place in sorted(directory.tables.items()):
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file():
                digest.update(f"{name}/{file.name}\n".encode())
                with file.open("rb") as stream:
                    while block := stream.read(1 << 20):
                        digest.update(block)
    return digest.hexdigest()
