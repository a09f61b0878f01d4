"""A made-up council's SSDA903: children with spells of care, and the lists of two years.

`Council` makes the children, `tables` their lists of a year, `spoil` puts in the slips that people
make, `make` writes this year's and last year's as CSV.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

START, END = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
LAST_START, LAST_END = dt.date(2025, 4, 1), dt.date(2026, 3, 31)
Row = dict[str, Any]
Tables = dict[str, list[Row]]

FILES = {
    "Header": "header", "Episodes": "episodes", "Reviews": "reviews", "UASC": "uasc",
    "OC2": "oc2", "OC3": "oc3", "AD1": "ad1", "PlacedAdoption": "placed_for_adoption",
    "PrevPerm": "previous_permanence", "Missing": "missing", "SWEpisodes": "sw_episodes",
    "DoLo": "dolo",
}  # fmt: skip
COLUMNS = {
    "Header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "Episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE "
    "HOME_POST PL_POST URN",
    "Reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "UASC": "CHILD SEX DOB DUC",
    "OC2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
    "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "OC3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "AD1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "PlacedAdoption": "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    "PrevPerm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
    "Missing": "CHILD DOB MISSING MIS_START MIS_END",
    "SWEpisodes": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
    "DoLo": "CHILD DOB DOLO_START DOLO_END",
}
ETHNIC = ("WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "APKN", "BAFR", "OOTH")
PLACES = ("U4", "U6", "U1", "U3", "K2", "K3", "P1", "R3", "R1", "S1", "Z12", "T1", "T3", "A3", "A6")
STATUSES = ("C1", "C2", "V2", "V2", "E1", "L1", "L2", "V3", "V4", "J2", "D1")
ENDS = ("E4A", "E13", "E41", "E45", "E47", "E5", "E7", "E8", "E9", "E11", "E12", "E15", "E17", "E2")
CODES = ("", "", "X9", "0", "1", "2", "PN0", "V3", "T3", "A5", "E11", "X1", "S", "L", "PR1", "Z1")


def day(value: dt.date | None) -> str:
    """The return's own form of a date."""
    return "" if value is None else f"{value:%d/%m/%Y}"


