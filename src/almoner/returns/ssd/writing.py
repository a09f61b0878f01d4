"""Writing the Standard Safeguarding Dataset: a CSV file per table."""

from __future__ import annotations

from almoner.returns.writing import csv_files

FORMS = {"csv": csv_files}
