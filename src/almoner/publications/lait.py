"""The Department for Education's Local Authority Interactive Tool (LAIT).

About 260 measures of children's services for every English council, regions and England, about
ten years each, with the dictionary that describes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.files import files_named, read_csv, read_parquet
from almoner.publications.measurements import as_measurements
from almoner.publications.periods import PERIOD_COLUMNS, period_texts
from almoner.publications.places import read_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table, read_distinct
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind
from almoner.reference.refusal import Refusal

CODE: Final = "lait"
DATA: Final = DATA_DIR / CODE
DICTIONARY: Final = "lait_measures.csv"

# What the dictionary calls a year -> what its labels mean. Figures "as at January" come from the
# school census and the special needs return, which the department files under the academic year.
YEAR_TYPES: Final = {
    "Financial Year": PeriodKind.YEAR,
    "Annual": PeriodKind.YEAR,
    "Academic Year": PeriodKind.ACADEMIC_YEAR,
    "Annual - January": PeriodKind.ACADEMIC_YEAR,
    "Calendar Year": PeriodKind.CALENDAR_YEAR,
    "Annual (end of Sept)": PeriodKind.ROLLING_YEAR,
}
# The tool writes one mark for withheld, not applicable and not collected alike.
MARKERS: Final = {"-": Marker.NOT_AVAILABLE}

# Our names of columns -> those of the packaged table and of the department's own file.
_VALUES_COLUMNS: Final = {
    "measure": ["measure_short", "Short Desc"],
    "years": ["years"],
    "la_number": ["la_number"],
    "value_raw": ["value_raw", "Values"],
}
_DICTIONARY_COLUMNS: Final = {
    "measure": ["measure_short"],
    "topic": ["topic"],
    "year_type": ["year_type"],
    "updated": ["last_update_excel_serial", "Last Update"],
}
TOPICS: Final = (
    *("Adoption", "Child Protection", "Children Looked After", "Children in Need"),
    *("Children with SEN", "Children's Service Finance", "Children's Services Workforce"),
    *("Contextual\\Other", "Economic Factors", "Health and Wellbeing", "Youth Offending"),
)
# The department's own file has these as well; what is only in them is passed over.
SCHOOLING: Final = (
    *("All Pupil Absence & Exclusions", "Attainment by age 19", "Early Years"),
    *("Foundation Stage", "Further & Higher Education", "Key Stage 1 and Phonics"),
    *("Key Stage 2", "Key Stage 4", "Key Stage 5"),
)
# One measure has a column headed "0" without a value in any row: it says nothing about any period
# and is left out. A row so labelled that did hold a value is refused when its period is read.
_EMPTY_COLUMN: Final = ((pl.col("years") == "0") & (pl.col("value_raw") == "-")).alias("empty")
_FIGURES: Final = 15  # As many as a spreadsheet shows: behind them is noise, 12.700000000000001
_REPLACED: Final = {"%": "pct", "&": "and", "<": "lt", ",": "", ")": ""}


def indicator_code(measure_short: str) -> str:
    """The indicator code of the tool's own key: `LAC%_Adopt_AppUnop` is LAIT-LACpct_Adopt_AppUnop.

    >>> indicator_code("No_of LAC Adopted")
    'LAIT-No_of_LAC_Adopted'
    """
    text = "".join(_REPLACED.get(letter, letter) for letter in measure_short)
    return "LAIT-" + re.sub(r"_+", "_", re.sub(r"[^A-Za-z0-9_.+-]", "_", text)).strip("_")


def read(paths: Sequence[Path]) -> list[Edition]:
    """The edition of the tool's values (Parquet) and its dictionary (CSV).

    Values alone are read with the packaged dictionary, which may be older than they are.
    """
    files = files_named(paths)
    values_path = _only(files, ".parquet", _("the values, a Parquet file"))
    values = _with_whole_numbers(read_parquet(values_path).columns(_VALUES_COLUMNS))
    dictionary_path = _dictionary_among(files)
    dictionary = read_csv(dictionary_path).columns(_DICTIONARY_COLUMNS)
    dictionary = dictionary.unique(["measure", "topic"])
    values = values.unique(["measure", "years", "la_number"])
    updated = _last_update(dictionary)
    return [
        Edition(
            publication=CODE,
            code=f"{updated:%Y-%m}",
            title=f"{_('State of')} {updated:%Y-%m}",
            measurements=_measurements(values, dictionary),
            published_on=updated,
            sources=(SourceFile.of(values_path), SourceFile.of(dictionary_path)),
        )
    ]


def _dictionary_among(files: dict[str, Path]) -> Path:
    if all(name.endswith(".parquet") for name in files):
        return DATA / DICTIONARY
    return _only(files, ("measures.csv", "dictionary.csv"), _("the dictionary, lait_measures.csv"))


def _only(files: dict[str, Path], ending: str | tuple[str, ...], expected: str) -> Path:
    found = [path for name, path in files.items() if name.endswith(ending)]
    if len(found) != 1:
        raise Refusal(
            _("two files where one is wanted") if found else _("a file is missing"),
            file=", ".join(path.name for path in found) or None,
            found=None if found else ", ".join(files),
            expected=expected,
        )
    return found[0]


def _with_whole_numbers(values: Table) -> Table:
    """Numbers of councils as whole ones: the department's own file has them as 301.0."""
    if not values.frame.schema["la_number"].is_float():
        return values
    whole = pl.col("la_number").cast(pl.Int64, strict=False)
    return values.with_frame(values.frame.with_columns(whole))


