"""How the command line tells of returns received and of what they changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from almoner.reference.language import _

if TYPE_CHECKING:
    from almoner.casework.models import ReturnReceived
    from almoner.casework.submitting import Kept


def kept_lines(kept: Kept) -> str:
    """What keeping a return did, a line a table."""
    if kept.unchanged:
        return _("{code} {year}: nothing new; this content is held already").format(
            code=kept.return_code, year=kept.year
        )
    heading = _("{code} {year} kept as submission {number}").format(
        code=kept.return_code, year=kept.year, number=kept.submission
    )
    lines = [heading]
    if kept.replaces is not None:
        lines.append(_("in place of submission {number}").format(number=kept.replaces))
    if kept.set_aside:
        lines.append(_("{n} rows are set aside: held, without a fact").format(n=kept.set_aside))
    for title, tables in ((_("return"), kept.rows), (_("record"), kept.records)):
        lines.append(f"{title:24}{_('added'):>10}{_('changed'):>10}{_('removed'):>10}")
        lines += [
            f"{name:24}{one.added:>10,}{one.changed:>10,}{one.removed:>10,}"
            for name, one in tables.items()
        ]
    return "\n".join(lines)


def kept_object(kept: Kept) -> str:
    """As `kept_lines`, as one JSON object."""
    told = {
        "submission": kept.submission, "return": kept.return_code, "year": kept.year,
        "authority": kept.authority, "replaces": kept.replaces, "unchanged": kept.unchanged,
        "set_aside": kept.set_aside, "rows": _named(kept.rows), "records": _named(kept.records),
    }  # fmt: skip
    return json.dumps(told)


def received_line(one: ReturnReceived) -> str:
    """One return received: number, when, by whom, what, and how many facts it changed."""
    if one.unchanged:
        said = _("nothing new")
    else:
        numbers = [sum(number) for number in zip(*one.records.values(), strict=True)] or [0, 0, 0]
        said = _("facts added {0:,}, changed {1:,}, removed {2:,}").format(*numbers)
    files = ", ".join(file["name"] for file in one.files)
    return (
        f"{one.pk:>6}  {one.received_at:%Y-%m-%d %H:%M}  {one.return_code} {one.year} "
        f"({one.period_ended_on})  {one.received_by}  {said}  {files}"
    )


def received_object(one: ReturnReceived) -> str:
    """As `received_line`, as one JSON object with the files and the numbers by table."""
    told = {
        "submission": one.pk, "return": one.return_code, "year": one.year,
        "period_ended_on": str(one.period_ended_on), "received_at": one.received_at.isoformat(),
        "received_by": one.received_by, "replaces": one.replaces, "unchanged": one.unchanged,
        "set_aside": one.set_aside, "files": one.files, "rows": _named(one.rows),
        "records": _named(one.records),
    }  # fmt: skip
    return json.dumps(told)


def _named(tables: Mapping[str, Sequence[int]]) -> dict[str, dict[str, int]]:
    names = ("added", "changed", "removed")
    return {table: dict(zip(names, numbers, strict=True)) for table, numbers in tables.items()}
