"""A standalone Spark cluster of real processes on this machine: one master and its workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_PATIENCE = 400.0


@dataclass
class Cluster:
    """A running cluster; every process leads a group of its own, executors included."""

    address: str
    workers: list[subprocess.Popen[bytes]]
    log: Path
    environment: dict[str, str]

    def events(self) -> str:
        """What the cluster's programs have written of their work so far."""
        files = [one for one in sorted(self.log.rglob("*")) if one.is_file()]
        return "".join(one.read_text(encoding="utf-8", errors="replace") for one in files)

    def happened(self, event: str) -> int:
        """How often an event has been written."""
        return self.events().count(f'"Event":"{event}"')

    def kill_worker(self, number: int) -> None:
        """A machine falls over: the worker and its executors die at once."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()


def wait_for(what: Callable[[], bool], why: str, patience: float = _PATIENCE) -> None:
    """Wait until something is so."""
    until = time.monotonic() + patience
    while not what():
        if time.monotonic() > until:
            raise TimeoutError(why)
        time.sleep(0.1)


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """One master and some workers of one core each, with all their files below `folder`."""
    started: list[subprocess.Popen[bytes]] = []
    environment = _environment(folder)
    try:
        master = _start(folder, environment, "master", "master.Master", "--port", "0")
        started.append(master)
        wait_for(lambda: bool(_address(folder)), "the master did not start")
        address = _address(folder)
        words = ("--cores", "1", "--memory", "1g", "--port", "0", address)
        made = [
            _start(folder, environment, f"worker-{i}", "worker.Worker", *words)
            for i in range(workers)
        ]
        started += made
        wait_for(lambda: _registered(folder) == workers, "the workers did not register")
        yield Cluster(address, made, folder / "events", environment)
    finally:
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _environment(folder: Path) -> dict[str, str]:
    (folder / "conf").mkdir(parents=True)
    (folder / "events").mkdir()
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": _JVM,
        "spark.executor.extraJavaOptions": _JVM,
        "spark.executor.memory": "512m",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": (folder / "events").as_uri(),
    }
    text = "".join(f"{name} {value}\n" for name, value in settings.items())
    (folder / "conf" / "spark-defaults.conf").write_text(text)
    return os.environ | {
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": _JVM,
    }


def _start(
    folder: Path, environment: dict[str, str], name: str, kind: str, *words: str
) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}"]
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--webui-port", "0", *words],
            env=environment | {"SPARK_HOME": str(home)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _address(folder: Path) -> str:
    found = re.search(r"Starting Spark master at (spark://\S+)", _log(folder))
    return found[1] if found else ""


def _registered(folder: Path) -> int:
    return _log(folder).count("Registering worker ")


def _log(folder: Path) -> str:
    return (folder / "master.log").read_text(encoding="utf-8", errors="replace")
