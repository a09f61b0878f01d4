"""What a series says: process limits, funnels, forecasts, targets, integrity. Pure functions.

May import `reference`; touches no database and no file.
"""
