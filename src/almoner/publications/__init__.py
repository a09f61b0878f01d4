"""Official statistics: one module per publication, read into measurements.

May import `records` and `reference`; not its neighbours.
"""
