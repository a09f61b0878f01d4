"""Times the check of an invented council's children in need census: read, every rule, findings.

    python -m benchmarks.returns_cin [--children 12000] [--faults 0.03] [--peer PYTHON]

Writes a made-up census as XML, runs `almoner check` on it in a process of its own, and prints wall
time and peak memory; then the parts inside one process. With an environment that has the open
validator csc-validator-be-cin, times that on a smaller census (it is slow), and prints the ratio
and the rules of which the findings differ, by place.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.peers import python_of

EXPLAINED = Path(__file__).parents[1] / "docs" / "explanation" / "cin-rules-compared.md"
YEAR = "2026-27"
START, END = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
ETHNIC = ("WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "APKN", "BAFR", "OOTH", "NOBT")
DISABILITIES = ("AUT", "LD", "BEH", "MOB", "COMM", "PC", "HEAR", "VIS", "CON", "INC", "HAND", "DDA")
SOURCES = ("1A", "2A", "3A", "3E", "5A", "5D", "6", "6", "6", "7", "10")
FACTORS = ("1B", "2B", "3A", "3B", "4A", "4B", "14A", "16A", "17A", "18B", "18C", "19C", "20")
ABUSE = ("NEG", "NEG", "EMO", "EMO", "PHY", "SAB", "MUL")
CODES = ("", "", "X9", "0", "1", "2", "true", "N0", "RC8", "NONE", "21", "18A", "UN7", "ZZ")
Element = tuple[str, Any]


class Council:
    """An invented council: its census, a child at a time, with a fault in a share of the items."""

    def __init__(self, faults: float, seed: int) -> None:
        self.random = random.Random(seed)
        self.faults = faults

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """Some day from first to last."""
        return first + dt.timedelta(days=self.random.randrange(max((last - first).days, 0) + 1))

    def child(self, number: int) -> Element:
        """A child with its cases."""
        pick, chance = self.random.choice, self.random.random
        born = self.day(dt.date(2009, 4, 1), dt.date(2026, 3, 1))
        upn = f"{pick('ABCDEF')}20{self.random.randrange(1, 4)}{self.random.randrange(10**9):09d}"
        who = [
            ("LAchildID", f"{100000 + number}"),
            *([("UPN", upn)] if chance() < 0.8 else [("UPNunknown", f"UN{pick('1234')}")]),
            ("PersonBirthDate", born),
            ("Sex", pick("MFMFMFMFMFU")),
        ]
        disabled = self.random.sample(DISABILITIES, pick((1, 1, 2, 3))) if chance() < 0.15 else None
        codes = [("Disability", code) for code in disabled or ["NONE"]]
        about = [("Ethnicity", pick(ETHNIC)), ("Disabilities", codes)]
        parts: list[Element] = [("ChildIdentifiers", who), ("ChildCharacteristics", about)]
        referred = self.day(START, END)
        for _case in range(pick((1, 1, 1, 2, 3))):
            case, closed = self.case(referred)
            parts.append(("CINdetails", case))
            if closed is None or closed > END - dt.timedelta(days=40):
                break
            referred = self.day(closed, END)
        return "Child", parts

    def case(self, referred: dt.date) -> tuple[list[Element], dt.date | None]:
        """One case from its referral on, and the day of its closure."""
        pick, chance = self.random.choice, self.random.random
        closed: dt.date | None = referred + dt.timedelta(days=int(self.random.expovariate(1 / 120)))
        closed = closed if closed is not None and closed <= END else None
        items: list[Element] = [("CINreferralDate", referred), ("ReferralSource", pick(SOURCES))]
        if chance() < 0.15:
            return [*items, ("ReferralNFA", "1")], referred
        items.append(("PrimaryNeedCode", pick(("N1", "N1", "N1", "N2", "N4", "N5", "N9"))))
        if closed:
            reason = pick(("RC7", "RC7", "RC8", "RC9", "RC5"))
            items += [("CINclosureDate", closed), ("ReasonForClosure", reason)]
        last = closed or END
        items += self.assessments(referred, last, finished=closed is not None)
        if chance() < 0.3:
            items.append(("CINPlanDates", [("CINPlanStartDate", self.day(referred, last)),
                          *([("CINPlanEndDate", last)] if closed else [])]))  # fmt: skip
        if chance() < 0.35:
            items += self.enquiry(referred, last, closed=closed is not None)
        return [*items, ("ReferralNFA", "0")], closed

    def assessments(self, referred: dt.date, last: dt.date, *, finished: bool) -> list[Element]:
        """Assessments one after the other, and what they found."""
        found: list[Element] = []
        start = referred + dt.timedelta(days=self.random.randrange(8))
        for _assessment in range(self.random.choice((1, 1, 1, 2))):
            done = start + dt.timedelta(days=self.random.randrange(10, 75))
            if start > last or (done > last and finished):
                break
            items: list[Element] = [("AssessmentActualStartDate", start)]
            if done <= END:
                factors = self.random.sample(FACTORS, self.random.randrange(1, 6))
                codes = [("AssessmentFactors", code) for code in factors]
                items += [("AssessmentAuthorisationDate", done),
                          ("FactorsIdentifiedAtAssessment", codes)]  # fmt: skip
            found.append(("Assessments", items))
            start = done + dt.timedelta(days=self.random.randrange(1, 40))
        return found

    def enquiry(self, referred: dt.date, last: dt.date, *, closed: bool) -> list[Element]:
        """A Section 47 enquiry, its conference, and the plan that may follow."""
        start = self.day(referred, last)
        held = start + dt.timedelta(days=self.random.randrange(5, 30))
        needed = held <= last and self.random.random() < 0.5
        items: list[Element] = [("S47ActualStartDate", start)]
        if needed:
            items += [("InitialCPCtarget", start + dt.timedelta(days=21)),
                      ("DateOfInitialCPC", held)]  # fmt: skip
        found: list[Element] = [("Section47", [*items, ("ICPCnotRequired", str(int(not needed)))])]
        if needed and self.random.random() < 0.8:
            plan: list[Element] = [("CPPstartDate", held)]
            if closed:
                plan.append(("CPPendDate", last))
            category = self.random.choice(ABUSE)
            plan += [("InitialCategoryOfAbuse", category), ("LatestCategoryOfAbuse", category),
                     ("NumberOfPreviousCPP", self.random.choice("00001"))]  # fmt: skip
            review = held + dt.timedelta(days=80)
            while review <= last:
                plan.append(("Reviews", [("CPPreviewDate", review)]))
                review += dt.timedelta(days=170)
            found.append(("ChildProtectionPlans", plan))
        return found

    def written(self, element: Element) -> str:
        """The element as XML, with the slips that people make."""
        name, content = element
        if isinstance(content, list):
            return f"<{name}>{''.join(self.written(part) for part in content)}</{name}>"
        if name != "LAchildID" and self.random.random() < self.faults / 10:
            content = self.slip(content)
        return f"<{name}>{escape(str(content))}</{name}>"

    def slip(self, content: object) -> object:
        """Something else than what should stand here."""
        if isinstance(content, dt.date):
            shifts = (-4000, -400, -30, -1, 1, 20, 300)
            shifted = [content + dt.timedelta(days=self.random.choice(shifts)) for _ in range(4)]
            return self.random.choice(["", "2026-02-31", f"{content:%d/%m/%Y}", *shifted])
        return self.random.choice(CODES)


def make(file: Path, children: int, faults: float, seed: int = 47) -> float:
    """Write the census; its size in megabytes."""
    council = Council(faults, seed)
    header = (
        "<Header><CollectionDetails><Collection>CIN</Collection><Year>2027</Year>"
        f"<ReferenceDate>{END}</ReferenceDate></CollectionDetails><Source><SourceLevel>L"
        "</SourceLevel><LEA>201</LEA><SoftwareCode>Invented</SoftwareCode><Release>1</Release>"
        "<SerialNo>1</SerialNo><DateTime>2027-05-01T09:00:00</DateTime></Source></Header>"
    )
    with file.open("w", encoding="utf-8") as out:
        out.write(f"<Message>{header}<Children>\n")
        for number in range(children):
            out.write(council.written(council.child(number)) + "\n")
        out.write("</Children></Message>\n")
    return file.stat().st_size / 1e6


def time_command(file: Path, out: Path) -> tuple[float, float, int]:
    """Wall seconds, peak MiB and findings of `almoner check` in a process of its own."""
    command = [str(Path(sys.executable).with_name("almoner")), "check", "CIN", str(file),
               "--year", YEAR, "--out", str(out)]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with out.open(encoding="utf-8") as lines:
        return wall, peak, sum(1 for _line in lines) - 1


def time_parts(file: Path, out: Path) -> dict[str, float]:
    """Seconds of each part inside one process that has everything imported."""
    from almoner.returns.checking import findings_of
    from almoner.returns.kinds import kind_of
    from almoner.returns.submission import Request, read_files

    kind = kind_of("CIN")
    kind.rules()
    began = time.perf_counter()
    context = read_files(kind, Request("CIN", file, year=YEAR))
    have_read = time.perf_counter()
    findings = findings_of(kind, context)
    checked = time.perf_counter()
    findings.write_csv(out)
    done = time.perf_counter()
    return {"read": have_read - began, "rules": checked - have_read, "write": done - checked}


PEER = """
import contextlib, copy, io, json, sys, time, warnings
warnings.simplefilter("ignore")
import xml.etree.ElementTree as ET
from cin_validator import cin_validator as peer
from cin_validator.rule_engine import RuleContext
from cin_validator.rules.cin2026_27 import registry
began = time.perf_counter()
data = peer.process_data(peer.convert_data(ET.parse(sys.argv[1]).getroot()))
found, fails, report = {}, {}, ""
for code, rule in registry.items():
    context = RuleContext(rule)
    try:
        rule.func(peer.enum_keys(copy.deepcopy(data)), context)
    except Exception as error:
        fails[str(code)] = repr(error)[:80]
        continue
    places = set()
    for name in ("zero", "one", "two", "three"):
        frame = getattr(context, f"type_{name}_issues")
        if frame is not None and len(frame):
            for table, row in zip(frame["tables_affected"], frame["ROW_ID"]):
                places.add((str(table).split(".")[-1], int(row) if row == row else -1))
    found[str(code)] = sorted(places) or ([("", -1)] if context.la_issues else [])
