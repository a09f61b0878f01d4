"""A bar on the screen while big files are read and checked; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What is smaller than this is done before a bar could be read.
_BIG_BYTES = 4_000_000


@contextmanager
def shown(paths: list[Path]) -> Iterator[None]:
    """Show the progress of what is done within, if files are big and a person sits at a screen."""
    if not sys.stderr.isatty() or _size(paths) < _BIG_BYTES:
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    from almoner.returns.progress import listening

    columns = (
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def hear(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total or None)

        with listening(hear):
            yield


def _size(paths: list[Path]) -> int:
    files = [file for path in paths for file in (path.iterdir() if path.is_dir() else [path])]
    return sum(file.stat().st_size for file in files if file.is_file())
