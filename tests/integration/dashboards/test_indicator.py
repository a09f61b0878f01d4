"""The indicator page and what can be downloaded from it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client

from almoner.catalogue.published import published_indicators
from tests.builders.site import (
    IN_NEED_RATE,
    IN_TIME,
    RE_REFERRALS,
    THREE_PLACEMENTS,
    YEARS,
    councils,
)

ADDRESS = f"/councils/oxfordshire/indicators/{RE_REFERRALS}/"


def specs(page: str) -> dict[str, dict]:  # type: ignore[type-arg]
    """The specifications on a page by the name of their chart."""
    found = re.findall(
        r'<script id="([a-z]+)-spec" type="application/json">(.*?)</script>', page, re.DOTALL
    )
    return {name: json.loads(text) for name, text in found}


def words(page: str) -> str:
    """The page without its tags."""
    text = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_latest_figure_and_its_meaning_are_in_words(pages: Client) -> None:
    said = words(pages.get(ADDRESS).content.decode())
    assert "40.0%" in said
    assert "12 of 12" in said
    assert "Lower is better" in said
    assert "This is more than chance would produce" in said
    assert "above the upper process limit" in said


def test_words_of_the_catalogue_stand_on_the_page(pages: Client) -> None:
    entry = published_indicators()[RE_REFERRALS]
    said = pages.get(ADDRESS).context["entry"]
    assert said == entry
    page = words(pages.get(ADDRESS).content.decode())
    assert entry.source in page
    assert entry.numerator in page


def test_the_process_chart_has_every_period_with_limits(pages: Client) -> None:
    rows = specs(pages.get(ADDRESS).content.decode())["process"]["data"]["values"]
    assert [row["period"] for row in rows][-1] == "2023/24"
    assert len(rows) == len(YEARS)
    assert rows[-1]["value"] == 40.0
    assert rows[-1]["judgement"] == "Concern"
    assert rows[-1]["upper"] < 40.0


def test_the_ranked_chart_has_every_council_with_wilson_intervals(pages: Client) -> None:
    rows = specs(pages.get(ADDRESS).content.decode())["ranked"]["data"]["values"]
    assert len(rows) == len(councils())
    here = rows[-1]
    assert (here["name"], here["value"]) == ("Oxfordshire", 40.0)
    # Wilson, 400 of 1,000, worked by hand from the textbook form.
    assert here["lower"] == pytest.approx(37.01, abs=0.01)
    assert here["upper"] == pytest.approx(43.07, abs=0.01)


def test_no_interval_is_made_up_where_the_parts_are_not_published(pages: Client) -> None:
    page = pages.get(f"/councils/oxfordshire/indicators/{IN_TIME}/").content.decode()
    assert all(row["lower"] is None for row in specs(page)["ranked"]["data"]["values"])
    assert "95% interval" not in page


def test_every_chart_has_its_picture_without_script_and_its_numbers_in_a_table(
    pages: Client,
) -> None:
    page = pages.get(ADDRESS).content.decode()
    assert page.count("<noscript><img") == len(specs(page)) == 3
    for year in YEARS:
        assert f"{year - 1}/{year % 100:02}" in words(page)


def test_revisions_show_what_each_edition_said(pages: Client) -> None:
    page = words(pages.get(ADDRESS).content.decode())
    revised = page[page.index("Revisions") :]
    assert "12.0%" in revised


def test_a_breakdown_is_chosen_in_the_address(pages: Client) -> None:
    address = f"/councils/oxfordshire/indicators/{THREE_PLACEMENTS}/"
    assert "withheld" in words(pages.get(address).content.decode())
    women = pages.get(address, {"breakdown": "sex=female"})
    assert '<option value="sex=female" selected>' in women.content.decode()
    assert "withheld" not in words(women.content.decode()).split("Every period")[0]
    assert pages.get(address, {"breakdown": "sex=other"}).status_code == 404


def test_where_nothing_is_better_the_page_takes_no_side(pages: Client) -> None:
    said = words(pages.get(f"/councils/oxfordshire/indicators/{IN_NEED_RATE}/").content.decode())
    assert "Neither high nor low is better in itself" in said
    assert "Unusually high" in said
    assert "quarter" not in said.split("About this indicator")[0]


def test_csv_has_every_period_and_its_source(pages: Client) -> None:
    response = pages.get(f"{ADDRESS}data.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["period"] for row in rows] == [f"Y{year}" for year in YEARS]
    assert rows[-1]["value"] == "40.0"
    assert rows[-1]["numerator"] == "400.0"
    assert rows[-1]["rank"] == "12"
    assert {row["licence"] for row in rows} == {"Open Government Licence v3.0"}
    assert "attachment" in response.headers["Content-Disposition"]


def test_a_figure_without_value_is_a_marker_in_the_csv(pages: Client) -> None:
    address = f"/councils/oxfordshire/indicators/{THREE_PLACEMENTS}/data.csv"
    rows = list(csv.DictReader(io.StringIO(pages.get(address).content.decode("utf-8-sig"))))
    last = next(row for row in rows if row["period"] == "Y2024")
    assert (last["value"], last["marker"]) == ("", "suppressed")


@pytest.mark.parametrize("chart", ["process", "compared", "ranked"])
def test_each_chart_is_drawn_on_the_server_with_title_and_source(pages: Client, chart: str) -> None:
    response = pages.get(f"{ADDRESS}{chart}.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    picture = response.content.decode()
    assert "Re-referrals" in picture
    assert "Open Government Licence" in picture


def test_png_is_a_png(pages: Client) -> None:
    assert pages.get(f"{ADDRESS}process.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize("end", ["pie.svg", "process.gif"])
def test_other_pictures_are_not_found(pages: Client, end: str) -> None:
    assert pages.get(ADDRESS + end).status_code == 404


def test_unknown_indicators_are_not_found(pages: Client) -> None:
    assert pages.get("/councils/oxfordshire/indicators/LAIT-Nothing/").status_code == 404
    assert pages.get("/indicators/LAIT-Nothing/").status_code == 404


def test_an_indicator_in_every_council(pages: Client) -> None:
    said = words(pages.get(f"/indicators/{RE_REFERRALS}/").content.decode())
    assert said.index("1 of 12") < said.index("12 of 12")
