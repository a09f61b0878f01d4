"""Runs a simulation: chunk by chunk to Parquet, so that no size has to fit in memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from almoner.records.provenance import PROVENANCE
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.simulation.adults import adult_tables, make_adults
from almoner.simulation.authority import COUNCIL
from almoner.simulation.care import care_starts_a_year, care_tables, make_looked_after
from almoner.simulation.children import Frames, children_tables, make_children
from almoner.simulation.contracts import contract_tables
from almoner.simulation.draws import NEVER, Generator, counts
from almoner.simulation.homes import home_tables
from almoner.simulation.hospital import hospital_stays
from almoner.simulation.housing import housing_tables, make_households
from almoner.simulation.names import names, second_addresses, second_records
from almoner.simulation.organisation import organisation_tables
from almoner.simulation.people import People, address_table, person_table
from almoner.simulation.permanence import permanence_tables
from almoner.simulation.plants import Plant
from almoner.simulation.protection import protection_tables
from almoner.simulation.span import Span
from almoner.simulation.versions import LIVES, complete, versioned
from almoner.simulation.voice import voice_tables

LAST_YEAR = 2026
_CHUNK = 20_000
_ADULTS, _HOUSEHOLDS = 0.42, 0.12  # shares of the people known; the rest are children (ours)
_ROOM = 64  # keys set aside for each person in a table


@dataclass
class Simulation:
    """What to make: so many people known to the council over so many reporting years."""

    people: int
    years: int
    seed: int
    plants: list[Plant] = field(default_factory=list)

    def write(self, out: Path, said: Callable[[int], None] = lambda _done: None) -> dict[str, int]:
        """Write the records below `out` and the truth beside them; rows by table.

        Refuses a folder that holds anything. `said` is told the number of people done.
        """
        if self.people < 100 or self.years < 1:
            raise Refusal(_("a simulation needs 100 people and one year, or more"))
        if out.exists() and any(out.iterdir()):
            raise Refusal(_("the folder is not empty"), file=out)
        span = Span.of_years(self.years, LAST_YEAR)
        rows = dict.fromkeys(declared_tables(), 0)
        referrals = 0
        for number, first in enumerate(range(0, self.people, _CHUNK)):
            size = min(_CHUNK, self.people - first)
            frames = self._chunk(number, first, size, span)
            referrals += frames["referral"].filter(pl.col("known_until").is_null()).height
            self._save(out, number, frames, rows)
            said(first + size)
        residents = (
            referrals / span.years / counts("children_process")["referral_rate_tenths"] * 1e5
        )
        rng = np.random.default_rng([self.seed, 10**6])
        council = organisation_tables(rng, self.people, residents, span)
        # Draws of their own, so that a table more leaves the others as they were.
        more = np.random.default_rng([self.seed, 10**6, 1])
        council |= voice_tables(more, self.people, span)
        council |= contract_tables(more, council["actual"], self.people, span)
        self._save(out, 0, council, rows)
        self._tell(out, span, rows)
        return rows

    def _chunk(self, number: int, first: int, size: int, span: Span) -> Frames:
        rng = np.random.default_rng([self.seed, number])
        adults, households = int(size * _ADULTS), int(size * _HOUSEHOLDS)
        base = first * 3
        children, referred = make_children(rng, size - adults - households, base, span)
        frames = children_tables(rng, children, referred, span, self.plants, base * _ROOM // 16)
        self._protect(rng, children, frames, span, base)
        a_year = care_starts_a_year(frames["referral"].height / span.years)
        care, starts, ends, asylum = make_looked_after(rng, a_year, base + size, span)
        frames |= care_tables(rng, care, starts, ends, span, base)
        more = np.random.default_rng([self.seed, number, 1])
        frames |= permanence_tables(more, care, frames, starts, ends, span, base)
        older, asked, died = make_adults(rng, adults, base + 2 * size, span)
        frames |= adult_tables(rng, older, asked, died, span, base)
        frames["hospital_stay"] = hospital_stays(more, older, frames, died, span, base)
        homeless, applied = make_households(rng, households, base + 2 * size + adults, span)
        frames |= housing_tables(rng, homeless, applied, span, base)
        everybody = {"children": children, "care": care, "adults": older, "homeless": homeless}
        known = {name: versioned(rng, name, frames[name], span) for name in LIVES}
        known |= _twice(more, self._people(rng, everybody, died, asylum, span, base))
        return known | home_tables(more, number, first // 3, max(size // 3, 1), span)

    def _protect(
        self, rng: Generator, children: People, frames: Frames, span: Span, base: int
    ) -> None:
        onward = frames.pop("_onward")
        further, last = protection_tables(rng, children, onward, span, base)
        closed = frames["referral"]["closed_on"].to_numpy().astype("datetime64[D]").copy()
        rows = onward["row"].to_numpy()
        closed[rows] = np.maximum(closed[rows], last)
        frames["referral"] = frames["referral"].with_columns(closed_on=pl.Series(closed))
        frames |= further

    def _people(
        self, rng: Generator, groups: dict[str, People], died: np.ndarray, asylum: np.ndarray,
        span: Span, base: int,
    ) -> Frames:  # fmt: skip
        persons, addresses = [], []
        for place, (name, people) in enumerate(groups.items()):
            n = len(people.number)
            death = died if name == "adults" else np.full(n, NEVER)
            seeks = asylum if name == "care" else np.zeros(n, bool)
            persons.append(person_table(rng, people, death, seeks))
            first = (base * 4 + place * _CHUNK * 3) * 2
            addresses.append(address_table(rng, people, first, span.begin, span.last))
        return {"person": pl.concat(persons), "address": pl.concat(addresses)}

    def _save(self, out: Path, number: int, frames: Frames, rows: dict[str, int]) -> None:
        for name, frame in frames.items():
            folder = out / name
            folder.mkdir(parents=True, exist_ok=True)
            table = declared_tables()[name]
            types = pl.from_arrow(table.schema.empty_table())
            assert isinstance(types, pl.DataFrame)
            frame = complete(name, frame)
            wanted = [*types.columns, *(c for c in frame.columns if c in PROVENANCE)]
            frame.select(wanted).cast(dict(types.schema)).write_parquet(  # type: ignore[arg-type]
                folder / f"part-{number:04}.parquet", compression="zstd", statistics=True
            )
            current = frame
            if "known_until" in frame.columns:
                current = frame.filter(pl.col("known_until").is_null())
            rows[name] += current.height

    def _tell(self, out: Path, span: Span, rows: dict[str, int]) -> None:
        covers = {"council": COUNCIL, "from": str(span.first), "to": str(span.last)}
        about = {
            "made_up": True,
            "people": self.people,
            "seed": self.seed,
            "covers": covers,
            "rows": rows,
        }
        (out / "records.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        truth = [plant.truth for plant in self.plants]
        (out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")


def _twice(rng: Generator, people: Frames) -> Frames:
    """The people with names, and a few of them entered twice."""
    person = people["person"]
    forename, surname = names(rng, person["sex"].to_numpy())
    person = person.with_columns(
        forename=pl.Series(forename, dtype=pl.String), surname=pl.Series(surname, dtype=pl.String)
    )
    twice = second_records(rng, person)
    address = people["address"]
    return {
        "person": pl.concat([person, twice.select(person.columns)]),
        "address": pl.concat([address, second_addresses(address, twice)]),
    }
