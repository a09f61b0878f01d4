"""Wrong files through `almoner load`: exit code 2, a clear message, and the store as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from almoner.cli import main
from almoner.measurements.models import Edition, Measurement, Series
from almoner.publications.ofsted_inspections.tables import SHEETS
from almoner.publications.register import publication
from tests.builders.damage import Packaged

pytestmark = pytest.mark.django_db


def _store() -> tuple[list[object], ...]:
    """Everything that is held, row by row."""
    return tuple(
        list(model.objects.order_by("pk").values_list()) for model in (Edition, Measurement, Series)
    )


def _load(monkeypatch: pytest.MonkeyPatch, code: str, *paths: Path) -> int:
    """Run `almoner load CODE PATH...`; its exit code."""
    monkeypatch.setattr("sys.argv", ["almoner", "load", code, *map(str, paths)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@dataclass(frozen=True)
class Wrong:
    """A kind of damage: to which packaged file, and what the message must say."""

    code: str
    file: str
    damage: Callable[[Packaged], Path]
    said: tuple[str, ...]


def _out_of_reach(packaged: Packaged) -> Path:
    """Ofsted's workbook with its headings in row 41, below where headings are looked for."""
    path = packaged.folder / "LA_Inspection_Outcomes_as_at_31_March_2025.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in SHEETS.values():
            sheet = book.add_worksheet(name)
            frame = packaged.frame().head(5)
            for number, row in enumerate([frame.columns, *frame.rows()], start=40):
                sheet.write_row(number, 0, row)
    return path


WRONG = {
    "truncated parquet": Wrong(
        "lait", "lait_values.parquet", Packaged.truncated,
        ("lait_values.parquet", "damaged or not Parquet", "a whole Parquet file"),
    ),
    "web page saved as CSV": Wrong(
        "childrens-workforce", "csww_indicators_2017_2024.csv.gz", Packaged.web_page,
        ("csww_indicators_2017_2024.csv, row 1", "web page", "comma-separated values"),
    ),
    "Latin-1 text": Wrong(
        "oflog-adult-social-care", "oflog_asc_measures_2015_2022.csv.gz",
        lambda packaged: packaged.in_latin_1("la_code", 7),
        ("oflog_asc_measures_2015_2022.csv, row 9", "encoding", "expected UTF-8"),
    ),
    "workbook with a moved header row": Wrong(
        "ofsted-inspections", "outcomes_as_at_31_march_2025.csv", _out_of_reach,
        ("[Inspections_as_at_31_March]", "no header row", "Overall effectiveness"),
    ),
    "column renamed": Wrong(
        "lgbf", "lgbf_real_values.parquet", lambda packaged: packaged.without_column("council"),
        ("lgbf_real_values.parquet", "column council", "missing", "council_of_next_year"),
    ),
    "two rows for one key": Wrong(
        "homelessness", "hclic_quarterly_2018q2_2024q4.parquet",
        lambda packaged: packaged.doubled(4),
        ("hclic_quarterly_2018q2_2024q4.parquet, row 121", "two rows for one key"),
    ),
    "12..4": Wrong(
        "delayed-discharges", "wales_health_board_2023_04_2025_03.parquet",
        lambda packaged: packaged.with_cell("delay_count", 11, "12..4"),
        ("row 12, column delay_count", "not a number", "'12..4'", "expected a number"),
    ),
}  # fmt: skip


def _packaged(wrong: Wrong, folder: Path) -> Packaged:
    source = next(p for p in publication(wrong.code).packaged if p.name == wrong.file)
    folder.mkdir(exist_ok=True)
    return Packaged(source, folder, rows=120)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_is_refused_and_nothing_changes(
    wrong: Wrong,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = _packaged(wrong, tmp_path / "right")
    assert _load(monkeypatch, wrong.code, right.written(right.frame())) == 0
    before = _store()
    assert before[1]
    capsys.readouterr()
    damaged = wrong.damage(_packaged(wrong, tmp_path / "wrong"))
    assert _load(monkeypatch, wrong.code, damaged) == 2
    message = " ".join(capsys.readouterr().err.split())
    assert message.startswith("Refused: ")
    for part in wrong.said:
        assert part in message
    assert _store() == before


def test_a_right_file_beside_a_wrong_one_is_not_kept_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = WRONG["12..4"]
    wrong.damage(_packaged(wrong, tmp_path))
    scotland = next(p for p in publication(wrong.code).packaged if p.name.startswith("scotland"))
    right = Packaged(scotland, tmp_path, rows=120)
    right.written(right.frame())
    assert _load(monkeypatch, wrong.code, tmp_path) == 2
    assert _store() == ([], [], [])


def test_the_right_file_after_the_wrong_one_loads_and_again_is_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = WRONG["12..4"]
    packaged = _packaged(wrong, tmp_path)
    assert _load(monkeypatch, wrong.code, wrong.damage(packaged)) == 2
    path = packaged.written(packaged.frame())
    assert _load(monkeypatch, wrong.code, path) == 0
    before = _store()
    assert _load(monkeypatch, wrong.code, path) == 0
    assert "Nothing new" in capsys.readouterr().out
    assert _store() == before


def test_a_workbook_whose_header_moved_a_little_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "LA_Inspection_Outcomes_as_at_31_March_2025.xlsx"
    sources = dict(zip(SHEETS, publication("ofsted-inspections").packaged, strict=True))
    with xlsxwriter.Workbook(path) as book:
        for kind, source in sources.items():
            frame = pl.read_csv(source, infer_schema=False).fill_null("")
            sheet = book.add_worksheet(SHEETS[kind])
            for number, row in enumerate([frame.columns, *frame.rows()], start=9):
                sheet.write_row(number, 0, row)
    assert _load(monkeypatch, "ofsted-inspections", path) == 0
    assert Measurement.objects.exists()
