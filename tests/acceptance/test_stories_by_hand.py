"""The stories that the pages of Oxfordshire and Fife tell, worked out again by hand.

Limits and rules are computed here from the figures of the page's own download with plain loops, by
the description of the method, and held against the limits on the page and its words. The pinned
numbers were worked out the same way and looked at.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from almoner.publications import delayed_discharges, lait, lgbf
from tests.acceptance.test_oxfordshire import keep, text_of

pytestmark = pytest.mark.usefixtures("_store", "db")

USUAL = "No significant change"
BETTER, WORSE = "Improving: special cause", "Getting worse: special cause"

STORIES = {
    # council, indicator: figures, mean, lower and upper limit, the last figure by the rules, words
    ("oxfordshire", "LAIT-ReReferral"): (10, 20.31, 10.468, 30.152, "common", USUAL),
    ("oxfordshire", "LAIT-LACStable_2016on"): (10, 11.1, 5.484, 16.716, "common", USUAL),
    ("oxfordshire", "LAIT-Continue_Assess_Comp"): (10, 65.19, 50.501, 79.879, "common", USUAL),
    ("oxfordshire", "LAIT-CP_conf_15days"): (10, 80.35, 61.375, 99.325, "common", USUAL),
    ("oxfordshire", "LAIT-PrevRegCPR"): (10, 24.54, 15.171, 33.909, "common", USUAL),
    ("oxfordshire", "LAIT-LACDistance"): (10, None, None, None, "above", WORSE),
    ("oxfordshire", "LAIT-CareLeaverEET"): (10, None, None, None, "above", BETTER),
    ("fife", "LGBF-CHN22"): (10, 6.786, -5.521, 19.093, "common", USUAL),
    ("fife", "LGBF-CHN23"): (12, 22.653, 15.678, 29.627, "common", USUAL),
    ("fife", "LGBF-HSN03"): (10, 92.219, 85.974, 98.464, "common", USUAL),
    ("fife", "LGBF-SW01"): (13, 29.202, 19.325, 39.08, "above", WORSE),
    ("fife", "LGBF-SW03A"): (13, 54.67, 49.234, 60.105, "above", BETTER),
    ("fife", "LGBF-CHN09"): (12, 89.824, 84.233, 95.415, "near upper", BETTER),
    # Each month follows the one before: the run below the mean is no news.
    ("fife", "DD-BedDays"): (86, 3108.5, None, None, "run below", USUAL),
}


@pytest.fixture(scope="module")
def _store(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    codes = {code for _council, code in STORIES}
    with django_db_blocker.unblock(), transaction.atomic():
        for each in (lait, lgbf, delayed_discharges):
            keep(each.PUBLICATION, codes)
        cache.clear()
        yield
        transaction.set_rollback(True)


def by_hand(values: list[float]) -> tuple[float, float, float, str]:
    """Mean, lower and upper limit, and what the rules say of the last figure."""
    steps = [abs(after - before) for before, after in pairwise(values)]
    usual = [step for step in steps if step < 3.267 * sum(steps) / len(steps)]
    reach = 2.66 * sum(usual) / len(usual)
    mean = sum(values) / len(values)
    last, lower, upper = values[-1], mean - reach, mean + reach
    if last > upper or last < lower:
        return mean, lower, upper, "above" if last > upper else "below"
    seven = values[-7:]
    moves = [after - before for before, after in pairwise(seven)]
    if len(seven) == 7 and (all(one > 0 for one in moves) or all(one < 0 for one in moves)):
        return mean, lower, upper, "trend"
    near = 2 * reach / 3
    three = values[-3:]
    for side, words in ((1, "near upper"), (-1, "near lower")):
        far = [side * (one - mean) for one in three]
        close = [near < one <= reach for one in far]
        if all(one > 0 for one in far) and sum(close) >= 2 and close[-1]:
            return mean, lower, upper, words
    if len(seven) == 7 and len({np.sign(one - mean) for one in seven}) == 1:
        return mean, lower, upper, "run above" if last > mean else "run below"
    return mean, lower, upper, "common"


@pytest.mark.parametrize(("council", "code"), STORIES, ids=[" ".join(key) for key in STORIES])
def test_the_page_tells_what_is_found_by_hand(client: Client, council: str, code: str) -> None:
    count, mean, lower, upper, rule, words = STORIES[council, code]
    address = f"/councils/{council}/indicators/{code}/"
    table = client.get(f"{address}data.csv").content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["value"]]
    hand = by_hand([float(row["value"]) for row in rows])
    assert len(rows) == count
    assert hand[3] == rule
    on_page = [float(rows[-1][name]) for name in (
        "mean", "lower_process_limit", "upper_process_limit")]  # fmt: skip
    assert on_page == [pytest.approx(one, abs=1e-5) for one in hand[:3]]
    for pinned, found in zip((mean, lower, upper), hand, strict=False):
        assert pinned is None or found == pytest.approx(pinned, abs=0.06)
    page = text_of(client.get(address).content.decode())
    assert words in page[: page.index("Reading this series")]


def test_delayed_discharges_of_fife_are_read_with_their_memory(
    client: Client,
) -> None:
    page = text_of(client.get("/councils/fife/indicators/DD-BedDays/").content.decode())
    assert "Plain limits would mark it: seven or more figures in a row are below the mean" in page
    assert "each point follows the one before (correlation 0.84)" in page
