"""Which fields the derived columns of the SSDA903 are made from (see `context`)."""

from __future__ import annotations

from collections.abc import Iterator

_ORDER = ("CHILD", "DECOM", "DEC")
_CONTINUOUS = ("CHILD", "DECOM", "DEC", "RNE", "REC", "LS")
_PLACE = ("HOME_POST", "PL_POST")
_PLACES = ("PL_LA", "PL_LOCATION", "PL_DISTANCE", "HOME_POST.known", "PL_POST.known")
_IN_ORDER = ("is_first", "is_last")


def made_from(table: str, column: str) -> Iterator[tuple[str, str]]:
    """Table and field of everything that a column of a table is made from."""
    suffix = "_last" if table.endswith("_last") else ""
    column = column.removesuffix(".raw").removesuffix(".bad")
    head, _dot, rest = column.partition(".")
    if column in _PLACES:
        yield from ((table, field) for field in (*_PLACE, column))
    elif head in ("prev", "next"):
        yield from ((table, field) for field in _ORDER)
        yield from made_from(table, rest)
    elif head == "last":
        yield from ((f"{table}_last", field) for field in _ORDER)
        yield from made_from(f"{table}_last", rest)
    elif head == "Header":
        yield ("Header", "CHILD")
        yield from made_from("Header", rest)
    elif column in _IN_ORDER:
        yield from ((table, field) for field in _ORDER)
    elif column == "continuous":
        yield from (("Episodes", field) for field in _CONTINUOUS)
    else:
        yield (table, column)
        if column == "UASC":
            yield from ((f"UASC{suffix}", field) for field in ("CHILD", "SEX", "DOB", "DUC"))
