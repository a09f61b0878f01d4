"""The social-care record: one file per table, and the store that keeps it.

May import `reference`.
"""
