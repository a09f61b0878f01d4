"""Disclosure control of whole indicators over five years: what it withholds, and how long it takes.

Councils of three sizes, by residents: about as small as the smallest in England, a usual district
of a city, and a large one. Of what is not small, the share that is withheld besides is the price of
withholding what is.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.register import chosen
from almoner.engine.command import covered
from almoner.engine.disclosure import rule_set
from almoner.engine.measure import measure_with_places
from almoner.engine.mirror import Mirror
from almoner.engine.protection import protected
from almoner.records.directory import RecordsDirectory
from almoner.reference.marker import Marker
from almoner.simulation.run import Simulation

RESIDENTS, YEARS = (30_000, 100_000, 300_000), 5
KNOWN = 0.15
"""People known to the made-up council for each resident: so its referrals are England's rate."""

SETS = (
    ["CH-REFERRALS"],
    ["CH-ASSESSMENTS", "CH-ASSESSMENTS-45"],
    ["AD-REQUESTS"],
    ["CH-PLANS", "CH-PLANS-STARTED", "CH-PLANS-ENDED"],
)
RULES = ("dhsc-ascof", "almoner-8-rounded")


def main() -> int:
    """Print a line for each size, rule set and set of indicators."""
    print(
        f"{'residents':>9}  {'rules':<19}{'indicators':<40}{'figures':>9}{'small':>7}"
        f"{'others withheld':>17}{'totals withheld':>17}{'CPU s':>7}"
    )
    for residents in RESIDENTS:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "records"
            Simulation(round(residents * KNOWN), YEARS, 1).write(place)
            records = RecordsDirectory(place)
            with Mirror.of_directory(records) as mirror:
                for codes in SETS:
                    _one(mirror, records, codes, residents)
    return 0


def _one(mirror: Mirror, records: RecordsDirectory, codes: list[str], residents: int) -> None:
    indicators = chosen(codes)
    frame, places = measure_with_places(mirror, indicators, covered(records))
    for rules in RULES:
        before = time.process_time()
        out = protected(frame, indicators, places, rules)
        cpu = time.process_time() - before
        print(
            f"{residents:>9,}  {rules:<19}{' '.join(codes):<40.39}{frame.height:>9,}"
            f"{_shares(frame, out, indicators, rules)}{cpu:>7.1f}",
            flush=True,
        )


def _shares(frame: pl.DataFrame, out: pl.DataFrame, indicators: list[Indicator], rules: str) -> str:
    """Small figures of all; and of the others how many are withheld, of all and of totals."""
    small = np.zeros(frame.height, bool)
    for column in ("numerator", "denominator"):
        counts = frame[column].fill_null(0).cast(pl.Int64).to_numpy()
        small |= rule_set(rules).small(counts)
    withheld = (out["marker"].fill_null("") == Marker.SUPPRESSED.value).to_numpy()
    whole = (frame["breakdown"] == "").to_numpy()
    rest, totals = ~small, ~small & whole
    return (
        f"{small.mean():>7.0%}{(withheld & rest).sum() / max(rest.sum(), 1):>17.0%}"
        f"{(withheld & totals).sum() / max(totals.sum(), 1):>17.0%}"
    )


if __name__ == "__main__":
    sys.exit(main())
