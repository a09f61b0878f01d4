"""The process that turns specifications into pictures: `python -m almoner.dashboards.charts.draw`.

Reads a line of JSON {"spec", "format": "svg" | "png"} and writes a line {"picture": base64} or
{"error"}; ends when its input ends, or after two minutes with nothing to do. It is apart from the
web process because the renderer takes two seconds to start and a hundred megabytes to keep.
"""

from __future__ import annotations

import base64
import json
import select
import sys
from typing import Any

IDLE_SECONDS = 120

NO_NETWORK: dict[str, Any] = {"allowed_base_urls": []}
"""A specification carries its own data: nothing is ever fetched."""


def main() -> None:
    """Serve lines until there are none."""
    import vl_convert

    while select.select([sys.stdin], [], [], IDLE_SECONDS)[0]:
        line = sys.stdin.readline()
        if not line:
            return
        sys.stdout.write(json.dumps(_answer(vl_convert, line)) + "\n")
        sys.stdout.flush()


def _answer(vl_convert: Any, line: str) -> dict[str, str]:
    asked = json.loads(line)
    try:
        if asked["format"] == "png":
            picture = vl_convert.vegalite_to_png(asked["spec"], scale=2, **NO_NETWORK)
        else:
            picture = vl_convert.vegalite_to_svg(asked["spec"], **NO_NETWORK).encode()
    except ValueError as error:
        return {"error": str(error)[:2000]}
    return {"picture": base64.b64encode(picture).decode("ascii")}


if __name__ == "__main__":
    main()
