"""Computed indicators: finance. One file each."""
