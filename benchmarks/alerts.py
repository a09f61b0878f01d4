"""False alarms a year of the alert policy, as stated and as observed, on steady catalogues.

Every series is steady, so that every alert is false. The policy bears so many a year whatever the
catalogue's size; it reads series as XmR charts on 48 months and follows them for twelve. Beside it:
all signals of plain XmR charts in the same months. Shapes other than normal, and memory, show what
the policy's own assumption of normal, independent points costs; `chart auto` and `watch` take
season and memory out first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table

from almoner.signals.alerts import Policy, Signal, chance_of, decide
from almoner.signals.batch import FloatArray, SeriesBatch
from almoner.signals.last_point import last_points
from almoner.signals.seasonality import ordinary
from almoner.signals.xmr import Options, xmr

SEED = 4_100
SERIES, LEARN, MONTHS, YEARS = 600, 48, 12, 3


def _memory(rng: np.random.Generator, shape: tuple[int, int], carried: float) -> FloatArray:
    noise = rng.normal(0, 1, shape)
    for at in range(1, shape[1]):
        noise[:, at] += carried * noise[:, at - 1]
    return noise


SHAPES: dict[str, Callable[[np.random.Generator, tuple[int, int]], FloatArray]] = {
    "normal": lambda rng, shape: rng.normal(50, 5, shape),
    "counts of about 30": lambda rng, shape: rng.poisson(30, shape).astype(float),
    "counts of about 5": lambda rng, shape: rng.poisson(5, shape).astype(float),
    "skewed (gamma 4)": lambda rng, shape: rng.gamma(4, 5, shape),
    "memory 0.5": lambda rng, shape: _memory(rng, shape, 0.5),
}


def alarms(matrix: FloatArray, policy: Policy) -> tuple[int, int, float]:
    """Alerts, plain signals and the alerts stated beforehand, over the months followed."""
    told, alerts, plain, stated = frozenset(), 0, 0, 0.0
    for month in range(MONTHS):
        batch = SeriesBatch.from_matrix(matrix[:, : LEARN + month + 1])
        last = last_points(batch, xmr(batch, Options.default(batch, fix_after=LEARN)))
        signals = [
            Signal(
                "i",
                str(one.series),
                str(month),
                one.direction,
                0,
                chance_of(one.kind, one.distance, one.run, LEARN, one.skew),
                one.distance,
                "Look.",
            )
            for one in last
        ]
        found = decide(signals, policy, series=len(matrix), periods_a_year=12, told=told)
        told, alerts, plain = found.told, alerts + len(found.alerts), plain + len(last)
        stated = found.expected_false_alarms
    return alerts, plain, stated


def main() -> int:
    """Print the table; 1 where the policy's statement does not hold for normal series."""
    table = Table(title=f"False alarms a year, {SERIES} steady series read monthly")
    for heading in ("shape", "stated", "observed", "season and memory out", "plain XmR signals"):
        table.add_column(heading, justify="left" if heading == "shape" else "right")
    policy, kept = Policy(), True
    for number, (name, make) in enumerate(SHAPES.items()):
        seen = []
        for year in range(YEARS):
            matrix = make(np.random.default_rng([SEED, number, year]), (SERIES, LEARN + MONTHS))
            month = np.arange(matrix.shape[1]) % 12
            left = matrix - ordinary(matrix[:, :LEARN], month[:LEARN]).addition(matrix, month)
            seen.append((*alarms(matrix, policy), alarms(left, policy)[0]))
        observed, plain, stated, without = np.mean(seen, axis=0)
        table.add_row(name, f"{stated:.0f}", f"{observed:.1f}", f"{without:.1f}", f"{plain:.0f}")
        kept &= name != "normal" or observed <= stated
    Console(width=120).print(table)
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
