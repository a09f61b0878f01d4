"""Early warning, funnel plots, questions, arrows or limits, and forecasts."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import time
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from almoner.catalogue.published import Polarity
from almoner.dashboards.forecasting import FORECASTER
from almoner.signals.funnel import fit_funnel
from tests.builders.months import HOMES, REFERRALS, load_months
from tests.builders.site import IN_NEED_RATE, IN_TIME, OXFORDSHIRE, RE_REFERRALS, councils

WARNING = "/councils/oxfordshire/early-warning/"
FUNNEL = f"/indicators/{RE_REFERRALS}/funnel/"


@pytest.fixture(scope="module", autouse=True)
def _months(_store: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Series by month and quarter beside the others; undone with them."""
    with django_db_blocker.unblock():
        load_months()


@pytest.fixture(autouse=True, scope="module")
def _forecaster() -> Iterator[None]:
    yield
    FORECASTER.close()


def words(page: str) -> str:
    """The page without its tags."""
    text = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def read(pages: Client, address: str) -> str:
    """The words of a page that there is."""
    answer = pages.get(address)
    assert answer.status_code == 200
    return words(answer.content.decode())


def other_slug() -> str:
    """A council whose months are steady."""
    from almoner.reference.areas import areas

    return areas().get(councils()[1]).slug


def test_a_lasting_rise_is_warned_of_with_its_start_and_next_step(pages: Client) -> None:
    said = read(pages, WARNING)
    assert "Referrals in the month" in said
    assert "Higher than was to be expected: neither good nor bad in itself" in said
    assert "Since when June 2023" in said
    assert "Next step Ask the front-door manager" in said


def test_what_has_one_cause_is_one_warning(pages: Client) -> None:
    page = pages.get(WARNING)
    housing = next(one for one in page.context["services"] if one.service == "housing")
    assert [one.code for one in housing.warnings] == ["HCLIC-owed_relief_duty"]
    assert "Households in temporary accommodation" in housing.warnings[0].with_it[0]
    assert page.context["count"] == 2


def test_false_alarms_to_be_expected_are_stated(pages: Client) -> None:
    assert "chance would bring about 0.8 false alarms a year" in read(pages, WARNING)


def test_nothing_to_tell_is_said_plainly(pages: Client) -> None:
    said = read(pages, f"/councils/{other_slug()}/early-warning/")
    assert "There is nothing to tell. 3 series by month or quarter are watched" in said


def test_a_council_without_months_has_nothing_to_watch(pages: Client) -> None:
    assert "Nothing can be watched" in read(pages, "/councils/fife/early-warning/")


def test_season_is_taken_out_of_one_chart_and_not_of_the_other(pages: Client) -> None:
    page = pages.get(f"{WARNING}?series={REFERRALS}").content.decode()
    specs = dict(
        re.findall(
            r'<script id="chosen-([a-z]+)-[^"]*" type="application/json">(.*?)</script>', page
        )
    )
    means = {
        kind: {row["mean"] for row in json.loads(text)["data"]["values"]}
        for kind, text in specs.items()
    }
    assert len(means["plain"]) == 1
    assert len(means["adjusted"]) > 6


def test_warnings_are_linked_from_the_council(pages: Client) -> None:
    page = pages.get("/councils/oxfordshire/").content.decode()
    assert f'href="{WARNING}"' in page
    assert 'href="/councils/oxfordshire/questions/"' in page


def test_the_funnel_is_that_of_the_published_parts(pages: Client) -> None:
    page = pages.get(f"{FUNNEL}?highlight=oxfordshire").context["page"]
    top = [row.numerator for row in page.rows]
    bottom = [row.denominator for row in page.rows]
    fitted = fit_funnel("proportion", top, bottom)
    assert page.funnel.dispersion == fitted.dispersion
    assert page.centre == pytest.approx(100 * sum(top) / sum(bottom))
    assert len(page.rows) == 12


def test_the_highest_council_is_named_marked_and_judged_by_polarity(pages: Client) -> None:
    page = pages.get(f"{FUNNEL}?highlight=oxfordshire")
    row = page.context["page"].rows[0]
    assert row.area.code == OXFORDSHIRE
    assert row.group == "here"
    assert row.judged.verdict == "worse"
    assert "above 99.8% limit (worse)" in words(page.content.decode())


def test_another_period_is_in_the_address(pages: Client) -> None:
    said = read(pages, f"{FUNNEL}?period=Y2020")
    assert "England, 2019/20" in said


