"""The units of an authority are found without reading every kept value."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from almoner.casework.keeper import Keeper
from almoner.casework.models import Authority, LiveValue
from almoner.casework.queries import units


def test_every_unit_that_has_values_is_found(keeper: Keeper, authority: Authority) -> None:
    kept = set(LiveValue.objects.values_list("unit", flat=True).distinct())
    found = units(authority)
    assert kept - {"", "unknown"} <= {unit.code for unit in found}
    assert {unit.kind for unit in found} == {"council", "service", "team", "locality"}
    assert len({unit.code for unit in found}) == len(found)


def test_another_authoritys_units_are_not_found(keeper: Keeper, authority: Authority) -> None:
    one = LiveValue.objects.first()
    assert one is not None
    for number, other in enumerate(("A", "Z")):
        one.pk, one.authority, one.unit = None, other, f"elsewhere {number}"
        one.save()
    assert not [unit for unit in units(authority) if unit.code.startswith("elsewhere")]


def test_kept_values_are_found_by_the_index(keeper: Keeper, authority: Authority) -> None:
    with CaptureQueriesContext(connection) as asked:
        units(authority)
    sql = next(one["sql"] for one in asked if "casework_livevalue" in one["sql"])
    read = [step for step in plan_of(sql) if "casework_livevalue" in step]
    assert read
    if connection.vendor == "sqlite":
        assert all(step.startswith("SEARCH") and "unit>?" in step for step in read[1:])
    else:
        assert not [step for step in read if "Seq Scan" in step]


def plan_of(sql: str) -> list[str]:
    """The steps by which the database answers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return [row[3] for row in cursor.fetchall()]
        # Of few rows PostgreSQL reads all, whatever indexes there are.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        return [row[0] for row in cursor.fetchall()]


def test_an_authority_without_figures_has_its_teams(authority: Authority) -> None:
    assert {unit.kind for unit in units(authority)} == {"council", "service", "team"}
