"""The open validator of the SSDA903, csc-validator-be-903: timed, and compared place by place."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.councils.looked_after import FILES

EXPLAINED = Path(__file__).parents[2] / "docs" / "explanation" / "ssda903-rules-compared.md"

PEER = """
import json, sys, time
began = time.perf_counter()
import logging; logging.disable(logging.CRITICAL)
from pathlib import Path
from lac_validator.lac_validator import LacValidator
from lac_validator.rules.lac2026_27 import registry
from lac_validator.utils import process_uploaded_files
folder = Path(sys.argv[1])
files = process_uploaded_files({
    "This year": sorted(map(str, (folder / "this").glob("*.csv"))),
    "Prev year": sorted(map(str, (folder / "last").glob("*.csv"))),
})
validator = LacValidator({"collectionYear": "2027", "localAuthority": sys.argv[2]}, files, registry)
found = {}
for table, frame in validator.ds_results.items():
    if table != "metadata":
        for column in frame.columns:
            if str(column).startswith("ERR_"):
                rows = frame.index[frame[column] == True]
                found.setdefault(column[4:], []).extend([table, int(row)] for row in rows)
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "found": found, "fails": validator.fails}))
"""


def time_peer(python: str, folder: Path, authority: str) -> dict[str, Any]:
    """Seconds, findings by rule and rules that stopped, of the open validator."""
    command = [python, "-c", PEER, str(folder), authority]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def compare(peer: dict[str, Any], folder: Path, wall: float) -> None:
    """Print the ratio of times and the rules whose findings stand on other rows."""
    ours: dict[str, set[tuple[str, int]]] = {}
    with (folder / "findings.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            ours.setdefault(row["rule"], set()).add((row["table"], int(row["row"])))
    print(f"peer: {peer['seconds']:.1f} s, {peer['seconds'] / wall:.0f} times ours")
    print(f"rules that stop in the peer: {', '.join(peer['fails'])}")
    theirs = {code: {(t, row) for t, row in found} for code, found in peer["found"].items()}
    explained, other_form = explained_rules(), children_with_other_dates(folder)
    print(f"rules whose findings stand on other rows, explained in {EXPLAINED.name}:")
    for code in sorted(set(ours) | set(theirs)):
        mine, others = ours.get(code, set()), theirs.get(code, set())
        if mine != others and code not in peer["fails"]:
            note = ""
            if code not in explained:
                by_date = child_of(folder, mine ^ others) <= other_form
                note = "   a date in another form" if by_date else "   NOT EXPLAINED"
            both = len(mine & others)
            print(f"  {code}: {both} in both, {len(mine - others)} ours alone, "
                  f"{len(others - mine)} the peer's alone{note}")  # fmt: skip


def explained_rules() -> set[str]:
    """The rules that the page's table of differing answers names."""
    answers = EXPLAINED.read_text(encoding="utf-8").split("## Answers that differ")[1]
    rows = [line.split("|")[1] for line in answers.split("\n## ")[0].splitlines() if line]
    return {code.strip() for row in rows[2:] for code in row.split(",")}


def children_with_other_dates(folder: Path) -> set[str]:
    """The children any of whose dates is written year first."""
    return {
        row["CHILD"]
        for file in folder.glob("*/*.csv")
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        if any(re.fullmatch(r"\d{4}-\d\d-\d\d", cell or "") for cell in row.values())
    }


def child_of(folder: Path, places: set[tuple[str, int]]) -> set[str]:
    """The children on whose rows findings stand."""
    found = set()
    for table in {table for table, _row in places}:
        file = folder / "this" / f"{FILES[table]}.csv"
        rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        found |= {rows[row]["CHILD"] for name, row in places if name == table}
    return found
