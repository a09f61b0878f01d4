"""The command line as a whole: listed without being imported, refused in one sentence."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys

import pytest

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
