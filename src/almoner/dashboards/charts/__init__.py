"""Vega-Lite specifications, one module a kind of chart: pure functions from numbers to a dict."""
