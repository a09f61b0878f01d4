"""Every signal command documents exactly the fields that it takes and gives."""

import importlib
import json

import pytest
from typer.testing import CliRunner

SERIES = [10.0, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11, 14, 10, 12]
DAYS = [20.0 + n % 60 for n in range(600)]
CASE = ["id", "team", "start", "end", "recorded_on"]
LINES = {
    "spc": {"values": SERIES},
    "intervals": {"method": "indirect", "numerator": [5], "denominator": [4]},
    "funnel": {"kind": "proportion", "numerator": [1, 2, 3], "denominator": [9, 9, 9]},
    "runchart": {"values": SERIES, "dates": ["2024-01-01"] * 15},
    "forecast": {"values": SERIES, "target": 10, "improvement_direction": "increase"},
    "bunching": {"values": DAYS, "limit": 45},
    "density": {"values": DAYS, "threshold_days": 45},
    "digits": {"values": DAYS},
    "integrity": {
        "threshold_days": 45,
        "columns": CASE,
        "rows": [["a", "t", "2024-01-01"] + [None] * 2],
    },
}


def run(command, *arguments, line=None):
    app = importlib.import_module(f"almoner.cli.{command}").app
    return CliRunner().invoke(app, list(arguments), input=line)


@pytest.mark.parametrize("command", LINES)
def test_the_schema_names_every_field_given(command):
    schema = json.loads(run(command, "--schema").stdout)
    answer = json.loads(run(command, line=json.dumps({"id": 1, **LINES[command]})).stdout)
    documented = set(schema["output"]["properties"])
    assert set(answer) <= documented | {"dates"}
    assert documented - set(answer) <= {"error"}


@pytest.mark.parametrize("command", LINES)
def test_the_schema_names_every_field_taken(command):
    schema = json.loads(run(command, "--schema").stdout)
    taken = set(schema["input"]["properties"])
    assert set(LINES[command]) | {"id"} <= taken
    misspelt = {"id": 1, **LINES[command], "no_such_field": 1}
    answer = json.loads(run(command, line=json.dumps(misspelt)).stdout)
    assert any("no_such_field" in warning for warning in answer["warnings"])


@pytest.mark.parametrize("command", LINES)
def test_an_empty_input_gives_an_empty_output(command):
    result = run(command, line="")
    assert (result.exit_code, result.stdout) == (0, "")
