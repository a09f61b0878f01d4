"""Computed indicators: children. One file each."""
