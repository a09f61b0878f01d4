"""Which of the two charts over time a page draws: what the reader asks for, else what fits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from almoner.dashboards.presenters.reading import Reading

RUN, PROCESS = "run", "process"


@dataclass(frozen=True)
class Other:
    """The chart that is not drawn: what it is called, and where it is."""

    words: str
    address: str


def over_time(asked: str, reading: Reading | None) -> str:
    """`run` or `process`: as asked for in the address, or as the series calls for."""
    if asked in (RUN, PROCESS):
        return asked
    return RUN if reading and reading.fits.is_run else PROCESS


def other(drawn: str, address: str) -> Other:
    """The link to the other chart; `address` has a query already, or none."""
    words = {
        RUN: _("Draw it with process limits"),
        PROCESS: _("Draw it as a run chart, about the median"),
    }
    joint = "&" if "?" in address else "?"
    return Other(words[drawn], f"{address}{joint}chart={PROCESS if drawn == RUN else RUN}")
