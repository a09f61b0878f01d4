"""A region's cluster loses a machine in the middle of the work, and the figures are still right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from almoner.catalogue.register import chosen
from almoner.engine.command import measure_directory
from almoner.records import lake as lakes
from almoner.simulation.run import Simulation
from tests.builders.spark_cluster import cluster, wait_for

CODES = ["CH-REFERRALS", "CH-ASSESSMENTS-45", "CH-CARE", "CH-PLANS", "AD-REQUESTS", "HO-TA"]
KEY = ["indicator", "period", "area", "breakdown"]
BEFORE = 12  # jobs done when the machine falls over


@pytest.mark.spark
@pytest.mark.slow
def test_a_worker_killed_during_the_run_changes_no_figure(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    Simulation(300, 2, 1).write(tmp_path / "export")
    lakes.add(tmp_path / "lake", tmp_path / "export", "E10000025")
    expected = measure_directory(
        tmp_path / "lake", chosen(CODES), out=tmp_path / "one.parquet", broken_down=False
    )
    out = tmp_path / "figures.parquet"
    words = [sys.executable, "-m", "almoner.cli", "measure", "--records", str(tmp_path / "lake")]
    words += ["--engine", "spark", "--no-breakdowns", "--out", str(out)]
    words += [word for code in CODES for word in ("--indicator", code)]
    with cluster(tmp_path / "cluster") as running:
        environment = running.environment | {"ALMONER_SPARK_MASTER": running.address}
        with subprocess.Popen(
            words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as work:

            def under_way() -> bool:
                assert work.poll() is None, work.communicate()[0]
                both = running.happened("SparkListenerExecutorAdded") == 2
                return both and running.happened("SparkListenerJobEnd") >= BEFORE

            try:
                wait_for(under_way, "the work did not begin")
                running.kill_worker(0)
                done = running.happened("SparkListenerJobEnd")
                said, _nothing = work.communicate(timeout=400)
            finally:
                work.kill()
        assert work.returncode == 0, said
        assert running.happened("SparkListenerExecutorRemoved") >= 1
        assert running.happened("SparkListenerJobEnd") > done + len(CODES)
    assert pl.read_parquet(out).sort(KEY).equals(expected.sort(KEY))
