"""Loading publications with a progress bar: shared by `load` and `demo`."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from almoner.publications.publication import Edition, Publication
from almoner.reference.language import _

if TYPE_CHECKING:
    from almoner.measurements.actions import Loaded

Job = tuple[Publication, Sequence[Path]]


def load_publications(jobs: Sequence[Job]) -> list[Loaded]:
    """Read and keep each publication's files, showing how far it is; what was loaded.

    Each publication is kept whole or not at all; one whose files are all held already is passed
    over without being read. Django must have been started.
    """
    from almoner.measurements import actions, queries

    results: list[Loaded] = []
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task(_("Loading"), total=len(jobs))
        wanted = [
            (one, paths) for one, paths in jobs if not queries.holds_all(one.code, _files(paths))
        ]
        bar.advance(task, len(jobs) - len(wanted))
        for publication, editions in _read_ahead(wanted):
            started = monotonic()
            bar.update(task, description=_("Keeping {title}").format(title=publication.title))
            loaded = actions.load(editions=editions)
            bar.advance(task, 1)
            results += loaded
            _say(console, publication, loaded, monotonic() - started)
        bar.update(task, description=_("Loaded"))
    return results


def _read_ahead(jobs: Sequence[Job]) -> Iterator[tuple[Publication, list[Edition]]]:
    """Each publication with its editions, the next being read while the caller keeps the last."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = deque((one, reader.submit(one.read, paths)) for one, paths in jobs[:1])
        for position in range(len(jobs)):
            publication, editions = coming.popleft()
            read = editions.result()
            if position + 1 < len(jobs):
                one, paths = jobs[position + 1]
                coming.append((one, reader.submit(one.read, paths)))
            yield publication, read


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        files += sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return [file for file in files if file.suffix.lower() != ".md"]


def _say(
    console: Console, publication: Publication, loaded: Sequence[Loaded], seconds: float
) -> None:
    count = sum(one.measurements for one in loaded)
    words = _("{title}: {count:,} measurements, {seconds:.1f} s")
    if not any(one.changed for one in loaded):
        words = _("{title}: nothing new, {seconds:.1f} s")
    console.print(
        words.format(title=publication.title, count=count, seconds=seconds),
        highlight=False,
        soft_wrap=True,
    )
    for one in loaded:
        if one.reissue:
            console.print(
                _("  Some values differ from {edition}: kept beside it as a re-issue.").format(
                    edition=one.edition
                )
            )
