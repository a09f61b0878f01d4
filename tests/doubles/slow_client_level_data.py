"""The figures of Client Level Data counted the slow way: one person, one event at a time.

Rows are dictionaries with dates as dates, one submission, `person` as the only identifier.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

Row = dict[str, Any]
FOREVER = dt.date(9999, 1, 1)
NURSING, RESIDENTIAL = "Long term support: Nursing care", "Long term support: Residential care"
COMMUNITY, PRISON = "Long term support: Community", "Long term support: Prison"
LONG = (NURSING, RESIDENTIAL, COMMUNITY, PRISON)
ST_MAX = "Short term support: ST-Max"
ONGOING, OTHER = "Short term support: Ongoing low level", "Short term support: Other short term"
DIRECT, MANAGED = "Direct payment", "CASSR managed personal budget"
COMMISSIONED = "CASSR commissioned support"
CARER_SERVICE = "Unpaid carer support: Direct to unpaid carer"
OUTCOMES = (
    "Progress to reablement/ST-Max", "Progress to assessment, review or reassessment",
    "Progress to support planning or services", "Continuation of support or services",
    "Admitted to hospital", "NFA: Responsibility moved to another local authority",
    "NFA: Referral to NHS services or NHS funded social care",
    "NFA: Self-funded client or under 12wk disregard",
    "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority", "NFA: Support declined",
    "NFA: Deceased", "NFA: Support ended as planned", "NFA: Support ended for other reason",
    "NFA: No services offered for other reason", "NFA: Other",
)  # fmt: skip
GOOD = {
    "NFA: Responsibility moved to another local authority",
    "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority", "NFA: Support ended as planned",
    "NFA: Support ended for other reason", "NFA: No services offered for other reason",
    "NFA: Other", ONGOING, OTHER,
}  # fmt: skip


def place(outcome: str | None) -> int:
    """Where an outcome stands: those that only say that something goes on stand last."""
    if outcome is None:
        return 999
    return OUTCOMES.index(outcome) + 1 + (100 if OUTCOMES.index(outcome) < 4 else 0)


def tidy(rows: list[Row]) -> list[Row]:
    """Ends closed by death, and of records of one event the last."""
    kept: dict[tuple[Any, ...], Row] = {}
    for at, given in enumerate(rows):
        row = {
            **given,
            "row": at,
            "end": given["Event_End_Date"],
            "start": given["Event_Start_Date"],
        }
        died = row["Date_of_Death"]
        if died and row["end"] is None and died > row["start"]:
            row["end"] = died
        if died and row["end"] is not None and row["start"] <= died <= row["end"]:
            row["end"] = died
        service = row["Event_Type"] == "Service"
        key = (
            row["person"], row["start"], row["Client_Type"], row["Event_Type"],
            None if service else row["end"], row["Service_Type"] if service else None,
            row["Service_Component"] if service else None,
            row["Delivery_Mechanism"] if service else None,
        )  # fmt: skip
        other = kept.get(key)
        if other is None or _later(row) > _later(other):
            kept[key] = row
    return sorted(kept.values(), key=lambda row: row["row"])


def _later(row: Row) -> tuple[Any, ...]:
    outcome = row["Event_Outcome"]
    rank = 99 if outcome is None else OUTCOMES.index(outcome) + 1
    return (row["end"] or FOREVER, -rank, row["row"])


def people(rows: list[Row]) -> dict[str, Row]:
    """What is known of each person."""
    found: dict[str, Row] = {}
    for person in {row["person"] for row in rows}:
        own = [row for row in rows if row["person"] == person]
        births = [row["Date_of_Birth"] for row in own if row["Date_of_Birth"]]
        deaths = [row["Date_of_Death"] for row in own if row["Date_of_Death"]]
        found[person] = {
            "born": min(births, default=None),
            "died": max(deaths, default=None),
            "sex": _last_said(own, "Gender"),
            "home": _last_said(own, "Accommodation_Status"),
            "reason": _last_said(own, "Primary_Support_Reason"),
        }
    return found


def _last_said(rows: list[Row], field: str) -> str:
    known = [row for row in rows if row[field] not in (None, "Unknown", "Nonsense")]
    if not known:
        return "Unknown"
    last = max((row["end"] or FOREVER, row["start"]) for row in known)
    said = {row[field] for row in known if (row["end"] or FOREVER, row["start"]) == last}
    return said.pop() if len(said) == 1 else "Unknown"


def age(born: dt.date | None, day: dt.date) -> int | None:
    """Days by 365.25, rounded down."""
    return None if born is None else int((day - born).days // 365.25)


def band(years: int | None) -> str | None:
    """The band of an age."""
    if years is None or years < 18:
        return None
    return "18_64" if years < 65 else "65_and_above"


def slowly(given: list[Row], first: dt.date, last: dt.date) -> dict[str, tuple[int, int | None]]:
    """Indicator code -> numerator and denominator."""
    rows = tidy(given)
    known = people(rows)
    figures: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for person, who in known.items():
        own = [row for row in rows if row["person"] == person]
        _admitted(own, who, first, last, figures)
        _at_home(own, who, first, last, figures)
        _client(own, who, last, figures)
        _carer(own, who, first, last, figures)
        _reabled(own, who, first, last, figures)
    return {code: (top, bottom) for code, (top, bottom) in figures.items()}


def _admitted(own: list[Row], who: Row, first: dt.date, last: dt.date, figures: Any) -> None:
    if who["born"] is None or (who["died"] and who["died"] < first):
        return
    stays = [
        row for row in own
        if row["Event_Type"] == "Service" and row["Client_Type"] == "Service user"
        and row["Service_Type"] in (NURSING, RESIDENTIAL)
        and row["Service_Component"] is not None
        and ("residential" in row["Service_Component"] or "nursing" in row["Service_Component"])
        and "Short" not in row["Service_Component"]
    ]  # fmt: skip
    bands = set()
    for row in stays:
        if not first <= row["start"] <= last or row["Event_Outcome"] == OUTCOMES[7]:
            continue
        before = [
            other for other in stays
            if other["start"] < row["start"]
            and (other["end"] is None or (row["start"] - other["end"]).days < 365)
        ]  # fmt: skip
        if not before:
            bands.add(band(age(who["born"], row["start"])))
    bands.discard(None)
    if bands:
        figures["ASCOF_2B" if "18_64" in bands else "ASCOF_2C"][0] += 1
        figures["ASCOF_2B_2C"][0] += 1


def _orderly(row: Row) -> bool:
    return row["end"] is None or row["end"] >= row["start"]


def _at_home(own: list[Row], who: Row, first: dt.date, last: dt.date, figures: Any) -> None:
    ends = [
        min(row["end"] or last, last) for row in own
        if row["Event_Type"] == "Service" and row["Client_Type"] == "Service user"
        and row["Service_Type"] in LONG and _orderly(row) and row["start"] <= last
        and (row["end"] is None or row["end"] >= first)
    ]  # fmt: skip
    if not ends or (who["died"] and who["died"] < first):
        return
    of_age = band(age(who["born"], max(ends)))
    if of_age is None:
        return
    codes = ["ASCOF_2E", f"ASCOF_2E_{of_age}"]
    if who["reason"] == "Learning Disability Support" and of_age == "18_64":
        codes.append("ASCOF_2E_learning_disability")
    if who["sex"] in ("Male", "Female"):
        codes += [f"{code}_{who['sex'].lower()}" for code in codes[1:]]
    for code in codes:
        figures[code][0] += who["home"] == "Tenant: Private landlord"
        figures[code][1] += 1


def _client(own: list[Row], who: Row, last: dt.date, figures: Any) -> None:
    years = age(who["born"], last)
    if (years is not None and years < 18) or (who["died"] and who["died"] < last):
        return
    places = []
    for row in own:
        open_then = row["start"] <= last and (row["end"] is None or row["end"] >= last)
        if row["Client_Type"] != "Service user" or row["Service_Type"] not in LONG:
            continue
        if not open_then or not _orderly(row):
            continue
        how = row["Delivery_Mechanism"]
        if row["Service_Component"] == DIRECT:
            how = DIRECT
        if row["Service_Type"] == NURSING:
            places.append(1)
        elif row["Service_Type"] == RESIDENTIAL:
            places.append(2)
        elif row["Service_Type"] == COMMUNITY:
            places.append({DIRECT: 3, MANAGED: 4, COMMISSIONED: 5}.get(how, 6))
        else:
            places.append({MANAGED: 7, COMMISSIONED: 8}.get(how, 9))
    if places and 3 <= min(places) <= 6:
        _count(figures, "ASCOF_3D_clients", "a", years, min(places) <= 4, min(places) == 3)


def _count(figures: Any, code: str, letter: str, years: int | None, one: bool, two: bool) -> None:
    figures[code][0] += one
    figures[code][1] += 1
    for number, having in (("1", one), ("2", two)):
        for name in {None, band(years)}:
            part = f"{code}_{number}{letter}" + (f"_{name}" if name else "")
            figures[part][0] += having
            figures[part][1] += 1


def _carer(own: list[Row], who: Row, first: dt.date, last: dt.date, figures: Any) -> None:
    years = age(who["born"], last)
    if (years is not None and years < 18) or (who["died"] and who["died"] < first):
        return
    places = []
    for row in own:
        if row["Client_Type"] not in ("Unpaid carer", "Unpaid carer known by association"):
            continue
        if row["Service_Type"] != CARER_SERVICE or not _orderly(row) or row["start"] > last:
            continue
        if row["end"] is not None and row["end"] < first:
            continue
        if DIRECT in (row["Delivery_Mechanism"], row["Service_Component"]):
            places.append(1)
        elif row["Service_Component"] is not None and row["Delivery_Mechanism"] == MANAGED:
            places.append(2)
        elif row["Service_Component"] is not None and row["Delivery_Mechanism"] == COMMISSIONED:
            places.append(3)
    if places:
        _count(figures, "ASCOF_3D_carers", "b", years, min(places) <= 2, min(places) == 1)


def _reabled(own: list[Row], who: Row, first: dt.date, last: dt.date, figures: Any) -> None:
    mine = [
        {**row, "end": row["end"] or FOREVER} for row in own
        if row["Client_Type"] == "Service user" and _orderly(row)
    ]  # fmt: skip
    for spell in _spells(mine):
        begun, over = min(row["start"] for row in spell), max(row["end"] for row in spell)
        years = age(who["born"], over) if over < FOREVER else None
        if not first <= over <= last or (years is not None and years < 18):
            continue
        if who["died"] and who["died"] < begun:
            continue
        if any(
            row["Service_Type"] in LONG and row["start"] < begun and (begun - row["end"]).days < 91
            for row in mine
        ):
            continue
        sequel = _sequel(spell, mine, who, begun, over)
        for name in {None, band(years)}:
            code = "ASCOF_2A" + (f"_{name}" if name else "")
            figures[code][0] += sequel in GOOD
            figures[code][1] += sequel in GOOD or sequel in LONG or sequel == "short stay"


def _spells(mine: list[Row]) -> list[list[Row]]:
    spells: list[list[Row]] = []
    rows = [row for row in mine if row["Event_Type"] == "Service" and row["Service_Type"] == ST_MAX]
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        if spells and (row["start"] - max(other["end"] for other in spells[-1])).days <= 7:
            spells[-1].append(row)
        else:
            spells.append([row])
    return spells


def _sequel(
    spell: list[Row], mine: list[Row], who: Row, begun: dt.date, over: dt.date
) -> str | None:
    final = max(spell, key=lambda row: (row["end"], -place(row["Event_Outcome"]), row["row"]))
    outcome = final["Event_Outcome"]
    if who["died"] and (who["died"] - over).days <= 7:
        return "NFA: Deceased"
    if outcome == "Admitted to hospital":
        return outcome
    others = [
        row for row in mine
        if not (row["Event_Type"] == "Service" and row["Service_Type"] == ST_MAX
                and begun <= row["start"] <= over)
    ]  # fmt: skip
    after = [
        row for row in others
        if row["start"] >= begun and row["end"] > over and (row["start"] - over).days <= 7
    ]  # fmt: skip
    order = (*LONG, ST_MAX, ONGOING, OTHER)
    services = sorted(
        (row for row in after if row["Service_Type"] in order),
        key=lambda row: (
            order.index(row["Service_Type"]),
            row["Service_Component"]
            not in ("Short term residential care", "Short term nursing care"),
        ),
    )
    if services:
        top = services[0]
        stay = top["Service_Component"] in (
            "Short term residential care",
            "Short term nursing care",
        )
        return "short stay" if stay and top["Service_Type"] == OTHER else str(top["Service_Type"])
    during = [row for row in others if row["start"] >= begun and begun < row["end"] <= over]
    places = []
    for row in after:
        best = min(place(outcome), place(row["Event_Outcome"]))
        planned = row["Event_Outcome"] == "NFA: Support ended as planned"
        if row["Event_Type"] != "Service" and not planned and best < 100:
            places.append(best)
    reviewed = [
        row for row in during
        if row["Event_Type"] in ("Assessment", "Review") and (over - row["end"]).days < 14
        and place(row["Event_Outcome"]) < 100
    ]  # fmt: skip
    if reviewed:
        end = max(row["end"] for row in reviewed)
        places.append(min(place(row["Event_Outcome"]) for row in reviewed if row["end"] == end))
    if not after and place(outcome) < 100:
        places.append(place(outcome))
    if places:
        return OUTCOMES[min(places) - 1]
    if any(r["Event_Type"] == "Service" and r["Service_Component"] == "Equipment" for r in during):
        return ONGOING
    return str(outcome)
