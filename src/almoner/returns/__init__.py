"""Statutory returns and extracts: one folder each; read, check, load.

May import `records` and `reference`; not its neighbours.
"""
