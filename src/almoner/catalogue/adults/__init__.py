"""Computed indicators: adults. One file each."""
