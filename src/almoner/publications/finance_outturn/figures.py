"""Figures of form RO3 from either layout: the ministry's workbook, or a long table made of it.

The workbook has a row an authority and a column an item. The long table has a row a figure and
leaves zeros out; they are put back here for councils with social services duties, so that both
give the same measurements. Of districts and other bodies only what is not zero is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.files import read_table
from almoner.publications.finance_outturn.items import Item, is_item, items, plain
from almoner.publications.tables import Table, read_distinct
from almoner.publications.workbooks import read_sheet, sheet_names
from almoner.reference.areas import AreaKind, areas
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.refusal import Refusal

# Classes of council with social services duties, and England.
RESPONSIBLE: Final = ("SC", "UA", "MD", "LB", "Eng")
# Bodies that are no council: police, fire, parks, waste, combined authorities.
OTHER_BODY: Final = "O"
# In place of a code, where the workbook adds up a class of authority.
CLASS_TOTAL: Final = "[Y]"
NOT_CERTIFIED: Final = "N"
MARKERS: Final = {
    "[x]": Marker.NOT_AVAILABLE,  # The return did not come in time.
    "[n]": Marker.NOT_AVAILABLE,  # No estimate could be made.
    "[z]": Marker.NOT_COLLECTED,
    "[note 3]": Marker.LOW_RELIABILITY,  # Queries are outstanding.
    "[note 4]": Marker.NOT_AVAILABLE,  # No breakdown could be given.
}
AUTHORITY: Final = {
    "e_code": ("e_code", "E-code"),
    "code": ("la_code", "ONS Code"),
    "name": ("la_name", "Local authority"),
    "class": ("class", "Class"),
    "certification": ("certification", "Certification"),
}
LONG: Final = {
    **AUTHORITY,
    "item": ("item",),
    "value": ("value_thousand_gbp",),
    "marker": ("marker",),
}
SHEET: Final = "RO3_LA_Data"
KEY: Final = ("area", "indicator", "breakdown")


def read_workbook(path: Path) -> pl.DataFrame:
    """The figures of the ministry's workbook: KEY, value, marker, status."""
    sheet = next((name for name in sheet_names(path) if name.startswith(SHEET)), SHEET)
    table = read_sheet(path, sheet, header=[theirs for _ours, theirs in AUTHORITY.values()])
    headings = {
        heading: _item(heading, table.path.name, table.first_row - 1)
        for heading in table.frame.columns
        if is_item(heading)
    }
    wanted = {**AUTHORITY, **dict.fromkeys(headings, ())}
    parts = [_placed(part.columns(wanted)) for part in _parts(table)]
    return _finished(pl.concat(_part_figures(part, headings) for part in parts))


def read_long(path: Path) -> pl.DataFrame:
    """The figures of the long table: KEY, value, marker, status."""
    table = _placed(read_table(path).columns(LONG))
    coded = read_distinct(
        table,
        ["item"],
        ["indicator", "breakdown"],
        lambda heading, *, row: _codes(_item(heading, table.path.name, row)),
    )
    text = (
        pl.when(pl.col("marker").fill_null("") == "")
        .then(pl.col("value").cast(pl.String))
        .otherwise(pl.col("marker"))
    )
    texts = table.with_frame(table.frame.with_columns(value=text))
    value, marker = texts.numbers("value", MARKERS)
    figures = table.frame.select("area", "class", "status").with_columns(
        *coded, value=value, marker=marker
    )
    return _finished(pl.concat([figures, _zeros_left_out(figures)], how="diagonal_relaxed"))


def _item(heading: str, file: str, row: int) -> Item:
    found = items().get(plain(heading))
    if found is None:
        raise Refusal(
            _("this item of spending is not known"),
            file=file,
            row=row,
            column=heading,
            found=heading,
            expected=_("one of the {n} items of form RO3").format(n=len(items())),
        )
    return found


def _codes(item: Item) -> tuple[str, str]:
    return item.indicator, item.breakdown


def _parts(table: Table) -> list[Table]:
    """The stretches of rows with a code: authorities, then England and the classes.

    Between them stands the header again, and below them keys for the workbook's own use.
    """
    codes = table.frame["E-code"].to_list()
    breaks = [index for index, code in enumerate(codes) if code in {"", "E-code"}]
    starts, ends = [0, *(index + 1 for index in breaks)], [*breaks, len(codes)]
    return [
        Table(table.path, table.frame[start:end], table.first_row + start)
        for start, end in zip(starts, ends, strict=True)
        if end > start
    ]


