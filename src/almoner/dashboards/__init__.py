"""Home, council, indicator and comparison pages, with their charts.

A Django app of the upper half: `urls` -> `views` -> `forms`, `presenters` -> `queries`.
May import `measurements` and every room below it.
"""
