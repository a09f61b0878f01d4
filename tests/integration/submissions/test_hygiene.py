"""What a crash leaves behind goes; a web worker stays small."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from almoner.submissions.actions import sweep
from almoner.submissions.storage import folder_of, root
from tests.integration.submissions.conftest import Send

LOOK = """
from almoner.website.starting import start
start()
import sys
import almoner.website.urls
print(sorted({"polars", "duckdb", "ibis", "pandas"} & set(sys.modules)))
"""


def test_what_nobody_knows_goes_after_a_day(send: Send, tmp_path: Path, settings: object) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)  # type: ignore[attr-defined]
    made = send()
    old, young, half = root() / "old", root() / "young", tmp_path / "a.upload.csv"
    old.mkdir()
    young.mkdir()
    half.write_text("half of it")
    for path in (old, half, folder_of(made.folder)):
        os.utime(path, (time.time() - 90_000, time.time() - 90_000))
    assert sweep() == 2
    assert [path.exists() for path in (old, half, young, folder_of(made.folder))] == [
        False, False, True, True,
    ]  # fmt: skip


def test_a_web_worker_imports_no_frame_library() -> None:
    found = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
