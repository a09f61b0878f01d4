"""Damaged LAIT downloads: the message names file, row, column and what was expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from almoner.publications import lait
from almoner.reference.refusal import Refusal
from tests.builders.damage import refusal_of

VALUES = lait.DATA / "lait_values.parquet"
DICTIONARY = lait.DATA / "lait_measures.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small download: two measures, whole dictionary."""
    measures = ["ReReferral", "LACFinance"]
    frame = pl.read_parquet(VALUES).filter(pl.col("measure_short").is_in(measures))
    frame.write_parquet(tmp_path / "lait_values.parquet")
    (tmp_path / "lait_measures.csv").write_bytes(DICTIONARY.read_bytes())
    return tmp_path


def refusal(folder: Path) -> Refusal:
    return refusal_of(lait.PUBLICATION, folder)


def changed(folder: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Refusal:
    path = folder / "lait_values.parquet"
    change(pl.read_parquet(path)).write_parquet(path)
    return refusal(folder)


def in_row(index: int, column: str, text: object) -> Callable[[pl.DataFrame], pl.DataFrame]:
    row = pl.int_range(pl.len()) == index
    return lambda frame: frame.with_columns(
        pl.when(row).then(pl.lit(text).cast(frame.schema[column])).otherwise(column).alias(column)
    )


def test_the_small_download_reads(folder: Path) -> None:
    (edition,) = lait.read([folder])
    assert edition.measurements.height == 1_700 + 1_530


@pytest.mark.parametrize("text", ["12..4", "c", "n/a", "1 2", ""])
def test_what_is_neither_number_nor_mark(folder: Path, text: str) -> None:
    said = changed(folder, in_row(100, "value_raw", text))
    assert (said.file, said.row, said.column) == ("lait_values.parquet", 101, "value_raw")
    assert said.found == text
    assert said.expected == "a number or one of the markers -"


@pytest.mark.parametrize("label", ["next year", "2016/18-19/20", "", "201"])
def test_an_unknown_period(folder: Path, label: str) -> None:
    said = changed(folder, in_row(7, "years", label))
    assert (said.file, said.row, said.column) == ("lait_values.parquet", 8, "years")
    assert said.found == label
    assert said.expected
    assert "2016/17" in said.expected


def test_a_value_without_a_period_is_not_dropped(folder: Path) -> None:
    frame = pl.read_parquet(folder / "lait_values.parquet")
    first = next(i for i, text in enumerate(frame["value_raw"]) if text != "-")
    said = changed(folder, in_row(first, "years", "0"))
    assert (said.row, said.found) == (first + 1, "0")


def test_an_empty_column_headed_0_is_left_out(folder: Path) -> None:
    path = folder / "lait_values.parquet"
    frame = pl.read_parquet(path)
    empty = frame.head(170).with_columns(
        years=pl.lit("0"), value_raw=pl.lit("-"), value=pl.lit(None, dtype=pl.Float64)
    )
    pl.concat([frame, empty]).write_parquet(path)
    (edition,) = lait.read([folder])
    assert edition.measurements.height == frame.height


def test_an_unknown_council(folder: Path) -> None:
    said = changed(folder, in_row(5, "la_number", 599))
    assert (said.file, said.row, said.column) == ("lait_values.parquet", 6, "la_number")
    assert said.found == "599"


def test_a_measure_that_the_dictionary_has_not(folder: Path) -> None:
    said = changed(folder, in_row(3, "measure_short", "Re_Referrals2"))
    assert (said.row, said.column, said.found) == (4, "measure_short", "Re_Referrals2")
    assert said.expected == "one of the 263 measures of the dictionary"


def test_two_rows_for_one_key(folder: Path) -> None:
    said = changed(folder, lambda frame: pl.concat([frame, frame.slice(50, 1)]))
    assert said.row == 1_700 + 1_530 + 1
    assert said.message == "two rows for one key"


def test_a_missing_column(folder: Path) -> None:
    said = changed(folder, lambda frame: frame.rename({"value_raw": "figure"}))
    assert (said.file, said.column) == ("lait_values.parquet", "value_raw")
    assert "figure" in str(said.found)
    assert said.expected == "value_raw or Values"


@pytest.fixture
def departments_own(folder: Path) -> Path:
    """The same download with the department's names of files, columns and types."""
    names = {"measure_short": "Short Desc", "la_number": "LA Number", "value_raw": "Values"}
    frame = pl.read_parquet(folder / "lait_values.parquet").rename({**names, "years": "Years"})
    schooling = frame.head(170).with_columns(pl.lit("KS2_Maths").alias("Short Desc"))
    pl.concat([frame, schooling]).drop("value").with_columns(
        pl.col("LA Number").cast(pl.Float64)
    ).write_parquet(folder / "bds_long_0.parquet")
    named = {"last_update_excel_serial": "Last Update", "year_type": "Year_Type"}
    dictionary = pl.read_csv(DICTIONARY, infer_schema=False).rename(named)
    maths = dictionary.head(1).with_columns(
        measure_short=pl.lit("KS2_Maths"), topic=pl.lit("Key Stage 2")
    )
    twice = dictionary.filter(measure_short="ReReferral").with_columns(topic=pl.lit("Key Stage 4"))
    pl.concat([dictionary, maths, twice]).write_csv(folder / "lait_data_dictionary.csv")
    (folder / "lait_values.parquet").unlink()
    (folder / "lait_measures.csv").unlink()
    return folder


def test_the_departments_own_files(departments_own: Path) -> None:
    """A measure under two topics is read once; one of schooling only is passed over."""
    (edition,) = lait.read([departments_own])
    assert edition.measurements.height == 1_700 + 1_530
    assert set(edition.measurements["indicator"]) == {"LAIT-ReReferral", "LAIT-LACFinance"}


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [("Key Stage 2", "Astrology", "topic"), ("ReReferral", "ReReferral2027", "measure_short")],
)
def test_what_is_new_in_the_departments_dictionary_is_said(
    departments_own: Path, old: str, new: str, column: str
) -> None:
    path = departments_own / "lait_data_dictionary.csv"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    said = refusal(departments_own)
    assert (said.file, said.column, said.found) == ("lait_data_dictionary.csv", column, new)
    assert said.row


