"""Shared nouns: periods, areas, comparators, working days, the measurement.

May import no other room.
"""
