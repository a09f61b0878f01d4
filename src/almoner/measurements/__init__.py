"""The store of measurements: editions as published, the measurements in them, and each series read.

A Django app, the lowest room of the upper half: may import every room below it. `queries` reads,
`actions` is the only place that writes, but for `rebasing`, which reads a
series again in a web worker when its rebases have changed.
"""
