"""Better, similar, worse: by interval, and never where none can be computed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almoner.catalogue.published import Polarity, PublishedIndicator, published_indicators
from almoner.dashboards.presenters.intervals import NoInterval, intervals, why_none
from almoner.dashboards.presenters.judging import Verdict, judged
from almoner.dashboards.spreads import Held

SHARE = published_indicators()["CIN-Re_referrals_percent"]
RATE = published_indicators()["CIN-Referrals_child_rate"]


def share(numerator: float, denominator: float) -> Held:
    return Held(100 * numerator / denominator, numerator, denominator)


def verdict(held: Held, entry: PublishedIndicator, reference: float | None) -> Verdict:
    (found,) = judged([held], entry, reference)
    return found.verdict


def test_the_good_side_follows_the_polarity() -> None:
    high = share(300, 1000)  # Wilson's interval is 27.2 to 32.9
    assert SHARE.polarity is Polarity.LOWER
    assert verdict(high, SHARE, 20) is Verdict.WORSE
    assert verdict(high, replace(SHARE, polarity=Polarity.HIGHER), 20) is Verdict.BETTER
    assert verdict(high, replace(SHARE, polarity=Polarity.NONE), 20) is Verdict.HIGHER
    assert verdict(high, SHARE, 40) is Verdict.BETTER
    assert verdict(high, replace(SHARE, polarity=Polarity.NONE), 40) is Verdict.LOWER


@pytest.mark.parametrize(("reference", "expected"), [(27.3, "similar"), (27.1, "worse")])
def test_similar_ends_where_the_interval_ends(reference: float, expected: str) -> None:
    assert verdict(share(300, 1000), SHARE, reference) == expected


def test_the_same_share_of_few_is_similar() -> None:
    assert verdict(share(300, 1000), SHARE, 25) is Verdict.WORSE
    assert verdict(share(9, 30), SHARE, 25) is Verdict.SIMILAR


def test_rates_have_byars_interval_and_exact_limits_under_ten() -> None:
    # 100 events: Byar 81.36 to 121.63; 4 events: exact 1.09 to 10.24.
    (many, few) = intervals([Held(100, 100, 10_000), Held(4, 4, 10_000)], RATE)
    assert many == pytest.approx((81.362, 121.628), abs=0.001)
    assert few == pytest.approx((1.0899, 10.2416), abs=0.001)


@pytest.mark.parametrize(
    ("held", "entry", "reason"),
    [
        (Held(marker="suppressed"), SHARE, NoInterval.NO_VALUE),
        (Held(20.0), SHARE, NoInterval.NO_PARTS),
        (Held(20.0, 40, 100), SHARE, NoInterval.PARTS_DIFFER),
        (Held(40.0, 2, 5), SHARE, NoInterval.FEW),
        (Held(120.0, 120, 100), SHARE, NoInterval.PARTS_DIFFER),
        (Held(10.0, 10, 1000), replace(SHARE, unit="£ per week"), NoInterval.NOT_COUNTED),
        (
            Held(10.0, 10, 1000),
            replace(SHARE, unit="days per 1,000 people"),
            NoInterval.NOT_COUNTED,
        ),
    ],
)
def test_what_gets_no_interval_says_why_and_is_not_compared(
    held: Held, entry: PublishedIndicator, reason: NoInterval
) -> None:
    assert why_none(held, entry) is reason
    assert verdict(held, entry, 20) is Verdict.NOT_COMPARED


def test_without_a_reference_nothing_is_compared() -> None:
    assert verdict(share(300, 1000), SHARE, None) is Verdict.NOT_COMPARED


def test_counts_are_never_compared() -> None:
    (found,) = judged([Held(300, 300, 300)], replace(SHARE, unit="children"), 20)
    assert found.verdict is Verdict.NOT_COMPARED
    assert "how large" in str(found.why_not)


def test_two_councils_differ_only_where_their_intervals_do_not_overlap() -> None:
    figures = [share(250, 1000), share(300, 1000), share(320, 1000)]
    found = judged(figures, SHARE, figures[0].value, reference_place=0)
    # 22.4 to 27.8, 27.2 to 32.9, 29.2 to 35.0: the second overlaps the first, the third does not.
    assert [one.verdict for one in found] == ["reference", "similar", "worse"]
    alone = judged(figures[1:2], SHARE, figures[0].value)
    assert alone[0].verdict is Verdict.WORSE