def test_a_truncated_file(folder: Path) -> None:
    path = folder / "lait_values.parquet"
    path.write_bytes(path.read_bytes()[:5_000])
    said = refusal(folder)
    assert said.file == "lait_values.parquet"
    assert said.expected == "a whole Parquet file"


def test_a_web_page_instead_of_the_dictionary(folder: Path) -> None:
    (folder / "lait_measures.csv").write_text("<!DOCTYPE html><html><body>Not found</body></html>")
    said = refusal(folder)
    assert (said.file, said.row) == ("lait_measures.csv", 1)
    assert "web page" in said.message


def test_a_dictionary_in_latin_1(folder: Path) -> None:
    path = folder / "lait_measures.csv"
    text = path.read_text("utf-8").replace("Infant Mortality", "Enfant décédé", 1)
    path.write_bytes(text.encode("latin-1", "replace"))
    said = refusal(folder)
    assert (said.file, said.row, said.expected) == ("lait_measures.csv", 2, "UTF-8")


def test_an_unknown_kind_of_year(folder: Path) -> None:
    path = folder / "lait_measures.csv"
    path.write_text(path.read_text("utf-8").replace("Calendar Year", "Lunar Year", 1), "utf-8")
    said = refusal(folder)
    assert (said.file, said.column, said.found) == ("lait_measures.csv", "year_type", "Lunar Year")
    assert said.row == 2


def test_values_alone_are_read_with_the_packaged_dictionary(folder: Path) -> None:
    (together,) = lait.read([folder])
    (alone,) = lait.read([folder / "lait_values.parquet"])
    assert alone.code == together.code
    assert alone.measurements.equals(together.measurements)


def test_truncated_values_alone_are_said_to_be_damaged(folder: Path) -> None:
    path = folder / "lait_values.parquet"
    path.write_bytes(path.read_bytes()[:5_000])
    said = refusal_of(lait.PUBLICATION, path)
    assert said.message.startswith("the file is damaged")
    assert said.expected == "a whole Parquet file"


def test_the_dictionary_alone_is_no_edition(folder: Path) -> None:
    (folder / "lait_values.parquet").unlink()
    said = refusal(folder)
    assert (said.message, said.found) == ("a file is missing", "lait_measures.csv")
    assert said.expected == "the values, a Parquet file"


def test_values_beside_another_table_are_not_guessed_at(folder: Path) -> None:
    (folder / "lait_measures.csv").rename(folder / "words.csv")
    said = refusal(folder)
    assert said.expected == "the dictionary, lait_measures.csv"


def test_codes_of_measures_stay_apart() -> None:
    shorts = pl.read_csv(DICTIONARY, infer_schema=False)["measure_short"].to_list()
    assert len({lait.indicator_code(short) for short in shorts}) == len(shorts) == 263
