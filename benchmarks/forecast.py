"""Forecasts of real monthly referrals, the last twelve months held out, against the naive ones.

Series as in `early_warning`: referrals of English councils (children in need census, Department for
Education, Open Government Licence), every tenth council. The method is chosen on months before the
held-out ones; error is the mean absolute error over the twelve months, given relative to the better
of both naive forecasts, which nobody knows beforehand, and to the last value. Also: how long the
first forecast of a process takes, and the next.
"""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
from rich.console import Console
from rich.table import Table

from almoner.signals.forecast import NAIVE, forecast
from benchmarks.early_warning import referrals

HELD, EVERY = 12, 10


def main() -> None:
    """Print the table."""
    matrix, councils = referrals()
    rows = matrix[::EVERY]
    errors, naive, seasonal, inside, seconds = [], [], [], [], []
    chosen: Counter[str] = Counter()
    for series in rows:
        known, held = series[:-HELD], series[-HELD:]
        start = time.process_time()
        found = forecast(known, HELD)
        seconds.append(time.process_time() - start)
        chosen[found.method] += 1
        errors.append(np.abs(held - found.mean).mean())
        naive.append(np.abs(held - known[-1]).mean())
        seasonal.append(np.abs(held - known[-12:]).mean())
        inside.append([((low <= held) & (held <= high)).mean() for low, high in
                       zip(found.lower, found.upper, strict=True)])  # fmt: skip
    ours, last, season = (np.array(part) for part in (errors, naive, seasonal))
    scale = np.minimum(last, season)
    table = Table(title=f"{len(rows)} councils of {councils}: {HELD} months held out")
    headings = "error, councils' median", "against the better naive one", "against the last value"
    for heading in ("forecast", *headings):
        table.add_column(heading, justify="left" if heading == "forecast" else "right")
    for name, part in (("ours", ours), ("last value", last), ("same month last year", season)):
        table.add_row(
            name,
            f"{np.median(part):.1f}",
            f"{np.median(part / scale):.2f}",
            f"{np.mean(part / last):.2f}",
        )
    Console(width=110).print(table)
    share = np.mean(inside, axis=0)
    used = ", ".join(f"{name} {n}" for name, n in chosen.most_common())
    print(f"Methods chosen: {used} (naive: {sum(chosen[name] for name in NAIVE)}).")
    print(f"Held-out months inside the 80 % interval: {share[0]:.0%}; 95 %: {share[1]:.0%}.")
    print(
        f"Processor seconds: the first forecast {seconds[0]:.1f} (the library is read), the next "
        f"{np.median(seconds[1:]):.2f} each (median)."
    )


if __name__ == "__main__":
    main()
