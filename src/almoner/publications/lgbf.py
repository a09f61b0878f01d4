"""The Local Government Benchmarking Framework: every Scottish council against its family."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from almoner.publications.files import files_of, read_csv, read_table
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.areas import Nation, areas
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import Period, PeriodKind

FOLDER = DATA_DIR / "lgbf"
INDICATORS = FOLDER / "lgbf_indicators.csv"
FILES = {"values": ("lgbf_real_values", "indicator_data___real")}

# Our name of a column -> the names it has had in the publisher's files.
COLUMNS = {
    "code": ("code", "Code"),
    "council": ("council", "LocalAuthority", "Local_Authority"),
    "year": ("year", "Period"),
    "value": ("value",),
    "numerator": ("numerator",),
    "denominator": ("denominator",),
    "scotland_value": ("scotland_value", "ScotlandValue"),
    "scotland_numerator": ("scotland_numerator", "ScotlandNumerator"),
    "scotland_denominator": ("scotland_denominator", "ScotlandDenominator"),
}
SCOTLAND = ("scotland_value", "scotland_numerator", "scotland_denominator")
RESULT = (
    "indicator",
    "period",
    "area",
    "numerator",
    "denominator",
    "value",
    "status",
    "marker",
    "label",
)

# Gaps in percentage points; every other percentage is published as a share of one.
IN_POINTS = frozenset({"CHN14A", "CHN14B"})
# A share this large would be a percentage; the largest published is 2.04 (CORP11).
LARGEST_SHARE = 10.0
# One council's rows may repeat another year's figure for Scotland (three indicators do, in
# 2022-23 and 2023-24): the figure that nine councils in ten carry is Scotland's.
AGREEING = 0.9


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file of values; its code is the latest year in it ("2023-24")."""
    return [_edition(path) for path in files_of(paths, FILES)["values"]]


def shares() -> frozenset[str]:
    """Codes of the indicators that the publisher gives as a share of one."""
    known = read_csv(INDICATORS).frame
    percentages = known.filter(pl.col("measure_type") == "Percentage")["code"]
    return frozenset(percentages) - IN_POINTS


def _edition(path: Path) -> Edition:
    table = _coded(read_table(path).columns(COLUMNS, optional=SCOTLAND))
    table = with_periods(table.unique(("code", "council", "year")), "year", kind=PeriodKind.YEAR)
    table = with_areas(table, "council", nation=Nation.SCOTLAND, at="period")
    table = table.with_columns(indicator="LGBF-" + pl.col("code"))
    latest = max(table.frame["period"].unique(), key=lambda code: Period.from_code(code).end)
    ends = Period.from_code(latest).end.year
    name = f"{ends - 1}-{ends % 100:02d}"
    return Edition(
        publication="lgbf",
        code=name,
        title=_("Real values to {year}").format(year=name),
        measurements=measurements([_councils(table), *_scotland(table)]),
        sources=(SourceFile.of(path),),
    )


def _coded(table: Table) -> Table:
    """`table` with codes as in the publisher's list of indicators: "CORP 03b" is CORP03B."""
    code = pl.col("code").str.replace_all(" ", "").str.to_uppercase()
    table = table.with_columns(code=code)
    known = frozenset(read_csv(INDICATORS).frame["code"])
    unknown = (~table.frame["code"].is_in(list(known))).arg_true()
    if len(unknown):
        raise table.refusal(
            _("this indicator is not in the framework's list"),
            index=int(unknown[0]),
            column="code",
            found=table.frame["code"][int(unknown[0])],
            expected=", ".join(sorted(known)),
        )
    return table


def _councils(table: Table) -> pl.DataFrame:
    return _numbered(table, ("value", "numerator", "denominator"))


def _scotland(table: Table) -> list[pl.DataFrame]:
    if "scotland_value" not in table.frame.columns:
        return []
    numbered = _numbered(table, SCOTLAND).with_row_index("index")
    key = ("indicator", "period")
    carried = (
        numbered.group_by(*key, "value", "numerator", "denominator", maintain_order=True)
        .agg(pl.len(), pl.exclude("len", "index").first(), pl.col("index").first())
        .sort("len", descending=True, maintain_order=True)
        .with_columns(share=pl.col("len") / pl.col("len").sum().over(key))
        .unique(key, keep="first", maintain_order=True)
    )
    torn = carried.filter(pl.col("share") < AGREEING)
    if torn.height:
        raise table.refusal(
            _("the councils' rows do not agree on Scotland's value"),
            index=int(torn["index"][0]),
            column="scotland_value",
            found=f"{torn['indicator'][0]} {torn['label'][0]}",
            expected=_("the same value in nine rows of ten"),
        )
    scotland = areas().nation(Nation.SCOTLAND).code
    return [carried.select(RESULT).with_columns(area=pl.lit(scotland))]


def _numbered(table: Table, columns: tuple[str, str, str]) -> pl.DataFrame:
    """Rows with value, marker and parts; shares of one become per cent."""
    value, marker = table.numbers(columns[0])
    numerator, denominator = (
        table.numbers(name, blank=Marker.NOT_COLLECTED)[0] for name in columns[1:]
    )
    frame = table.frame.with_columns(
        value=value, marker=marker, numerator=numerator, denominator=denominator
    )
    is_share = pl.col("code").is_in(list(shares()))
    _no_percentages(table, frame.select(is_share & (value.abs() > LARGEST_SHARE)), columns[0])
    # Rounded, because 0.177 x 100 is not 17.7 in binary.
    percent = (pl.col("value") * 100).round(8)
    return frame.with_columns(value=pl.when(is_share).then(percent).otherwise("value")).select(
        RESULT
    )


def _no_percentages(table: Table, too_large: pl.DataFrame, column: str) -> None:
    """Refuse the first row in which a share is as large as a percentage."""
    rows = too_large.to_series().arg_true()
    if len(rows):
        raise table.refusal(
            _("this indicator is published as a share of one"),
            index=int(rows[0]),
            column=column,
            found=table.frame[column][int(rows[0])],
            expected=_("a share such as 0.177 for 17.7 per cent"),
        )


PUBLICATION = Publication(
    code="lgbf",
    title="Local Government Benchmarking Framework (Scotland)",
    publisher="Improvement Service",
    attribution=(
        "Local Government Benchmarking Framework, Improvement Service, as kept by Stirling "
        "Council. Contains public sector information licensed under the Open Government Licence "
        "v3.0."
    ),
    url="https://www.improvementservice.org.uk/benchmarking",
    read=read,
    packaged=(FOLDER / "lgbf_real_values.parquet",),
)
