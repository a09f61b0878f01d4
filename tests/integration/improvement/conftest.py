"""The made-up authority of the casework tests, for what is built on it."""

from tests.integration.casework.conftest import authority, keeper, open_assessment, records

__all__ = ["authority", "keeper", "open_assessment", "records"]
