"""The comparison of any indicators of any councils."""

from __future__ import annotations

import csv
import io
import json
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.site import IN_NEED_RATE, IN_TIME, RE_REFERRALS, THREE_PLACEMENTS, councils

FIRST = "council=oxfordshire"
ADDRESS = f"/compare/?{FIRST}&council=barnsley&indicator={RE_REFERRALS}&indicator={IN_TIME}"


def row_of(page: str, indicator: str) -> str:
    """The text of an indicator's row in the table."""
    rows = re.findall(r"<tr.*?</tr>", page[page.index("app-heat") :], re.DOTALL)
    (found,) = [row for row in rows if f'href="/indicators/{indicator}/"' in row]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def spec_of(page: str) -> dict:
    """The spine chart's specification."""
    found = re.search(r'<script id="spine-spec" type="application/json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def marks_of(spec: dict) -> list[dict]:
    """The marks of councils in the chart."""
    (layer,) = [one for one in spec["layer"] if "shape" in one["encoding"]]
    return layer["data"]["values"]


def test_nothing_chosen_yet_asks_for_both(pages: Client) -> None:
    page = pages.get("/compare/").content.decode()
    assert "Choose any councils and any indicators" in page
    assert 'name="place"' in page
    assert 'name="find"' in page


def test_figures_with_parts_are_judged_and_others_say_why_not(pages: Client) -> None:
    page = pages.get(ADDRESS).content.decode()
    judged = row_of(page, RE_REFERRALS)
    # 400 of 1,000 beside the nation's 18%, and the next council's 161 of 1,000.
    assert "40.0% , Oxfordshire" in judged
    assert "worse 37.0% – 43.1%" in judged
    assert "similar" in judged
    unjudged = row_of(page, IN_TIME)
    assert "Not compared: no numerator published." in unjudged
    assert not re.search(r"\b(worse|similar)\b", unjudged)


def test_the_legend_states_the_method(pages: Client) -> None:
    page = pages.get(ADDRESS).content.decode()
    assert "Intervals are Wilson’s for percentages, and Byar’s for rates" in page
    assert "never coloured by its rank alone" in page
    assert "Local Authority Interactive Tool" in page


def test_colour_never_stands_without_an_interval(pages: Client) -> None:
    page = pages.get(f"/compare/?{FIRST}&indicator={IN_TIME}").content.decode()
    table = page[page.index("app-heat") : page.index('id="method"')]
    assert set(re.findall(r"app-heat__cell--([\w-]+)", table)) == {"not-compared"}
    assert "None of these figures can be called better or worse by interval" in page


def test_the_spine_is_scaled_about_the_nation_with_the_good_side_right(pages: Client) -> None:
    marks = marks_of(spec_of(pages.get(ADDRESS).content.decode()))
    referred = {mark["name"]: mark for mark in marks if mark["y"] < 1}
    # The worst of all, and furthest from the nation: at the left edge.
    assert referred["Oxfordshire"]["place"] == -1
    assert referred["Oxfordshire"]["size"] > referred["Barnsley"]["size"]
    assert referred["Oxfordshire"]["verdict"] == "Worse"
    in_time = {mark["name"]: mark for mark in marks if mark["y"] > 1}
    # Higher is better here, and 100% is the best: at the right edge.
    assert in_time["Oxfordshire"]["place"] == 1


def test_a_withheld_figure_keeps_its_marker(pages: Client) -> None:
    row = row_of(
        pages.get(f"{ADDRESS}&indicator={THREE_PLACEMENTS}").content.decode(), THREE_PLACEMENTS
    )
    assert "withheld, so that nobody can be identified" in row


def test_the_reference_may_be_the_first_council_or_its_neighbours(pages: Client) -> None:
    first = pages.get(f"{ADDRESS}&against=first").content.decode()
    assert "Every figure, compared with Oxfordshire" in first
    assert "reference 37.0% – 43.1%" in row_of(first, RE_REFERRALS)
    assert "better" in row_of(first, RE_REFERRALS)
    neighbours = pages.get(f"{ADDRESS}&against=neighbours").content.decode()
    assert "the mean of Oxfordshire’s neighbours" in neighbours


def test_a_council_is_added_by_its_name_alone(pages: Client) -> None:
    response = pages.get(f"/compare/?{FIRST}&indicator={RE_REFERRALS}&place=Barnsley")
    assert response.status_code == 302
    assert response["Location"] == f"/compare/?indicator={RE_REFERRALS}&{FIRST}&council=barnsley"


def test_several_councils_that_fit_are_offered(pages: Client) -> None:
    page = pages.get(f"/compare/?{FIRST}&place=north").content.decode()
    assert "Add North Somerset" in page
    unknown = pages.get(f"/compare/?{FIRST}&place=atlantis").content.decode()
    assert "No other council is known by “atlantis”" in unknown


def test_indicators_are_found_by_their_words(pages: Client) -> None:
    page = pages.get(f"/compare/?{FIRST}&find=previous+referral").content.decode()
    assert f'href="/compare/?indicator={RE_REFERRALS}&amp;{FIRST}"' in page


def test_neighbours_and_headlines_are_added_at_once(pages: Client) -> None:
    page = pages.get(f"/compare/?{FIRST}").content.decode()
    assert "Add all neighbours of Oxfordshire (10)" in page
    headline = re.search(r'href="([^"]+)">Children \(3\)<span[^>]*>, headline', page)
    assert headline
    assert IN_NEED_RATE in headline[1]


def test_each_choice_can_be_taken_out_and_each_council_put_first(pages: Client) -> None:
    page = pages.get(ADDRESS).content.decode()
    parts = f"indicator={RE_REFERRALS}&amp;indicator={IN_TIME}"
    assert f'href="/compare/?{parts}&amp;council=barnsley&amp;council=oxfordshire"' in page
    assert f'href="/compare/?indicator={IN_TIME}&amp;{FIRST}&amp;council=barnsley"' in page


def test_what_is_not_known_is_said(pages: Client) -> None:
    page = pages.get(f"{ADDRESS}&council=atlantis").content.decode()
    assert "Not known, and left out:" in page
    assert "atlantis" in page


def test_the_comparison_as_csv(pages: Client) -> None:
    response = pages.get(ADDRESS.replace("/compare/", "/compare/data.csv"))
    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text.split("\r\n\r\n")[0])))
    assert len(rows) == 4
    worst = rows[0]
    assert (worst["council"], worst["value"], worst["verdict"]) == ("Oxfordshire", "40.0", "worse")
    assert (worst["numerator"], worst["denominator"]) == ("400.0", "1000.0")
    assert rows[2]["why_not_compared"] == "no numerator published"
    assert "Open Government Licence v3.0" in text


