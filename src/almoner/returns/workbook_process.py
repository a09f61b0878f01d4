"""`python -m almoner.returns.workbook_process BYTES`: a workbook in, its cells out, pickled.

A process of its own, because a workbook made to do harm ends the process that opens it.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path


def main() -> None:
    """Read standard input, write name and cells of each sheet to standard output."""
    from almoner.returns.workbooks import sheets

    content = sys.stdin.buffer.read()
    _take_no_more_than(int(sys.argv[1]))
    sys.stdout.buffer.write(pickle.dumps(list(sheets(content))))


def _take_no_more_than(size: int) -> None:
    """Bound what this process takes from here on, where the system can say what it has."""
    taken = Path("/proc/self/statm")
    if taken.exists():
        import resource

        most = int(taken.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + size
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
