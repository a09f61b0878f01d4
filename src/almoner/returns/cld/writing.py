"""Writing Client Level Data: one CSV file."""

from __future__ import annotations

from almoner.returns.writing import csv_files

FORMS = {"csv": csv_files}
