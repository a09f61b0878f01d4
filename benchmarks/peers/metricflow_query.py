"""Run by the Python of the peer's environment: one question to MetricFlow, on a DuckDB file.

    python metricflow_query.py DATABASE RUNS

Makes a dbt project for the tables of the record that are in the file (assessments with their
working days as a view, and the days that MetricFlow wants), asks for two metrics by team and month
`RUNS` times in one process, and prints JSON: seconds of each run, on the clock and of processor,
rows, and the sum of each metric.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = """
name: peer
version: "1.0"
profile: peer
model-paths: [models]
flags: {send_anonymous_usage_stats: false}
"""
PROFILE = """
peer:
  target: dev
  outputs:
    dev: {type: duckdb, path: "%s", threads: 2}
"""
ASSESSMENTS = """
{{ config(materialized="view") }}
SELECT a.assessment_id, a.team_id, a.authorised_on,
       CASE WHEN e.working_days - s.working_days <= 45 THEN 1 ELSE 0 END AS in_time
FROM main.child_assessment a
LEFT JOIN main.calendar s ON s.day = a.started_on
LEFT JOIN main.calendar e ON e.day = a.authorised_on
WHERE a.authorised_on IS NOT NULL
"""
DAYS = '{{ config(materialized="table") }} SELECT day AS date_day FROM main.calendar'
SCHEMA = """
models:
  - name: days
    time_spine: {standard_granularity_column: date_day}
    columns: [{name: date_day, granularity: day}]
semantic_models:
  - name: assessments
    model: ref('assessments')
    defaults: {agg_time_dimension: authorised_on}
    entities: [{name: assessment, type: primary, expr: assessment_id}]
    dimensions:
      - {name: authorised_on, type: time, type_params: {time_granularity: day}}
      - {name: team_id, type: categorical}
    measures:
      - {name: assessments, agg: sum, expr: "1"}
      - {name: in_time, agg: sum}
metrics:
  - name: assessments
    label: Assessments
    type: simple
    type_params: {measure: assessments}
  - name: in_time
    label: In time
    type: simple
    type_params: {measure: in_time}
"""


def main(database: str, runs: int) -> dict[str, object]:
    """The figures that are printed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "models").mkdir()
        (root / "dbt_project.yml").write_text(PROJECT)
        (root / "profiles.yml").write_text(PROFILE % database)
        (root / "models" / "assessments.sql").write_text(ASSESSMENTS)
        (root / "models" / "days.sql").write_text(DAYS)
        (root / "models" / "schema.yml").write_text(SCHEMA)
        dbt = Path(sys.executable).parent / "dbt"
        os.environ["DBT_PROFILES_DIR"] = folder
        made = subprocess.run([dbt, "run"], cwd=folder, capture_output=True, text=True)
        if made.returncode:
            raise SystemExit(made.stdout + made.stderr)
        os.chdir(folder)
        return asked(runs)


def asked(runs: int) -> dict[str, object]:
    """Seconds of each run, with what was found."""
    from dbt_metricflow.cli.cli_configuration import CLIConfiguration
    from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

    settings = CLIConfiguration()
    with contextlib.redirect_stdout(io.StringIO()):
        settings.setup()
    seconds, cpu = [], []
    for _run in range(runs + 1):  # the first is not counted: it opens the file
        began, worked = time.perf_counter(), time.process_time()
        request = MetricFlowQueryRequest.create(
            metric_names=["assessments", "in_time"],
            group_by_names=["metric_time__month", "assessment__team_id"],
        )
        table = settings.mf.query(request).result_df
        seconds.append(time.perf_counter() - began)
        cpu.append(time.process_time() - worked)
    names = list(table.column_names)
    sums = {
        name: int(sum(row[names.index(name)] for row in table.rows))
        for name in ("assessments", "in_time")
    }
    return {"seconds": seconds[1:], "cpu": cpu[1:], "rows": len(table.rows), **sums}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
