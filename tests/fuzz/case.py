"""One case: files of a return, damaged, read and checked. Anything but a refusal is a failure."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from almoner.reference.refusal import Refusal
from almoner.returns.checking import outcome_of
from almoner.returns.kinds import ReturnKind, kind_of
from almoner.returns.submission import Request, read_files
from tests.fuzz.damage import damaged, packed
from tests.fuzz.seeds import Files, seed

REFUSED, CHECKED = "refused", "checked"


def make(number: int) -> tuple[str, Files]:
    """The return and the files of a case; the same number gives the same files."""
    rng = random.Random(number)
    code, files = seed(rng)
    return code, packed(rng, damaged(rng, files))


def write(files: Files, folder: Path) -> Path:
    """Write the files into an emptied folder; the path to check."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / next(iter(files)) if len(files) == 1 else folder


def run(number: int, folder: Path) -> str:
    """Read and check a case: REFUSED or CHECKED. Raises whatever goes wrong."""
    code, files = make(number)
    return check_whole(kind_of(code), write(files, folder))


def check_whole(kind: ReturnKind, path: Path) -> str:
    """Read and check a return; a refusal must be a sentence, a finding stand on a row that is."""
    try:
        context = read_files(kind, Request(kind.code, path, year="2026-27"))
    except Refusal as refusal:
        return REFUSED if refusal.message.strip() else "refused without a word"
    findings = outcome_of(kind, context).findings
    for table, row in findings.select("table", "row").unique().rows():
        assert row < context.tables[table].height, (table, row)
    return CHECKED