def _placed(table: Table) -> Table:
    """`table` with `area` ("" for a body that is no area of ours) and `status`."""
    area = read_distinct(
        table,
        ["e_code", "code", "name", "class"],
        ["area"],
        lambda *cells, row: (_place(table, *cells, row=row),),
    )
    status = pl.when(pl.col("certification") == NOT_CERTIFIED).then(pl.lit("provisional"))
    frame = table.frame.with_columns(*area, status=status.otherwise(pl.lit("outturn")))
    return table.with_frame(frame)


def _place(table: Table, e_code: str, code: str, name: str, kind: str, *, row: int) -> str:
    if e_code == CLASS_TOTAL:
        found = areas().find(name, kind=AreaKind.OTHER)
    elif kind == OTHER_BODY:
        # The Greater London Authority has the code of London here.
        found = areas().find(e_code)
    else:
        found = areas().require(code, file=table.path.name, row=row, column="ONS Code")
    return found.code if found else ""


def _part_figures(part: Table, headings: Mapping[str, Item]) -> pl.DataFrame:
    """Every figure of a stretch of rows, column by column."""
    keys = ["area", "class", "status", "e_code", "name"]
    long = part.frame.unpivot(
        list(headings), index=keys, variable_name="heading", value_name="value"
    )
    try:
        value, marker = Table(part.path, long, 0).numbers("value", MARKERS)
    except Refusal as refusal:
        column, index = divmod(refusal.row or 0, part.frame.height)
        raise part.refusal(
            refusal.message,
            index=index,
            column=list(headings)[column],
            found=refusal.found,
            expected=refusal.expected,
        ) from None
    figures = long.drop("value").with_columns(value=value, marker=marker)
    _only_known_bodies_spend(part, figures)
    codes = {heading: item.indicator for heading, item in headings.items()}
    ages = {heading: item.breakdown for heading, item in headings.items()}
    return figures.select(
        *keys[:3],
        "value",
        "marker",
        indicator=pl.col("heading").replace_strict(codes, return_dtype=pl.String),
        breakdown=pl.col("heading").replace_strict(ages, return_dtype=pl.String),
    )


def _only_known_bodies_spend(part: Table, figures: pl.DataFrame) -> None:
    spent = pl.col("value").fill_null(0) != 0
    unknown = (pl.col("area") == "") & (pl.col("e_code") != CLASS_TOTAL)
    found = figures.with_row_index("at").filter(spent & unknown)
    if found.height:
        raise part.refusal(
            _("a body that is not known has spent on social care"),
            index=int(found["at"][0]) % part.frame.height,
            column=str(found["heading"][0]),
            found=found["name"][0],
            expected=_("a council, or a body without such spending"),
        )


def _zeros_left_out(figures: pl.DataFrame) -> pl.DataFrame:
    """A zero for each item that a council with social services duties has no row of."""
    responsible = figures.filter(pl.col("class").is_in(RESPONSIBLE))
    councils = responsible.select("area", "class", "status").unique("area", maintain_order=True)
    every = pl.DataFrame(
        [_codes(item) for item in items().values()], schema=["indicator", "breakdown"], orient="row"
    )
    return (
        councils.join(every, how="cross")
        .join(figures, on=KEY, how="anti")
        .with_columns(value=pl.lit(0.0))
    )


def _finished(figures: pl.DataFrame) -> pl.DataFrame:
    worth_keeping = (
        pl.col("class").is_in(RESPONSIBLE) | pl.col("marker").is_not_null() | (pl.col("value") != 0)
    )
    kept = (
        figures.filter(worth_keeping & (pl.col("area") != ""))
        .drop("class")
        # The Greater London Authority stands twice, with the same figures.
        .unique([*KEY, "value", "marker"], keep="first", maintain_order=True)
    )
    return pl.concat([kept, _both_ages(kept)], how="diagonal_relaxed")


def _both_ages(figures: pl.DataFrame) -> pl.DataFrame:
    """Sums of the two ages, for lines of the form that have no total of their own."""
    key = ["area", "indicator"]
    aged = figures.filter(pl.col("breakdown") != "").join(
        figures.filter(pl.col("breakdown") == ""), on="indicator", how="anti"
    )
    sums = aged.group_by(key, maintain_order=True).agg(
        value=pl.when(pl.len() == pl.col("value").count()).then(pl.col("value").sum()),
        marker=pl.col("marker").drop_nulls().first(),
        status=pl.col("status").first(),
    )
    return sums.with_columns(breakdown=pl.lit(""))
