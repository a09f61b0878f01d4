"""The indicators of Client Level Data, as the department's published scripts count them.

Oddities of the scripts are kept, because councils are judged by them; each is named where it is.
Populations are not in the file, so rates of admission have a numerator only. 2D needs hospital
discharges as well and cannot be had from Client Level Data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from almoner.returns.cld.admissions import admissions
from almoner.returns.cld.context import ContextCLD
from almoner.returns.cld.events import events_of
from almoner.returns.cld.home import home
from almoner.returns.cld.people import people_of
from almoner.returns.cld.reablement import reablement
from almoner.returns.cld.self_directed import carers, clients
from almoner.returns.context import Context
from almoner.returns.figures import Figure


def indicators(context: Context) -> Mapping[str, Figure]:
    """Every indicator that Client Level Data can give, by code; parts have the code and more."""
    assert isinstance(context, ContextCLD)
    if not context.has("CLD"):
        return {}
    return dict(_all(context))


def _all(r: ContextCLD) -> Iterator[tuple[str, Figure]]:
    events = events_of(r)
    whole = events.join(people_of(events), on="person", how="left")
    period = (r.start, r.end)
    for part in (admissions, home, clients, carers, reablement):
        yield from part(whole, period)
