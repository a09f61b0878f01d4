"""`almoner audit`: internal audits: what is due, drawing a sample, results."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

if TYPE_CHECKING:
    from almoner.improvement.audits.models import Method

app = typer.Typer(no_args_is_help=True)

Whose = Annotated[
    str | None, typer.Option(help=_("The authority's code; may be left out when there is one."))
]


@app.command()
def due(authority: Whose = None) -> None:
    """What is to be audited, by whom, and how late it is; the most overdue first."""
    code = _started(authority)
    from almoner.improvement.audits.queries import due as found

    for one in found([code]):
        held = one.schedule
        late = _("{n} days late").format(n=one.days_late) if one.days_late > 0 else ""
        typer.echo(f"{one.due_on}  {held.indicator}  {held.unit}  {held.who}  {late}".rstrip())


@app.command()
def draw(
    indicator: Annotated[str, typer.Argument(help=_("The code of an indicator."))],
    period: Annotated[str, typer.Option(help=_("A period such as M2026-03."))],
    unit: Annotated[str, typer.Option(help=_("A team, service or place; else the council."))] = "",
    size: Annotated[int, typer.Option(help=_("How many cases."))] = 30,
    method: Annotated[str, typer.Option(help=_("random, team or answer."))] = "random",
    seed: Annotated[int | None, typer.Option(help=_("To draw a sample again."))] = None,
    by: Annotated[str, typer.Option(help=_("Who draws it."))] = "",
    authority: Whose = None,
) -> None:
    """Draw a sample of the cases behind a figure. The engine has to be running."""
    code = _started(authority)
    from almoner.casework.asking import EngineAwayError, ask
    from almoner.improvement.audits.actions import draw_audit
    from almoner.improvement.audits.frame import frame_of

    where = unit or code
    try:
        found = ask(code, ask="people", indicator=indicator, period=period, unit=where,
                    known_on=None)  # fmt: skip
    except EngineAwayError:
        raise Refusal(_("the engine is not answering"), expected="almoner engine") from None
    made = draw_audit(
        authority=code, unit=where, indicator=indicator, period=period, frame=frame_of(found),
        method=_method(method), size=size, seed=seed, by=by or getpass.getuser(),
    )  # fmt: skip
    typer.echo(_("audit {n}, seed {seed}").format(n=made.pk, seed=made.seed))


@app.command()
def results(authority: Whose = None) -> None:
    """Every audit that has ended, with the share of cases in error and its 95% interval."""
    code = _started(authority)
    from almoner.improvement.audits.queries import audits_of

    for one in audits_of([code]):
        if one.ended_at is not None:
            typer.echo(
                f"{one.ended_at:%Y-%m-%d}  {one.pk:>5}  {one.indicator}  {one.unit}  {one.period}  "
                f"{one.error:.1f}% ({one.lower:.1f}-{one.upper:.1f}%)"
            )


def _method(text: str) -> Method:
    from almoner.improvement.audits.models import Method

    if text not in set(Method):
        expected = ", ".join(Method)
        raise Refusal(_("cases are not drawn like this"), found=text, expected=expected)
    return Method(text)


def _started(authority: str | None) -> str:
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.queries import the_authority

    return the_authority(authority).code
