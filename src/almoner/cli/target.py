"""`almoner target`: targets of an indicator in a place, and the bands of its values."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

app = typer.Typer(no_args_is_help=True)

Place = Annotated[str, typer.Argument(help=_("A council's name or code, or a team's code."))]
Authority = Annotated[
    str, typer.Option(help=_("The authority whose records are kept here; none for an area."))
]
By = Annotated[str, typer.Option(help=_("Who sets it; you, when left out."))]


@app.command(name="set")
def set_(
    indicator: Annotated[str, typer.Argument(help=_("The indicator's code."))],
    place: Place,
    first_period: Annotated[str, typer.Option("--from", help=_("First period, such as Y2027."))],
    reason: Annotated[str, typer.Option(help=_("Why this level."))],
    floor: Annotated[float | None, typer.Option(help=_("At or above it is good."))] = None,
    ceiling: Annotated[float | None, typer.Option(help=_("At or below it is good."))] = None,
    between: Annotated[
        tuple[float, float] | None, typer.Option(help=_("Between these two is good."))
    ] = None,
    acceptable: Annotated[
        float | None, typer.Option(help=_("The second line: short of the aim, not below standard."))
    ] = None,
    last_period: Annotated[str, typer.Option("--to", help=_("Last period, when known."))] = "",
    whose: Annotated[str, typer.Option(help=_("national, local or team."))] = "local",
    source: Annotated[str, typer.Option(help=_("Where it is written down."))] = "",
    authority: Authority = "",
    by: By = "",
) -> None:
    """Set a target. One for the same place, indicator, owner and first period is replaced."""
    if sum(one is not None for one in (floor, ceiling, between)) != 1:
        raise Refusal(_("a target is one of --floor, --ceiling and --between"))
    _start()
    from almoner.improvement.models import SetBy
    from almoner.improvement.target_actions import Proposal, set_target
    from almoner.signals.targets import Side

    if whose not in list(SetBy):
        raise Refusal(_("a target is of somebody"), found=whose, expected=", ".join(SetBy))
    low, high = between or (floor, ceiling)
    side = Side.RANGE if between else Side.FLOOR if floor is not None else Side.CEILING
    proposal = Proposal(
        indicator=indicator, place=_place(place, authority), authority=authority,
        whose=SetBy(whose), side=side, low=low, high=high, acceptable=acceptable,
        first_period=first_period, last_period=last_period, reason=reason, source=source,
    )  # fmt: skip
    made = set_target(proposal=proposal, by=by or getpass.getuser())
    typer.echo(_("target {number} is set: {target}").format(number=made.pk, target=made))


@app.command(name="list")
def list_(place: Place, authority: Authority = "") -> None:
    """The targets of a place that stand."""
    _start()
    from almoner.improvement.target_queries import standing_targets

    for code, standing in standing_targets(_place(place, authority), authority).items():
        for one in standing.targets:
            until = f" to {one.last_period}" if one.last_period else ""
            ends = "..".join("" if end is None else f"{end:g}" for end in (one.low, one.high))
            typer.echo(f"{one.pk:>5} {code} {one.whose} {ends} from {one.first_period}{until}")


@app.command()
def end(
    number: Annotated[int, typer.Argument(help=_("The target's number, as `list` shows it."))],
    because: Annotated[str, typer.Option(help=_("Why it ends."))],
    by: By = "",
) -> None:
    """End a target: it stays readable, with who ended it and why."""
    _start()
    from almoner.improvement.models import Target
    from almoner.improvement.target_actions import end_target

    found = Target.objects.filter(pk=number).first()
    if found is None:
        raise Refusal(_("there is no such target"), found=number)
    end_target(target=found, because=because, by=by or getpass.getuser())
    typer.echo(_("target {number} is ended").format(number=number))


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help=_("A CSV file of targets."))], by: By = ""
) -> None:
    """Set every target in a file, or none."""
    _start()
    from almoner.improvement.target_files import load_targets

    made = load_targets(path=file, by=by or getpass.getuser())
    typer.echo(_("{number} targets are set").format(number=len(made)))


@app.command()
def bands(
    file: Annotated[Path, typer.Argument(help=_("A CSV file of bands."))], by: By = ""
) -> None:
    """Keep every edition of bands in a file, or none."""
    _start()
    from almoner.improvement.target_files import load_bands

    made = load_bands(path=file, by=by or getpass.getuser())
    typer.echo(_("{number} editions of bands are kept").format(number=len(made)))


def _place(given: str, authority: str) -> str:
    from almoner.reference.areas import areas

    return given if authority else areas().require(given).code


def _start() -> None:
    from almoner.website.starting import migrate, start

    start()
    migrate()