seconds = time.perf_counter() - began
try:
    with contextlib.redirect_stdout(io.StringIO()):
        peer.CinValidator(data, registry)
except Exception as error:
    report = repr(error)[:120]
print(json.dumps({"seconds": seconds, "found": found, "fails": fails, "report": report}))
"""


def compare(python: str, folder: Path, children: int, faults: float) -> None:
    """Print the ratio of times, and the rules that find other places in the peer."""
    file, out = folder / "peer.xml", folder / "peer.csv"
    make(file, children, faults, seed=48)
    done = subprocess.run(
        [python, "-c", PEER, str(file)], check=True, capture_output=True, text=True
    )
    peer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    wall, _peak, _findings = time_command(file, out)
    print(f"peer, {children:,} children: {peer['seconds']:.1f} s, ours {wall:.2f} s")
    print(f"its report: {peer['report'] or 'made'}; rules that stop in it: {peer['fails']}")
    print(f"rules whose findings stand on other rows, explained in {EXPLAINED.name}:")
    ours: dict[str, set[tuple[str, int]]] = {}
    with out.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            ours.setdefault(row["rule"], set()).add((row["table"], int(row["row"])))
    explained = set(re.findall(r"[0-9]{3,4}Q?", EXPLAINED.read_text(encoding="utf-8")))
    for code in sorted(set(ours) | set(peer["found"])):
        mine = ours.get(code, set())
        theirs = {(table, row) for table, row in peer["found"].get(code, [])}
        if theirs == {("", -1)} and mine:
            continue
        if mine != theirs and code not in peer["fails"]:
            note = "" if code in explained else "   NOT EXPLAINED"
            print(f"  {code}: {len(mine & theirs)} in both, {len(mine - theirs)} ours alone, "
                  f"{len(theirs - mine)} the peer's alone{note}")  # fmt: skip


def main() -> None:
    """Make the file, time everything, print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--children", type=int, default=12000)
    parser.add_argument("--faults", type=float, default=0.03)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peer", default=python_of("returns"))
    parser.add_argument("--peer-children", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, out = folder / "census.xml", folder / "findings.csv"
        size = make(file, options.children, options.faults)
        runs = [time_command(file, out) for _run in range(options.runs)]
        walls = [run[0] for run in runs]
        print(f"{options.children:,} children, {size:.1f} MB, {runs[-1][2]:,} findings")
        print(
            f"almoner check: median of {options.runs} runs {statistics.median(walls):.2f} s wall "
            f"({min(walls):.2f} to {max(walls):.2f}), {runs[-1][1]:.0f} MiB at most"
        )
        parts = time_parts(file, out)
        print("in one process: " + ", ".join(f"{part} {s:.3f} s" for part, s in parts.items()))
        if not options.peer:
            print("no peer in this run: make peers")
        else:
            compare(options.peer, folder, options.peer_children, options.faults)


if __name__ == "__main__":
    main()
