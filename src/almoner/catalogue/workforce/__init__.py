"""Computed indicators: workforce. One file each."""