def test_the_funnel_as_csv_holds_the_table_and_the_fit(pages: Client) -> None:
    text = pages.get(f"{FUNNEL}data.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len([row for row in rows if row and row[0] == RE_REFERRALS]) == 12
    assert rows[-2][0] == "phi"


def test_an_indicator_without_parts_has_no_funnel_and_says_so(pages: Client) -> None:
    assert "There is no funnel plot" in read(pages, f"/indicators/{IN_TIME}/funnel/")
    assert pages.get(f"/indicators/{IN_TIME}/funnel/data.csv").status_code == 404


def test_the_funnel_is_linked_where_it_applies(pages: Client) -> None:
    for start in ("/indicators/", "/councils/oxfordshire/indicators/"):
        assert FUNNEL in pages.get(f"{start}{RE_REFERRALS}/").content.decode()
        assert "/funnel/" not in pages.get(f"{start}{IN_NEED_RATE}/").content.decode()


def test_a_revised_figure_is_a_question_with_its_base_rate(pages: Client) -> None:
    said = read(pages, "/councils/oxfordshire/questions/")
    assert "was first published as 12.0%" in said
    assert "A figure of this indicator moved so in 1 of 12 councils." in said
    assert "never verdicts" in said


def test_a_figure_that_is_gone_is_a_question(pages: Client) -> None:
    said = read(pages, "/councils/oxfordshire/questions/")
    assert "Why is there no figure of “Children looked after at 31 March with three" in said
    assert "1 of 12 are missing" in said


def test_a_break_here_and_not_elsewhere_says_so(pages: Client) -> None:
    said = read(pages, "/councils/oxfordshire/questions/")
    assert "in 2023/24, here and not elsewhere?" in said
    assert "In the same period 1 of 12 councils broke too." in said


def test_a_council_with_nothing_odd_is_asked_nothing(pages: Client) -> None:
    assert "Nothing was found to ask." in read(pages, f"/councils/{other_slug()}/questions/")


def test_a_real_change_is_no_false_alarm(pages: Client) -> None:
    page = pages.get(f"/learn/arrows-or-limits/?council=oxfordshire&indicator={RE_REFERRALS}")
    latest = page.context["rows"][0]
    assert latest.light == "Red"
    assert not latest.cries_wolf


def test_arrows_that_cry_wolf_are_counted(pages: Client) -> None:
    address = f"/learn/arrows-or-limits/?council={other_slug()}&indicator={RE_REFERRALS}"
    page = pages.get(address)
    rows = page.context["rows"]
    false = [row for row in rows if row.cries_wolf]
    assert false
    assert all(row.light == "Red" and row.limits == "Usual variation" for row in false)
    assert f"{len(false)} of those (100%)" in page.context["here"]


def test_without_a_better_side_there_is_no_light(pages: Client) -> None:
    page = pages.get(f"/learn/arrows-or-limits/?council=oxfordshire&indicator={REFERRALS}")
    assert all(row.light == "" for row in page.context["rows"])
    assert "govuk-tag" not in page.content.decode()


def test_reading_a_series_names_its_chart_and_works_it_through(pages: Client) -> None:
    said = read(pages, f"/councils/oxfordshire/indicators/{RE_REFERRALS}/")
    assert "By its own properties this series calls for a chart of proportions" in said
    assert "12 figures; their mean is" in said


def test_a_target_that_is_tried_gets_its_probability(pages: Client) -> None:
    address = f"/councils/oxfordshire/indicators/{RE_REFERRALS}/"
    assert "Target: 90.0% or less." in read(pages, f"{address}?target=90")
    assert "more than 99%" in read(pages, f"{address}?target=90")
    assert "Target:" not in read(pages, f"{address}?target=soon")


def test_a_measure_without_polarity_takes_no_target(pages: Client) -> None:
    said = read(pages, f"/councils/oxfordshire/indicators/{IN_NEED_RATE}/?target=90")
    assert "Try a target" not in said


def test_a_forecast_is_promised_at_once_and_there_in_a_while(pages: Client) -> None:
    address = f"/councils/oxfordshire/indicators/{HOMES}/forecast/"
    begun = time.monotonic()
    page = pages.get(address)
    assert time.monotonic() - begun < 5
    for _attempt in range(240):
        if not page.context["pending"]:
            break
        assert "being worked out" in words(page.content.decode())
        time.sleep(0.5)
        page = pages.get(address)
    assert len(page.context["rows"]) == 4
    said = " ".join(page.context["words"])
    assert "figures that were held out" in said
    part = pages.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div id=")


def test_a_yearly_series_has_no_forecast(pages: Client) -> None:
    address = f"/councils/oxfordshire/indicators/{RE_REFERRALS}/"
    assert "forecast/" not in pages.get(address).content.decode()
    assert pages.get(f"{address}forecast/").status_code == 404


def test_where_things_got_better_the_next_step_is_to_keep_it() -> None:
    from almoner.dashboards.presenters.early_warning import judged_of, warning_words
    from almoner.dashboards.watching import Told
    from tests.unit.dashboards.test_live_watching import OVERDUE, team_read

    for shift, says in ((6.0, "oldest first"), (-6.0, "so that it can be kept up")):
        read_one = team_read(OVERDUE, 3, shift=shift).read
        entry = dataclasses.replace(read_one.series.entry, polarity=Polarity.LOWER)
        series = dataclasses.replace(read_one.series, entry=entry)
        found = dataclasses.replace(read_one, series=series)
        assert judged_of(found) == -shift / 6
        assert says in str(warning_words(Told(found, (), ()), "/", []).next_step)


def test_a_light_that_slept_is_told_of() -> None:
    from almoner.dashboards.presenters.learning import tally_words
    from almoner.dashboards.wolf import Tally

    said = tally_words(Tally(changes=11, special=4, missed=2), judged=True)
    assert said == (
        "Of 11 changes none gave an alarm. The limits mark 4 of all. 2 figures that the limits "
        "mark as worse were not red: the light missed them."
    )


def test_where_there_is_no_funnel_others_of_the_service_are_named(pages: Client) -> None:
    page = pages.get(f"/indicators/{IN_TIME}/funnel/?highlight=oxfordshire").content.decode()
    assert f'href="/indicators/{RE_REFERRALS}/funnel/?highlight=oxfordshire"' in page


def test_published_warnings_say_how_old_their_figures_are(pages: Client) -> None:
    assert "the newest is of October to December 2024" in read(pages, WARNING)
