"""The indicators: published measures as data, computed indicators one file each.

May import `records` and `reference`; not its neighbours.
"""
