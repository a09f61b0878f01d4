"""A made-up council: believable lives in the tables of the record, at any size.

May import `records` and `reference`.
"""
