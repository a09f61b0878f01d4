"""The days on which somebody counts, against a calendar walked day by day."""

from datetime import date, timedelta

import numpy as np
import pytest

from almoner.signals.integrity.count_dates import EPOCH, before_count, count_days


@pytest.mark.parametrize("every", [1, 3, 12])
@pytest.mark.parametrize("first", [19_000, 19_084, 19_447, 19_448])
def test_count_days_are_the_last_of_their_months(every, first):
    months = {1: range(1, 13), 3: (3, 6, 9, 12), 12: (3,)}[every]
    last = first + 800
    walked = [
        day
        for day in range(first, last + 8)
        if (EPOCH + timedelta(days=day + 1)).day == 1
        and (EPOCH + timedelta(days=day)).month in months
    ]
    assert count_days(first, last, every).tolist() == walked


def test_the_ends_of_the_calendar_are_no_trouble():
    far = (date(9999, 12, 31) - EPOCH).days
    near = (date(1, 1, 1) - EPOCH).days
    assert len(count_days(near, far, 12)) == 9999
    close, dates = before_count(np.array([near, far], dtype=float), 12, 7)
    assert not close.any()
    assert dates == 9999
