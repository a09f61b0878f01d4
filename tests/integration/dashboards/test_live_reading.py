"""Live series read: with their counter-measure as one finding, and as run charts where short."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from almoner.casework.models import LiveValue
from almoner.dashboards.presenters.pair import Side, pair_row
from almoner.measurements.history import History
from tests.builders.live_months import CODE, IN_TIME, OPEN, PERIODS, REPEAT, load_live
from tests.builders.site import RE_REFERRALS

HERE = f"/live/{CODE}/{CODE}"


@pytest.fixture(scope="module", autouse=True)
def _live(_store: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load_live()


def page_of(browser: Client, address: str) -> str:
    """A page that there is."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(page: str) -> str:
    """The page without its tags."""
    text = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def spec(page: str, name: str) -> dict[str, object]:
    """A chart of the page."""
    found = re.search(rf'<script id="{name}-spec" type="application/json">(.*?)</script>', page)
    assert found
    drawn: dict[str, object] = json.loads(found[1])
    return drawn


def test_a_gain_beside_its_counter_measure_s_loss_is_one_finding_on_both_pages(
    pages: Client,
) -> None:
    finding = (
        "“Assessments in 45 days” improved while “Referrals within a year of another” worsened"
    )
    for name in (IN_TIME, REPEAT):
        said = words(page_of(pages, f"{HERE}/{name}/reading/"))
        assert said.count(finding) == 1
        assert "Next step: Take some of the cases" in said
    assert "Read together" not in words(page_of(pages, f"{HERE}/{OPEN}/reading/"))


def test_without_a_signal_the_pair_calls_for_nothing(pages: Client) -> None:
    LiveValue.objects.filter(period__in=PERIODS[-2:]).delete()
    said = words(page_of(pages, f"{HERE}/{IN_TIME}/reading/"))
    assert "Neither “Assessments in 45 days” nor" in said
    assert "calls for attention" in said
    assert "Next step: Take" not in said


@pytest.mark.parametrize(
    ("target", "counter", "says", "tone"),
    [
        ("improvement", "neutral_high", "rose, which is neither good nor bad in itself. Ask", "un"),
        ("improvement", "", "did not change.", "improvement"),
        ("concern", "neutral_low", "worsened, and “Counter” fell", "un"),
    ],
)
def test_a_counter_measure_without_polarity_is_never_good_or_bad(
    target: str, counter: str, says: str, tone: str
) -> None:
    from almoner.catalogue.published import Polarity
    from almoner.dashboards.live_series import entry_of
    from tests.builders.live_months import words as indicator

    def side(title: str, polarity: Polarity, kind: str) -> Side:
        held = History(
            periods=["M2026-03"], values=[1.0], upper=[2.0],
            point_types=[f"special_cause_{kind}" if kind else "common_cause"],
        )  # fmt: skip
        return Side(entry_of(indicator(title, title, "%", polarity)), held, "/")

    row = pair_row(side("Target", Polarity.HIGHER, target), side("Counter", Polarity.NONE, counter))
    assert row
    assert says in row.sentence
    assert row.tone.startswith(tone)
    assert not row.next_step


def test_a_short_series_is_read_by_the_order_of_its_figures(pages: Client) -> None:
    LiveValue.objects.filter(indicator=OPEN, period__in=PERIODS[:-6]).delete()
    address = f"{HERE}/{OPEN}/reading/"
    page = page_of(pages, address)
    said = words(page)
    assert "this series calls for a run chart, about the median" in said
    assert "6 figures are too few to know their spread" in said
    assert "With so few figures the tests hardly ever speak" in said
    rows = spec(page, "run")["data"]["values"]  # type: ignore[index]
    values = sorted(row["value"] for row in rows)
    assert [row["mean"] for row in rows] == [pytest.approx((values[2] + values[3]) / 2)] * 6
    assert {row["upper"] for row in rows} == {None}
    assert 'href="/live/X10000009/X10000009/CH-ASSESSMENTS-OPEN/reading/?chart=process"' in page
    assert "process-spec" in page_of(pages, f"{address}?chart=process")


def test_a_long_series_is_drawn_with_limits_unless_a_run_chart_is_asked_for(
    pages: Client,
) -> None:
    address = f"{HERE}/{OPEN}/reading/"
    assert "process-spec" in page_of(pages, address)
    page = page_of(pages, f"{address}?chart=run")
    assert "The level has moved, or the figures hang together: more than chance." in words(page)
    assert spec(page, "run")


def test_a_published_series_can_be_drawn_as_a_run_chart(pages: Client) -> None:
    address = f"/councils/oxfordshire/indicators/{RE_REFERRALS}/"
    page = page_of(pages, f"{address}?chart=run")
    assert "Median" in json.dumps(spec(page, "run"))
    assert "process-spec" not in page
    picture = pages.get(f"{address}run.svg")
    assert picture.status_code == 200
    assert picture["Content-Type"] == "image/svg+xml"
    assert "process-spec" in page_of(pages, address)
