"""JSON lines in, JSON lines out: what the signal commands share.

A line that cannot be read gives `{"id", "error"}` in its place and a message naming the line; the
other lines are answered all the same, and the command ends with exit code 2.
"""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

import numpy as np
import typer
from numpy.typing import NDArray

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

Fields = dict[str, Any]


def no_constant(name: str) -> float:
    """Refuse NaN and infinities, which JSON does not have."""
    raise Refusal(_("not a number"), found=name, expected=_("a number, or null"))


_DECODE = json.JSONDecoder(parse_constant=no_constant).decode


def parse(text: str) -> Fields:
    """The object on one line. Raises Refusal where it is not a JSON object with an id."""
    try:
        fields = _DECODE(text)
    except json.JSONDecodeError as error:
        raise Refusal(
            _("not JSON: {reason}").format(reason=error.msg), expected=_("one JSON object a line")
        ) from None
    if not isinstance(fields, dict):
        raise Refusal(_("not an object"), expected=_('an object such as {"id": "a", ...}'))
    if not isinstance(fields.get("id"), str | int):
        raise Refusal(
            _("no id"), column="id", found=fields.get("id"), expected=_("a text or whole number")
        )
    return fields


def identity(text: str) -> Any:
    """The id on a line that was refused, where it can still be told."""
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    return fields.get("id") if isinstance(fields, dict) else None


class Lines:
    """Reads requests from a stream, writes answers in the same order, remembers refusals."""

    def __init__(self, source: TextIO | None = None, sink: TextIO | None = None) -> None:
        self.source = source or sys.stdin
        self.sink = sink or sys.stdout
        self.refused = 0

    def read(self, understand: Callable[[Fields], Any]) -> Iterator[Any]:
        """For each line, what `understand` makes of it, or the text of its error line."""
        for number, text in enumerate(self.source, start=1):
            if text.isspace():
                continue
            try:
                yield understand(parse(text))
            except Refusal as refusal:
                yield self.refuse(number, text, refusal)

    def refuse(self, number: int, text: str, refusal: Refusal) -> str:
        """Say on standard error what is wrong with a line; its error line for standard output."""
        self.refused += 1
        refusal.row = number
        message = str(refusal).replace(_("row {row}").format(row=number), _("line") + f" {number}")
        typer.echo(_("Refused: {reason}").format(reason=message), err=True)
        return json.dumps({"id": identity(text), "error": message}, ensure_ascii=False)

    def waiting(self) -> bool:
        """Whether more input can be read at once, so far as the system can tell.

        A program that sends one line and waits for its answer must not wait for a full batch.
        """
        try:
            return bool(select.select([self.source.fileno()], [], [], 0)[0])
        except (OSError, ValueError):
            return True

    def write(self, lines: Iterable[str]) -> None:
        """Write lines, and let a reader at the other end of a pipe have them."""
        text = "\n".join(lines)
        if text:
            self.sink.write(text + "\n")
            self.sink.flush()

    def finish(self) -> None:
        """End with exit code 2 when any line was refused."""
        if self.refused:
            raise typer.Exit(2)


def batches(
    items: Iterable[Any], size: int, more: Callable[[], bool] = lambda: True
) -> Iterator[list[Any]]:
    """Lists of up to `size` consecutive items, sooner where `more` says that no input waits."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size or not more():
            yield batch
            batch = []
    if batch:
        yield batch


def plain(numbers: NDArray[np.float64]) -> Any:
    """Numbers as nested lists, with null in place of NaN and of infinities."""
    there: NDArray[np.object_] = numbers.astype(object)
    there[~np.isfinite(numbers)] = None
    return there.tolist()


def print_schema(schema: dict[str, Any]) -> None:
    """Print a JSON Schema of input and output."""
    typer.echo(json.dumps(schema, indent=2, ensure_ascii=False))


def one_by_one(answer: Callable[[Fields], Fields]) -> None:
    """Answer standard input line by line with `answer`."""
    lines = Lines()
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    for item in lines.read(lambda fields: encode(answer(fields))):
        lines.write([item])
    lines.finish()
