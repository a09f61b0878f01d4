"""The record of truth for a council: versions of every row, changes, live figures, and their pages.

May import `measurements`, `engine` and everything below. Only the engine's own process imports
`almoner.engine`: a web worker never holds a DuckDB.
"""