class Council:
    """An invented council: children with spells of care over the last years."""

    def __init__(self, children: int, seed: int, postcodes: list[str]) -> None:
        self.random = random.Random(seed)
        self.postcodes = postcodes
        self.children = [self.child(number) for number in range(children)]

    def between(self, first: dt.date, last: dt.date) -> dt.date:
        """Some day from first to last."""
        return first + dt.timedelta(days=self.random.randrange(max((last - first).days, 0) + 1))

    def child(self, number: int) -> Row:
        """A child: who it is, and its episodes in order."""
        born = self.between(dt.date(2005, 4, 1), dt.date(2026, 12, 31))
        began = self.between(max(born, dt.date(2022, 4, 1)), END)
        pick = self.random.choice
        child: Row = {
            "CHILD": str(100000 + number), "SEX": pick("MF"), "DOB": born, "ETHNIC": pick(ETHNIC),
            "UPN": f"A{self.random.randrange(10**12):012d}", "uasc": self.random.random() < 0.06,
        }  # fmt: skip
        child["mother"] = child["SEX"] == "F" and self.random.random() < 0.04
        child["home"] = pick(self.postcodes)
        child["episodes"] = list(self.episodes(child, began))
        return child

    def episodes(self, child: Row, began: dt.date) -> Iterator[Row]:
        """Episodes from `began` on, joining up, until care ends or the year does."""
        pick, reason, start = self.random.choice, "S", began
        status, need = pick(STATUSES), pick(("N1", "N1", "N4", "N5", "N8"))
        eighteen = dt.date(child["DOB"].year + 18, child["DOB"].month, min(child["DOB"].day, 28))
        while start <= END:
            length = int(self.random.expovariate(1 / 240)) + 2
            end: dt.date | None = start + dt.timedelta(days=length)
            last = self.random.random() < 0.2
            if end >= eighteen > start:
                end, last = eighteen, True
            place = pick(PLACES)
            row = {
                "DECOM": start, "RNE": reason, "LS": status, "CIN": need, "PLACE": place,
                "PLACE_PROVIDER": "" if place[0] in "TZ" else pick(("PR1", "PR2", "PR4", "PR0")),
                "HOME_POST": child["home"], "PL_POST": pick(self.postcodes),
                "URN": f"{self.random.randrange(10**6, 10**7)}" if place[0] in "UKAS" else "",
            }  # fmt: skip
            if last:
                yield {**row, "DEC": end, "REC": pick(ENDS), "REASON_PLACE_CHANGE": ""}
                if end >= eighteen or self.random.random() < 0.7:
                    return
                start, reason, status = (
                    end + dt.timedelta(days=self.random.randrange(90)),
                    "S",
                    "V2",
                )
                continue
            change = pick(("", "PLACE", "CUSTOD", "CARPL", "OTHER"))
            yield {**row, "DEC": end, "REC": "X1", "REASON_PLACE_CHANGE": change}
            start, reason = end, pick("PPPLTUB")
            status = pick(STATUSES) if reason in "LUB" else status

    def tables(self, first: dt.date, last: dt.date) -> Tables:
        """The lists of the return for one collection year."""
        tables: Tables = {name: [] for name in COLUMNS}
        for child in self.children:
            care = [e for e in child["episodes"] if e["DECOM"] <= last and e["DEC"] >= first]
            left = [e for e in child["episodes"] if e["DEC"] < first]
            age = (last - child["DOB"]).days / 365.25
            leaver = bool(left) and not care and 17 <= age < 22
            if care or leaver:
                self.add_child(tables, child, care, first, last, age, leaver=leaver)
        return tables

    def add_child(
        self, tables: Tables, child: Row, care: list[Row], first: dt.date, last: dt.date,
        age: float, *, leaver: bool,
    ) -> None:  # fmt: skip
        """Add the child's rows to every list it belongs in."""
        pick, chance = self.random.choice, self.random.random
        who = {"CHILD": child["CHILD"], "DOB": child["DOB"]}
        mother = {"MOTHER": int(child["mother"]) if child["SEX"] == "F" else ""}
        if child["mother"]:
            mother["MC_DOB"] = child["DOB"] + dt.timedelta(days=16 * 365)
        tables["Header"].append({**child, **mother})
        if child["uasc"]:
            until = child["DOB"] + dt.timedelta(days=18 * 365 + 4)
            tables["UASC"].append({**who, "SEX": child["SEX"], "DUC": until})
        if leaver:
            answers = pick((("YES", "F2", "U1"), ("YES", "G5", "K1"), ("NO", "0", "0")))
            tables["OC3"].append(
                {**who, **dict(zip(("IN_TOUCH", "ACTIV", "ACCOM"), answers, strict=True))}
            )
            return
        for episode in care:
            ended = episode["DEC"] <= last
            closed = {} if ended else {"DEC": None, "REC": "", "REASON_PLACE_CHANGE": ""}
            tables["Episodes"].append({"CHILD": child["CHILD"], **episode, **closed})
        begin, finish = max(first, care[0]["DECOM"]), min(last, care[-1]["DEC"])
        review = begin + dt.timedelta(days=20)
        while review <= finish:
            code = "PN0" if age < 4.5 else pick(("PN1", "PN2", "PN5", "PN7"))
            tables["Reviews"].append({**who, "REVIEW": review, "REVIEW_CODE": code})
            review += dt.timedelta(days=80)
        if care[0]["DECOM"] < first and care[-1]["DEC"] > last:
            yes = [pick("01") for _ in range(6)]
            outcome = {
                "SDQ_SCORE": self.random.randrange(41) if 4 <= age < 17 else "",
                "CONVICTED": yes[0] if age >= 10 else "", "HEALTH_CHECK": yes[1] if age < 5 else "",
                "IMMUNISATIONS": yes[2], "TEETH_CHECK": yes[3], "HEALTH_ASSESSMENT": yes[4],
                "SUBSTANCE_MISUSE": yes[5], "INTERVENTION_RECEIVED": yes[5].replace("0", ""),
            }  # fmt: skip
            tables["OC2"].append({**who, **outcome})
        while chance() < 0.25:
            gone = self.between(begin, finish)
            back = gone + dt.timedelta(days=self.random.randrange(9))
            kind = pick("MMA")
            tables["Missing"].append({**who, "MISSING": kind, "MIS_START": gone, "MIS_END": back})
        for episode in care:
            if episode["RNE"] == "S" and episode["DECOM"] >= first:
                ordered = pick(("zz/05/2015", "01/02/2014", ""))
                before = {"PREV_PERM": pick(("Z1", "Z1", "P1")), "LA_PERM": "204"}
                tables["PrevPerm"].append({**who, **before, "DATE_PERM": ordered})
        self.add_adoption(tables, who, care)
        worker, start = f"SW{self.random.randrange(10**4)}", care[0]["DECOM"]
        while start < finish:
            end = start + dt.timedelta(days=int(self.random.expovariate(1 / 400)) + 3)
            reason = {"SW_ID": worker, "SW_REASON": pick(("MANAGE", "FCONTA", "LEFTRL", ""))}
            until = end if end < last else None
            tables["SWEpisodes"].append({**who, **reason, "SW_DECOM": start, "SW_DEC": until})
            start = end + dt.timedelta(days=self.random.randrange(10))
        if chance() < 0.03:
            until = begin + dt.timedelta(days=90)
            tables["DoLo"].append(
                {**who, "DOLO_START": begin, "DOLO_END": until if until < finish else None}
            )

    def add_adoption(self, tables: Tables, who: Row, care: list[Row]) -> None:
        """The decision and the adoption of a child placed for adoption."""
        placed = [e for e in care if e["PLACE"][0] == "A" or e["LS"] == "E1"]
        if not placed:
            return
        decided = placed[0]["DECOM"] - dt.timedelta(days=self.random.randrange(60))
        tables["PlacedAdoption"].append({**who, "DATE_PLACED": decided})
        if care[-1]["REC"] in ("E11", "E12"):
            adopters = {
                "FOSTER_CARE": "0",
                "NB_ADOPTR": "2",
                "SEX_ADOPTR": "MF",
                "LS_ADOPTR": "L11",
            }
            matched = decided + dt.timedelta(days=20)
            tables["AD1"].append({**who, "DATE_INT": decided, "DATE_MATCH": matched, **adopters})


