"""The command line as a whole: listed without being imported, refused in one sentence."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from almoner import __version__
from almoner.cli import COMMANDS

HEAVY = ("django", "duckdb", "ibis", "polars", "pyspark", "statsforecast")


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "almoner.cli", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_app_with_help(name: str) -> None:
    module = importlib.import_module(COMMANDS[name].module)
    assert module.app.registered_commands[0].callback.__doc__


def test_the_list_of_commands_imports_none_of_them() -> None:
    script = (
        "import sys\n"
        "sys.argv = ['almoner', '--help']\n"
        "from almoner.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "indicators" in done.stdout


def test_the_version_is_said() -> None:
    assert run("--version").stdout.strip() == __version__


def imported_by(*arguments: str, given: str = "") -> set[str]:
    """The modules that a command has imported when it is done."""
    script = (
        "import sys\n"
        f"sys.argv = ['almoner', *{arguments!r}]\n"
        "from almoner.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('IMPORTED', *sys.modules)\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_a_check_starts_without_what_it_does_not_use(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,,,,,\n")
    seen = imported_by("check", "SSDA903", str(tmp_path), "--year", "2026-27")
    assert "polars" in seen
    assert not seen & {"pydantic", "pyarrow", "pandas", "numpy", "rich", "lxml", "duckdb"}


def test_a_chart_starts_without_what_it_does_not_use() -> None:
    seen = imported_by("spc", given='{"id": "a", "values": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}\n')
    assert "numpy" in seen
    assert not seen & {"pydantic", "scipy.stats", "polars", "pandas", "rich"}


def test_an_unknown_publication_is_one_sentence_and_exit_code_2() -> None:
    done = run("load", "no-such-thing")
    assert done.returncode == 2
    assert done.stderr.startswith("Refused: no such publication; found 'no-such-thing'")
    assert "Traceback" not in done.stderr


def test_the_catalogue_as_json() -> None:
    done = run("indicators", "re-referrals", "--json", "--limit", "1")
    (entry,) = json.loads(done.stdout)
    assert {"code", "title", "sentence", "polarity", "unit"} <= set(entry)
    assert entry["kind"] == "published"


def test_indicators_that_records_give_are_listed_as_well() -> None:
    done = run("indicators", "child protection plans", "--json", "--kind", "computed")
    entries = {entry["code"]: entry for entry in json.loads(done.stdout)}
    assert {entry["kind"] for entry in entries.values()} == {"computed"}
    assert entries["CH-PLANS"]["numerator"]


def test_nothing_found_is_exit_code_1() -> None:
    assert run("indicators", "zzzzzz").returncode == 1
