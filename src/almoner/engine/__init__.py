"""Definitions and records become measurements, on DuckDB or Spark.

May import everything below it; knows no web framework.
"""
