"""Times the check of an invented council's SSDA903: read, every rule, findings written.

    python -m benchmarks.returns_ssda903 [--children 3000] [--faults 0.03] [--once] [--peer PYTHON]

Writes a made-up return of this year and last (about 15 rows a child), runs `almoner check` on it
in a process of its own, and prints wall time and peak memory; then the parts inside one process,
the check of one changed record of every kind, and a return of ten times the size.
With `--peer` (the Python of an environment that has csc-validator-be-903), times that validator on
the same files as well, and prints the ratio and the rules whose findings stand on other rows, each
of which docs/explanation/ssda903-rules-compared.md explains.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.councils.looked_after import make
from benchmarks.peers import python_of
from benchmarks.peers.validator_903 import compare, time_peer

YEAR = "2026-27"
AUTHORITY = "E10000025"
# What is changed, the table that it is in, and the fields that differ (None: a new row).
CHANGES: dict[str, tuple[str, tuple[str, ...] | None]] = {
    "end of an episode": ("Episodes", ("DEC", "REC")),
    "place of an episode": ("Episodes", ("PLACE", "PL_POST", "URN")),
    "new episode": ("Episodes", None),
    "date of birth": ("Header", ("DOB",)),
    "new child": ("Header", None),
    "teeth check": ("OC2", ("TEETH_CHECK",)),
    "new outcomes": ("OC2", None),
    "new care leaver": ("OC3", None),
    "new review": ("Reviews", None),
    "new time missing": ("Missing", None),
    "new social worker": ("SWEpisodes", None),
    "new adoption": ("AD1", None),
    "new decision to adopt": ("PlacedAdoption", None),
    "new earlier permanence": ("PrevPerm", None),
    "new asylum seeker": ("UASC", None),
    "new deprivation of liberty": ("DoLo", None),
}
AIM_MILLISECONDS = 20


def time_command(folder: Path) -> tuple[float, float, int]:
    """Wall seconds, peak MiB and findings of `almoner check` in a process of its own."""
    out = folder / "findings.csv"
    command = [
        str(Path(sys.executable).with_name("almoner")), "check", "SSDA903", str(folder / "this"),
        "--previous", str(folder / "last"), "--year", YEAR, "--authority", AUTHORITY,
        "--out", str(out),
    ]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with out.open(encoding="utf-8") as lines:
        return wall, peak, sum(1 for _line in lines) - 1


def time_parts(folder: Path) -> dict[str, float]:
    """Seconds of each part inside one process that has everything imported."""
    from almoner.returns.checking import findings_of
    from almoner.returns.kinds import kind_of
    from almoner.returns.submission import Request, read_files

    kind = kind_of("SSDA903")
    kind.rules()
    request = Request("SSDA903", folder / "this", folder / "last", year=YEAR, authority=AUTHORITY)
    began = time.perf_counter()
    context = read_files(kind, request)
    have_read = time.perf_counter()
    findings = findings_of(kind, context)
    checked = time.perf_counter()
    findings.write_csv(folder / "again.csv")
    done = time.perf_counter()
    return {"read": have_read - began, "rules": checked - have_read, "write": done - checked}


def time_changes(folder: Path, children: int = 40) -> dict[str, list[float]]:
    """Milliseconds of each check of one changed record, in order of length, by what was changed;
    the child's rows are at hand, as they are in a record's own form."""
    import polars as pl

    from almoner.returns import check_change
    from almoner.returns.kinds import kind_of

    kind = kind_of("SSDA903")
    this, last = kind.read(folder / "this"), kind.read(folder / "last")
    ids = this["Episodes"]["CHILD"].unique().sort().gather_every(50).head(children)
    slices = [
        [{t: f.filter(pl.col("CHILD") == child) for t, f in year.items()} for year in (this, last)]
        for child in ids
    ]
    found = {}
    for what, (table, fields) in CHANGES.items():
        seconds = []
        for mine, before in slices:
            began = time.perf_counter()
            check_change("SSDA903", mine, changed=table, fields=fields, year=YEAR,
                         authority=AUTHORITY, previous=before)  # fmt: skip
            seconds.append(time.perf_counter() - began)
        # The first pays for what is made once.
        found[what] = sorted(1000 * s for s in seconds[1:])
    return found


def show_changes(folder: Path) -> None:
    """Print what the check of one changed record takes, for every kind of change."""
    print(f"one changed record, in milliseconds (aim {AIM_MILLISECONDS}):   median    95 %")
    for what, times in time_changes(folder).items():
        late = times[int(0.95 * (len(times) - 1))]
        print(f"    {what:42}{statistics.median(times):8.1f}{late:8.1f}")


def main() -> None:
    """Make the files, time everything, print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--children", type=int, default=3000)
    parser.add_argument("--faults", type=float, default=0.03)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", action="store_true", help="leave out ten times the size")
    parser.add_argument("--peer", default=python_of("returns"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, large = Path(name) / "return", Path(name) / "large"
        wall = show(folder, options.children, options.faults, options.runs, aims=(1.0, 400))
        parts = time_parts(folder)
        print("in one process: " + ", ".join(f"{part} {s:.3f} s" for part, s in parts.items()))
        show_changes(folder)
        if not options.once:
            show(large, 10 * options.children, options.faults, 2, aims=(8.0, None))
        if not options.peer:
            print("no peer in this run: make peers")
        else:
            compare(time_peer(options.peer, folder, AUTHORITY), folder, wall)


def show(
    folder: Path, children: int, faults: float, runs: int, *, aims: tuple[float, int | None]
) -> float:
    """Make a return, check it `runs` times and print how long that took; the median seconds."""
    rows = make(folder, children, faults)
    timed = [time_command(folder) for _run in range(runs)]
    walls = [wall for wall, _peak, _findings in timed]
    wall, peak, findings = statistics.median(walls), timed[-1][1], timed[-1][2]
    most = "" if aims[1] is None else f" and {aims[1]} MiB"
    print(f"{children:,} children, {rows:,} rows over two years, {findings:,} findings")
    print(
        f"almoner check: median of {runs} runs {wall:.2f} s wall "
        f"({min(walls):.2f} to {max(walls):.2f}), {peak:.0f} MiB at most (aim {aims[0]:g} s{most})"
    )
    return wall


if __name__ == "__main__":
    main()