def spoil(tables: Tables, share: float, seed: int) -> Tables:
    """The same lists with a fault in about `share` of the rows: the slips that people make."""
    rng = random.Random(seed)
    spoilt: Tables = {}
    for name, rows in tables.items():
        columns = COLUMNS[name].split()
        kept: list[Row] = []
        for row in rows:
            kept.append(row)
            if rng.random() >= share:
                continue
            column = rng.choice(columns[1:])
            value, slip = row.get(column), rng.randrange(8)
            if slip == 0:
                kept.append(dict(row))
                continue
            if isinstance(value, dt.date):
                shifted = value + dt.timedelta(days=rng.choice((-4000, -400, -30, -1, 1, 20, 300)))
                faults = [None, "31/02/2026", f"{value:%Y-%m-%d}", shifted, shifted, shifted]
                kept[-1] = {**row, column: rng.choice(faults)}
            else:
                kept[-1] = {**row, column: rng.choice(CODES)}
        spoilt[name] = kept
    return spoilt


def write(tables: Tables, folder: Path) -> int:
    """Write the lists as CSV; the number of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for name, rows in tables.items():
        columns = COLUMNS[name].split()
        with (folder / f"{FILES[name]}.csv").open("w", newline="", encoding="utf-8") as file:
            lines = csv.writer(file)
            lines.writerow(columns)
            for row in rows:
                cells = (row.get(column) for column in columns)
                lines.writerow([day(c) if isinstance(c, dt.date) else c for c in cells])
        total += len(rows)
    return total


def some_postcodes() -> list[str]:
    """Invented postcodes in sectors that exist."""
    import polars as pl

    from almoner.returns.ssda903.fields import DATA

    sectors = pl.read_parquet(DATA / "postcode_sectors.parquet")["sector"].gather_every(40)
    return [f"{sector[:-1]} {sector[-1]}AB" for sector in sectors]


def make(folder: Path, children: int, faults: float, seed: int = 903) -> int:
    """Write `this` and `last` under the folder; the number of rows over both years."""
    council = Council(children, seed, some_postcodes())
    this = spoil(council.tables(START, END), faults, seed + 1)
    last = spoil(council.tables(LAST_START, LAST_END), faults, seed + 2)
    return write(this, folder / "this") + write(last, folder / "last")
