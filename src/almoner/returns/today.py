"""The day as at which lists are checked that belong to an inspection and not to a year."""

from __future__ import annotations

import datetime as dt

from almoner.returns.context import Collection


def day_of_check(collection: Collection, now: dt.date | None = None) -> dt.date:
    """Today, or the collection's last day where one was given (not 31 March) that is over.

    Such lists are asked for with notice of days, so there is no collection year to count ages at;
    a last day that was given is the day on which they were drawn.
    """
    today = now or dt.datetime.now(tz=dt.UTC).date()
    end_of_year = (collection.end.month, collection.end.day) == (3, 31)
    return today if end_of_year else min(today, collection.end)
