"""Computed indicators: housing. One file each."""
