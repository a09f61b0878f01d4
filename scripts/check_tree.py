"""Checks of the tree that no linter makes: run by `make check`.

No path of one machine and no registry host in any file; lock files with a hash for every package;
the reference pages and catalogue files as their scripts would write them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Written in pieces, so that this file does not find itself.
HOSTS = re.compile(r"p[y]pi\.org|p[y]thonhosted|registry\.n[p]mjs|deb\.d[e]bian")
PATHS = re.compile(r"(?<![\w.])/(?:w[o]rk|r[o]ot|h[o]me/\w+)/")
TEXT = {".py", ".toml", ".txt", ".md", ".json", ".html", ".csv", ".js", ".scss", ".yml", ".sh", ""}


def tracked() -> list[Path]:
    """Every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def faults() -> list[str]:
    """One line for each thing that is wrong."""
    found = []
    for path in tracked():
        if path.suffix not in TEXT or path.stat().st_size > 3_000_000:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for pattern, what in ((HOSTS, "a registry host"), (PATHS, "a path of one machine")):
            match = pattern.search(text)
            if match:
                line = text[: match.start()].count("\n") + 1
                found.append(f"{path.relative_to(ROOT)}:{line}: {what}: {match.group()}")
    for name in ("requirements.txt", "requirements-dev.txt"):
        for block in re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8")):
            if "==" in block and "--hash=sha256:" not in block:
                found.append(f"{name}: no hash for {block.split('==')[0]}")
    return found


def main() -> int:
    """Print the faults; 1 if there are any."""
    found = faults()
    print("\n".join(found) if found else "The tree is clean.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
