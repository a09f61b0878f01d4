"""`almoner returns`: the checker of returns received, and the care of their files."""

from __future__ import annotations

import getpass
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from almoner.cli.supervising import start_supervised, supervise
from almoner.reference.language import _, ngettext
from almoner.reference.refusal import Refusal

if TYPE_CHECKING:
    from almoner.casework.models import Authority

app = typer.Typer(no_args_is_help=True)


@app.command()
def begin(
    authority: Annotated[str, typer.Argument(help=_("The council: a name or a code."))],
    user: Annotated[str, typer.Option(help=_("Who may send its returns and see its people."))],
) -> None:
    """Let a user send the returns of a council, which is entered if no records of it are kept."""
    _start()
    from almoner.casework.access import entitle
    from almoner.submissions.beginning import begin_authority

    code = begin_authority(place=authority, by=getpass.getuser())
    entitle(username=user, authority=code, by=getpass.getuser())
    typer.echo(_("{user} may send returns of {authority}").format(user=user, authority=code))


@app.command()
def work(
    once: Annotated[bool, typer.Option("--once", help=_("Do what waits, and end."))] = False,
    supervised_by: Annotated[int, typer.Option(hidden=True)] = 0,
    child_of: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Check what is received, until stopped; `almoner serve` starts one beside the site."""
    if supervised_by:
        supervise(supervised_by, "returns", "work")
        return
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    _start()
    from almoner.submissions.working import run_checker

    wanted = (lambda: os.getppid() == child_of) if child_of else (lambda: True)
    try:
        run_checker(wanted=wanted, once=once, between=_between(once=once))
    except KeyboardInterrupt:
        raise SystemExit(0) from None


@app.command(hidden=True)
def one(
    number: Annotated[int, typer.Argument(help=_("The number of the work."))],
    attempt: Annotated[int, typer.Argument(help=_("Which attempt this is."))],
    parent: Annotated[int, typer.Argument(help=_("The process that asks for it."))],
) -> None:
    """Do one piece of work in this process."""
    from almoner.website.starting import start

    start()
    from almoner.submissions.one import do_one, end_with_parent

    end_with_parent(parent)
    do_one(number, attempt)


@app.command(hidden=True)
def quality(
    authority: Annotated[str, typer.Argument(help=_("The authority's code."))],
    parent: Annotated[int, typer.Argument(help=_("The process that asks for it."))],
) -> None:
    """Count the quality of an authority's data in this process."""
    from almoner.website.starting import start

    start()
    from almoner.casework.quality.keeping import count_quality
    from almoner.casework.queries import the_authority
    from almoner.submissions.one import end_with_parent

    end_with_parent(parent)
    count_quality(the_authority(authority))


@app.command()
def tidy(
    days: Annotated[
        int | None, typer.Option(help=_("Files older than this go; else ALMONER_SUBMISSION_DAYS."))
    ] = None,
) -> None:
    """Delete the files of returns received long ago; their counts and replies stay."""
    _start()
    from django.conf import settings

    from almoner.submissions.actions import delete_old_files

    if days is not None and days < 1:
        raise Refusal(_("files are kept for a day at least"), found=days)
    done = delete_old_files(days=days or settings.SUBMISSION_DAYS, by=getpass.getuser())
    typer.echo(
        ngettext("the files of {n} submission are deleted",
                 "the files of {n} submissions are deleted", done).format(n=done)
    )  # fmt: skip


def start_checker_beside() -> subprocess.Popen[bytes]:
    """Start a supervised checker that ends when this process does."""
    return start_supervised("returns", "work")


class Apart:
    """Counts the quality of data in a process of its own, one at a time: checks do not wait."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, authority: Authority) -> bool:
        """Start counting; False while another is being counted."""
        if self._process is not None and self._process.poll() is None:
            return False
        command = [sys.executable, "-m", "almoner.cli", "returns", "quality", authority.code]
        self._process = subprocess.Popen([*command, str(os.getpid())])  # noqa: S603 - our own
        return True


def _between(*, once: bool) -> list[Callable[[], None]]:
    """What a checker does when nothing waits: it deletes old files, and counts data's quality."""
    from django.conf import settings

    from almoner.casework.quality.keeping import Counter
    from almoner.submissions.actions import delete_old_files, sweep
    from almoner.submissions.pacing import every

    return [
        every(3600, lambda: delete_old_files(days=settings.SUBMISSION_DAYS, by="almoner")),
        every(3600, sweep),
        every(60, Counter(None if once else Apart())),
    ]


def _start() -> None:
    from almoner.website.starting import migrate, start

    start()
    migrate()
