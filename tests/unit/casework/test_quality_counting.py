"""What is counted of the quality of data, over a few rows that can be counted by hand."""

from __future__ import annotations

from datetime import date

import polars as pl

from almoner.casework.quality.agreement import agreement_by_person
from almoner.casework.quality.counting import counts_by_place, latest_homes, of_units
from almoner.casework.quality.declared import agreeing, expected
from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.returns.kinds import kind_of

ON = date(2026, 3, 31)
TABLE = declared_tables()["child_assessment"]
STAMPS = {"version key": pl.String, "version number": pl.Int32, "version current": pl.Boolean,
          "version known": pl.Date}  # fmt: skip
NOBODY = pl.DataFrame(schema={"person_id": pl.String, "compared": pl.Int64, "agreed": pl.Int64})


def people(**changes: object) -> pl.DataFrame:
    """One person, who lives in a locality."""
    row = {"person_id": "P1", "sex": "F", "ethnicity": "white", "born_on": date(2015, 1, 1)}
    schema = polars_schema(declared_tables()["person"])
    return pl.DataFrame([row | changes], schema=schema).with_columns(locality=pl.lit("E07"))


def version(**changes: object) -> dict[str, object]:
    """One version of an assessment in which nothing is missing."""
    row: dict[str, object] = {
        "assessment_id": "A1", "person_id": "P1", "referral_id": "R1", "team_id": "T1",
        "started_on": date(2026, 1, 5), "authorised_on": date(2026, 2, 5), "child_seen": True,
        "no_further_action": False, "version key": "A1", "version number": 1,
        "version current": True, "version known": date(2026, 2, 6),
    }  # fmt: skip
    return row | changes


def counted(
    *rows: dict[str, object], person: pl.DataFrame | None = None, agreement: pl.DataFrame = NOBODY
) -> dict[str, int]:
    """The counts of all teams together."""
    schema = {**polars_schema(TABLE), **STAMPS}
    versions = pl.DataFrame([*rows], schema=schema)
    found = counts_by_place(TABLE, versions, people() if person is None else person, agreement, ON)
    return of_units(found, {"council": pl.lit(value=True)})["council"]


def test_nothing_missing_nothing_wrong() -> None:
    found = counted(version())
    assert found["filled"] == found["expected"] == 7
    assert (found["rows"], found["valid"], found["dated"], found["in_time"]) == (1, 1, 1, 1)


def test_a_value_is_expected_once_its_time_has_come() -> None:
    still_open = counted(version(authorised_on=None, child_seen=None, no_further_action=None))
    assert (still_open["expected"], still_open["filled"]) == (5, 5)
    done = counted(version(child_seen=None, no_further_action=None))
    assert (done["expected"], done["filled"]) == (7, 5)


def test_an_unknown_ethnic_group_is_not_filled() -> None:
    found = counted(version(), person=people(ethnicity="unknown", sex=None))
    assert found["expected"] - found["filled"] == 2


def test_what_is_impossible() -> None:
    wrong = [
        version(authorised_on=date(2026, 1, 4)),
        version(authorised_on=date(2026, 4, 1)),
    ]
    assert [counted(row)["valid"] for row in wrong] == [0, 0]
    assert counted(version(), person=people(died_on=date(2026, 1, 1)))["valid"] == 0
    assert counted(version(), person=people(born_on=date(2027, 1, 1)))["valid"] == 0
    assert counted(version(), person=people(born_on=date(2026, 6, 1)))["valid"] == 1, "not yet born"


def test_late_entry() -> None:
    assert counted(version(**{"version known": date(2026, 2, 12)}))["in_time"] == 1
    late = counted(version(**{"version known": date(2026, 2, 13)}))
    assert (late["dated"], late["in_time"]) == (1, 0)
    undated = counted(version(**{"version known": None}))
    assert (undated["dated"], undated["in_time"]) == (0, 0)


def test_each_version_is_entry_of_what_it_brought() -> None:
    first = version(
        authorised_on=None, **{"version current": False, "version known": date(2026, 1, 6)}
    )
    second = version(**{"version number": 2, "version known": date(2026, 3, 1)})
    found = counted(first, second)
    assert (found["rows"], found["dated"], found["in_time"]) == (1, 2, 1)
    # A correction of something else brings no day, and is no entry of one.
    third = version(child_seen=False, **{"version number": 3, "version known": date(2026, 3, 30)})
    assert counted(first, second | {"version current": False}, third)["dated"] == 2


def test_what_is_long_over_does_not_matter() -> None:
    old = version(started_on=date(2024, 1, 1), authorised_on=date(2024, 2, 1))
    assert counted(old)["rows"] == 0
    assert counted(old | {"authorised_on": None})["rows"] == 1, "it is still open"


def test_units_are_sums_of_teams() -> None:
    schema = {**polars_schema(TABLE), **STAMPS}
    rows = [version(), version(assessment_id="A2", team_id="T2", **{"version key": "A2"}),
            version(assessment_id="A3", team_id=None, **{"version key": "A3"})]  # fmt: skip
    rows.append(version(assessment_id="A4", person_id="P9", **{"version key": "A4"}))
    found = counts_by_place(TABLE, pl.DataFrame(rows, schema=schema), people(), NOBODY, ON)
    team = pl.col("team_id")
    parts = {"all": pl.lit(value=True), "T1": team == "T1", "both": team.is_in(["T1", "T2"]),
             "none": team == "T9", "E07": pl.col("locality") == "E07"}  # fmt: skip
    units = of_units(found, parts)
    assert {name: counts["rows"] for name, counts in units.items()} == {
        "all": 4, "T1": 2, "both": 3, "none": 0, "E07": 3,
    }  # fmt: skip


def test_people_are_counted_where_they_moved_last() -> None:
    rows = [
        ("A1", "P1", date(2020, 1, 1), "E07"), ("A2", "P1", date(2024, 1, 1), "E08"),
        ("A3", "P2", None, "E09"),
    ]  # fmt: skip
    schema = {"address_id": pl.String, "person_id": pl.String, "started_on": pl.Date,
              "locality": pl.String}  # fmt: skip
    found = latest_homes(pl.DataFrame(rows, schema=schema, orient="row"))
    assert dict(found.iter_rows()) == {"P1": "E08", "P2": "E09"}


def test_agreement_of_returns_with_the_record() -> None:
    rows = [
        ("SSDA903", "Header", "P1", '{"DOB": "01/01/2015", "SEX": "F"}'),
        ("CIN", "ChildIdentifiers", "P1", '{"PersonBirthDate": "2015-01-02", "Sex": "F"}'),
        ("CIN", "ChildIdentifiers", "P1", '{"PersonBirthDate": "rubbish", "Sex": "U"}'),
        ("SSDA903", "Header", None, '{"DOB": "01/01/2015"}'),
        ("SSDA903", "Episodes", "P1", '{"DOB": "01/01/1900"}'),
    ]
    names = ["return_code", "table_name", "person_id", "values"]
    returned = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    found = agreement_by_person(returned, people())
    assert found.rows() == [("P1", 4, 3)]
    sums = counted(version(), agreement=found)
    assert (sums["compared"], sums["agreed"]) == (4, 3)


def test_the_declarations_name_what_there_is() -> None:
    assert "child_assessment" in expected()
    columns = {column.name for column in declared_tables()["person"].columns}
    assert {one.column for one in agreeing()} <= columns


def test_the_fields_to_compare_are_fields_of_their_returns() -> None:
    for one in agreeing():
        assert one.field in kind_of(one.return_code).shapes[one.table_name].columns, one