def _last_update(dictionary: Table) -> date:
    """The day of the latest update of any measure; the dictionary counts days as Excel does.

    Some measures have a word there ("New data"), which says nothing of the day.
    """
    latest = dictionary.frame["updated"].cast(pl.Int32, strict=False).max()
    if not isinstance(latest, int):
        raise dictionary.refusal(
            _("no measure says when it was last updated"),
            column="last_update_excel_serial",
            expected=_("the number of a day, as Excel counts days"),
        )
    return date(1899, 12, 30) + timedelta(days=latest)


def _measurements(values: Table, dictionary: Table) -> pl.DataFrame:
    kinds = _kinds(dictionary)
    file = values.path.name

    def code_of(measure: str, *, row: int) -> tuple[str | None]:
        if measure not in kinds:
            raise Refusal(
                _("this measure is not in the dictionary"),
                file=file,
                row=row,
                column="measure_short",
                found=measure,
                expected=_("one of the {n} measures of the dictionary").format(n=len(kinds)),
            )
        return (indicator_code(measure) if kinds[measure] else None,)

    def period_of(measure: str, label: str, empty: bool, *, row: int) -> tuple[str | None, ...]:
        kind = kinds[measure]
        if empty or kind is None:
            return (None, None, None)
        return period_texts(label, kind, file=file, row=row, column="years")

    value, marker = values.numbers("value_raw", MARKERS)
    labelled = values.with_frame(values.frame.with_columns(_EMPTY_COLUMN))
    parts = [
        read_distinct(values, ["measure"], ["indicator"], code_of),
        read_distinct(labelled, ["measure", "years", "empty"], PERIOD_COLUMNS, period_of),
    ]
    frame = pl.concat(parts, how="horizontal").with_columns(
        read_areas(values, "la_number"), _without_noise(value), marker
    )
    return as_measurements(frame.filter(pl.col("period").is_not_null()))


def _without_noise(values: pl.Series) -> pl.Series:
    distinct = values.drop_nulls().unique()
    plain = [float(f"{value:.{_FIGURES}g}") for value in distinct]
    return values.replace_strict(distinct, plain, default=None)


def _kinds(dictionary: Table) -> dict[str, PeriodKind | None]:
    """What a year is for each measure; None for one that is about schooling only."""

    def kind(measure: str, topic: str, year_type: str, *, row: int) -> tuple[str, str | None]:
        where = {"file": dictionary.path.name, "row": row}
        if year_type not in YEAR_TYPES:
            raise Refusal(
                _("this kind of year is not known"),
                column="year_type",
                found=year_type,
                expected=", ".join(YEAR_TYPES),
                **where,  # type: ignore[arg-type]
            )
        if topic not in (*TOPICS, *SCHOOLING):
            raise Refusal(
                _("this topic is not known"),
                column="topic",
                found=topic,
                expected=", ".join(TOPICS),
                **where,  # type: ignore[arg-type]
            )
        if topic in TOPICS and measure not in described_measures():
            raise Refusal(
                _("this measure is new: the catalogue has no words for it yet"),
                column="measure_short",
                found=measure,
                expected=_("a measure of the packaged dictionary"),
                **where,  # type: ignore[arg-type]
            )
        return measure, YEAR_TYPES[year_type].value if topic in TOPICS else None

    read = read_distinct(dictionary, ["measure", "topic", "year_type"], ["measure", "kind"], kind)
    kinds: dict[str, PeriodKind | None] = {}
    for measure, value in read.iter_rows():
        kinds[measure] = PeriodKind(value) if value else kinds.get(measure)
    return kinds


@cache
def described_measures() -> frozenset[str]:
    """The keys of the measures that the packaged dictionary describes."""
    table = read_csv(DATA / DICTIONARY).columns(_DICTIONARY_COLUMNS)
    return frozenset(table.frame["measure"])


PUBLICATION: Final = Publication(
    code=CODE,
    title="Local Authority Interactive Tool (LAIT)",
    publisher="Department for Education",
    attribution="Contains public sector information licensed under the Open Government Licence "
    "v3.0. Source: Department for Education, Local Authority Interactive Tool.",
    url="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
    read=read,
    packaged=(DATA / "lait_values.parquet", DATA / DICTIONARY),
)
