"""NHS England's open data of the framework: one figure a row, with parts, by age band and sex."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from almoner.publications.ascof.measures import UNTIL_2022, assembled
from almoner.publications.categories import breakdown, with_codes
from almoner.publications.places import with_areas
from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.periods import PeriodKind, parse_period

COLUMNS: Final = {
    "name": ("Geographical Description",),
    "ons": ("ONS Code",),
    "measure": ("Measure Group",),
    "split": ("Disaggregation Level",),
    "kind": ("Measure Type",),
    "value": ("Measure Value",),
}
KINDS: Final = {
    "Outcome": "outcome",
    "Numerator": "numerator",
    "Denominator": "denominator",
    "Base": "base",
    "Margin Of Error": "margin",
}
SEXES: Final = {"Male": "male", "Female": "female"}
AGES: Final = {
    "18-64": "18-64",
    "64 and under": "up to 64",
    "65 and over": "65+",
    "65-74": "65-74",
    "65-84": "65-84",
    "75-84": "75-84",
    "85 and over": "85+",
}
_YEAR = re.compile(r"(20\d\d)[ _-](\d\d)(?!\d)")


def is_open_data(table: Table) -> bool:
    """Whether `table` is of this layout."""
    return "Measure Type" in table.frame.columns


def read_open_data(table: Table) -> pl.DataFrame:
    """The measurements of an open-data file; its name says the year ("ascof_2020_21...")."""
    label, period = _year(table)
    table = table.columns(COLUMNS).unique(("name", "measure", "split", "kind"))
    # The groupings of councils have no code.
    table = table.with_columns(
        place=pl.when(pl.col("ons") == "").then(pl.col("name")).otherwise(pl.col("ons"))
    )
    table = with_areas(table, "place")
    known = {code: f"ASCOF-{key}" for code, key in UNTIL_2022.items()}
    table = with_codes(
        table, "measure", known, into="indicator", message=_("this measure is not known")
    )
    table = with_codes(table, "kind", KINDS, message=_("this type of figure is not known"))
    table = _split(table)
    value, marker = table.numbers("value")
    return assembled(
        table.frame.with_columns(
            value=value,
            marker=marker,
            period=pl.lit(period),
            label=pl.lit(label),
            status=pl.lit("final"),
            breakdown=breakdown(age="age", sex="sex"),
        )
    )


def _split(table: Table) -> Table:
    """`table` with `age` and `sex`: the file has one column for either."""
    blank = dict.fromkeys(("Total", *SEXES, *AGES), "")
    for name, codes in (("age", AGES), ("sex", SEXES)):
        table = with_codes(
            table,
            "split",
            {**blank, **codes},
            into=name,
            message=_("this age band or sex is not known"),
        )
    return table


def _year(table: Table) -> tuple[str, str]:
    match = _YEAR.search(table.path.name)
    if match is None:
        raise table.refusal(
            _("the name of the file does not say its year"),
            expected=_("a name with a year, such as ascof_2020_21_open_data.csv"),
        )
    label = f"{match[1]}-{match[2]}"
    found = parse_period(label, kind=PeriodKind.YEAR, file=table.path.name)
    return label, found.period.code
