"""The process that forecasts: `python -m almoner.dashboards.forecast_process`.

Reads a line of JSON {"values" (null where there is none), "season", "horizon", "lowest",
"highest"} and writes a line with the forecast and its back-test, or {"error"}; ends when its input
ends, or after five minutes with nothing to do. It is apart from the web process because the library
of models takes several seconds to start and 150 megabytes to keep.
"""

from __future__ import annotations

import json
import os
import select
import sys
from typing import Any

IDLE_SECONDS = 300
LEVELS = (0.8, 0.95)


def main() -> None:
    """Serve lines until there are none."""
    os.nice(5)  # pages come first
    while select.select([sys.stdin], [], [], IDLE_SECONDS)[0]:
        line = sys.stdin.readline()
        if not line:
            return
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """One forecast as plain lists; or why there is none."""
    import numpy as np

    from almoner.reference.refusal import Refusal
    from almoner.signals.forecast import forecast

    values = np.array([np.nan if one is None else one for one in asked["values"]], dtype=float)
    highest = np.inf if asked["highest"] is None else asked["highest"]
    try:
        found = forecast(
            values,
            asked["horizon"],
            season=asked["season"],
            levels=LEVELS,
            lowest=asked["lowest"],
            highest=highest,
        )
    except Refusal as refusal:
        return {"error": str(refusal)}
    return {
        "method": found.method,
        "mean": found.mean.tolist(),
        "sd": found.sd.tolist(),
        "lower": found.lower.tolist(),
        "upper": found.upper.tolist(),
        "error_by_method": found.back_test.error,
        "inside": found.back_test.inside.tolist(),
        "points": found.back_test.points,
    }


if __name__ == "__main__":
    main()
