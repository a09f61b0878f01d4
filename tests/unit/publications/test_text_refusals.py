"""Five English publications in CSV: what is wrong is said by file, row and column; nothing is kept.

Row numbers count the header as row 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from almoner.publications.register import publication
from almoner.reference.refusal import Refusal
from tests.builders.damage import Packaged, refusal_of


@dataclass(frozen=True)
class Case:
    """A file of a publication; the publisher's columns of place, period, and one of figures.

    `beside` are its other files. `named` is how the reader speaks of the column of figures.
    """

    code: str
    file: str
    place: str
    period: str
    figure: str
    named: str
    beside: tuple[str, ...] = ()


CASES = {
    "workforce": Case(
        "childrens-workforce", "csww_indicators_2017_2024.csv.gz",
        "new_la_code", "time_period", "vacancy_fte", "vacancy_fte",
    ),
    "homes": Case(
        "childrens-homes", "childrens_social_care_providers_by_la_2015_2024.csv.gz",
        "local_authority", "year", "providers", "providers",
    ),
    "oflog": Case(
        "oflog-adult-social-care", "oflog_asc_measures_2015_2022.csv.gz",
        "la_code", "financial_year", "value", "value",
    ),
    "ascof-values": Case(
        "ascof", "ascof_2024_25_published_values.csv", "ons_code", "year", "value_as_published",
        "value",
    ),
    "ascof-open": Case(
        "ascof", "ascof_2020_21_open_data.csv.gz", "ONS Code", "", "Measure Value", "value",
    ),
    "ofsted-history": Case(
        "ofsted-inspections", "ilacs_history_2018_2025.csv", "Local authority area code",
        "Inspection date", "Overall effectiveness", "Overall",
        ("outcomes_as_at_31_march_2025.csv",),
    ),
    "ofsted-in-force": Case(
        "ofsted-inspections", "outcomes_as_at_31_march_2025.csv", "Local authority area code",
        "Inspection date", "Overall effectiveness", "Overall",
    ),
}  # fmt: skip
EVERY = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
# A row of a council, in every one of the files.
INDEX = 120


def _packaged(case: Case, folder: Path) -> Packaged:
    paths = {path.name: path for path in publication(case.code).packaged}
    return Packaged(paths[case.file], folder)


def _refusal(case: Case, damaged: Path) -> Refusal:
    paths = {path.name: path for path in publication(case.code).packaged}
    return refusal_of(publication(case.code), *(paths[name] for name in case.beside), damaged)


@EVERY
def test_the_undamaged_copy_is_read(case: Case, tmp_path: Path) -> None:
    packaged = _packaged(case, tmp_path)
    paths = {path.name: path for path in publication(case.code).packaged}
    beside = [paths[name] for name in case.beside]
    (edition,) = publication(case.code).read([*beside, packaged.written(packaged.frame())])
    assert edition.measurements.height > 0


@EVERY
@pytest.mark.parametrize("text", ["12..4", "[q]", "about five", "Adequately good", "nan"])
def test_a_figure_that_is_no_number_and_no_known_mark(
    case: Case, text: str, tmp_path: Path
) -> None:
    refusal = _refusal(case, _packaged(case, tmp_path).with_cell(case.figure, INDEX, text))
    assert (refusal.row, refusal.column) == (INDEX + 2, case.named)
    assert refusal.found == text
    assert refusal.expected is not None
    assert "number" in refusal.expected or "Outstanding" in refusal.expected


@EVERY
@pytest.mark.parametrize("text", ["Atlantis", "E99999999", ""])
def test_an_unknown_council(case: Case, text: str, tmp_path: Path) -> None:
    damaged = _packaged(case, tmp_path).with_cell(case.place, INDEX, text)
    if case.place == "ONS Code" and not text:
        # Groupings of councils have no code in the open data, and go by name.
        assert publication(case.code).read([damaged])
        return
    refusal = _refusal(case, damaged)
    assert refusal.row == INDEX + 2
    assert refusal.column is not None
    assert "area" in refusal.message


@EVERY
@pytest.mark.parametrize("text", ["Michaelmas", "2016/19", ""])
def test_an_unknown_period(case: Case, text: str, tmp_path: Path) -> None:
    packaged = _packaged(case, tmp_path)
    if not case.period:
        renamed = tmp_path / "ascof_open_data.csv"
        packaged.written(packaged.frame()).rename(renamed)
        assert "does not say its year" in _refusal(case, renamed).message
        return
    refusal = _refusal(case, packaged.with_cell(case.period, INDEX, text))
    assert refusal.row == INDEX + 2
    assert "period" in refusal.message
    assert refusal.expected is not None


@pytest.mark.parametrize(
    ("name", "column", "text", "expected"),
    [
        ("workforce", "geographic_level", "Parish", "Regional"),
        ("homes", "provision_type", "Workhouse", "Boarding school"),
        ("homes", "sector", "Royal", "Voluntary"),
        ("homes", "overall", "splendid", "outstanding"),
        ("oflog", "code", "ASC9", "ASC7"),
        ("ascof-values", "measure", "9Z", "2D(1)"),
        ("ascof-values", "field", "guess", "margin of error"),
        ("ascof-open", "Measure Group", "9Z", "1C1A"),
        ("ascof-open", "Measure Type", "Guess", "Margin Of Error"),
        ("ascof-open", "Disaggregation Level", "Teenagers", "85 and over"),
        ("ofsted-history", "Inspection type", "Tea", "ILACS Short Inspection"),
    ],
)
def test_an_unknown_category(
    name: str, column: str, text: str, expected: str, tmp_path: Path
) -> None:
    case = CASES[name]
    refusal = _refusal(case, _packaged(case, tmp_path).with_cell(column, INDEX, text))
    assert (refusal.row, refusal.found) == (INDEX + 2, text)
    assert expected in str(refusal.expected)


@EVERY
def test_a_missing_column_is_named_with_those_there(case: Case, tmp_path: Path) -> None:
    refusal = _refusal(case, _packaged(case, tmp_path).without_column(case.figure))
    assert refusal.column == case.figure
    assert f"{case.figure}_of_next_year" in str(refusal.found)


@EVERY
def test_two_rows_for_one_key(case: Case, tmp_path: Path) -> None:
    packaged = _packaged(case, tmp_path)
    refusal = _refusal(case, packaged.doubled(3))
    assert "two rows" in refusal.message
    assert refusal.row == packaged.frame().height + 2


@EVERY
def test_a_web_page_saved_as_csv(case: Case, tmp_path: Path) -> None:
    refusal = _refusal(case, _packaged(case, tmp_path).web_page())
    assert "web page" in refusal.message


@EVERY
def test_text_in_latin_1(case: Case, tmp_path: Path) -> None:
    refusal = _refusal(case, _packaged(case, tmp_path).in_latin_1(case.figure, INDEX))
    assert (refusal.row, refusal.expected) == (INDEX + 2, "UTF-8")


@EVERY
def test_half_a_file(case: Case, tmp_path: Path) -> None:
    refusal = _refusal(case, _packaged(case, tmp_path).truncated())
    assert refusal.expected == "a whole file"


@EVERY
def test_a_line_with_a_cell_too_many(case: Case, tmp_path: Path) -> None:
    refusal = _refusal(case, _packaged(case, tmp_path).ragged(INDEX))
    assert "same number of columns" in str(refusal.expected)


@EVERY
def test_columns_by_other_names_are_understood(case: Case, tmp_path: Path) -> None:
    """Capitals, spaces and underscores in the names of columns do not matter."""
    packaged = _packaged(case, tmp_path)
    paths = {path.name: path for path in publication(case.code).packaged}
    beside = [paths[name] for name in case.beside]
    (before,) = publication(case.code).read([*beside, packaged.written(packaged.frame())])
    # One layout of ASCOF is told from the other by this name.
    names = {
        n: n.upper().replace("_", " ") for n in packaged.frame().columns if n != "Measure Type"
    }
    (after,) = publication(case.code).read([*beside, packaged.renamed(names)])
    assert after.measurements.equals(before.measurements)