def test_the_chart_as_a_picture_with_its_source(pages: Client) -> None:
    response = pages.get(ADDRESS.replace("/compare/", "/compare/spine.svg"))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"Local Authority Interactive Tool" in response.content
    assert pages.get(ADDRESS.replace("/compare/", "/compare/spine.gif")).status_code == 404


def test_a_large_comparison_asks_the_store_twice_and_then_once(pages: Client) -> None:
    from almoner.reference.areas import areas

    chosen = "&".join(f"council={areas().get(code).slug}" for code in councils())
    address = f"{ADDRESS}&{chosen}"
    with CaptureQueriesContext(connection) as first:
        pages.get(address)
    with CaptureQueriesContext(connection) as second:
        pages.get(address)
    # The latest periods and the spreads, with what the first council has; then the periods alone.
    assert sum("measurements_series" in one["sql"] for one in first) == 3
    assert sum("measurements_series" in one["sql"] for one in second) == 1


def test_an_earlier_period_is_found_in_a_series_that_goes_on(pages: Client) -> None:
    from almoner.measurements import actions
    from almoner.reference.areas import areas
    from tests.builders.editions import edition

    later = f"{RE_REFERRALS} Y2025 {areas().require('Barnsley').code} 61.7 617/1000"
    actions.load(editions=[edition(later, code="2025", publication="x")])
    slugs = [areas().get(code).slug for code in councils()]
    chosen = "&".join(f"council={slug}" for slug in slugs)
    page = pages.get(f"/compare/?{chosen}&indicator={RE_REFERRALS}").content.decode()
    # Most have 2023/24 as their latest: all are shown for it, Barnsley from its history.
    row = row_of(page, RE_REFERRALS)
    assert "2023/24" in row
    assert "61.7" not in row
    assert "no figure" not in row


def test_other_pages_lead_here(pages: Client) -> None:
    council = pages.get("/councils/oxfordshire/").content.decode()
    assert 'href="/compare/?indicator=' in council
    indicator = pages.get(f"/councils/oxfordshire/indicators/{RE_REFERRALS}/").content.decode()
    assert f'href="/compare/?indicator={RE_REFERRALS}&amp;{FIRST}&amp;council=' in indicator
    everywhere = pages.get(f"/indicators/{RE_REFERRALS}/").content.decode()
    assert f'href="/compare/?indicator={RE_REFERRALS}"' in everywhere


def test_the_home_council_is_an_example_where_there_is_one(pages: Client, settings) -> None:
    settings.HOME_COUNCIL = "E10000025"
    page = pages.get("/compare/").content.decode()
    (address,) = re.findall(r'For example: <a class="govuk-link" href="([^"]+)"', page)
    assert f"{FIRST}&amp;council=" in address
    settings.HOME_COUNCIL = ""
    assert "For example:" not in pages.get("/compare/").content.decode()


def test_neighbours_are_those_of_the_service(pages: Client) -> None:
    # The department's ten for children's services, the statistics office's twenty for the rest.
    def offered(indicator: str) -> str:
        page = pages.get(f"/compare/?{FIRST}&indicator={indicator}").content.decode()
        (number,) = re.findall(r"Add all neighbours of Oxfordshire \((\d+)\)", page)
        return number

    assert (offered(RE_REFERRALS), offered("PAF-B8")) == ("10", "20")
