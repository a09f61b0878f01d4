"""What makes a finding the same one in another submission."""

from __future__ import annotations

from almoner.submissions.fingerprints import Known, fingerprints

ONE: Known = ("101", "Header", "1002", "SEX", "")
OTHER: Known = ("101", "Header", "1003", "SEX", "")


def test_the_same_finding_has_the_same_mark_wherever_it_stands() -> None:
    assert fingerprints([ONE, OTHER]) == fingerprints([OTHER, ONE])[::-1]


def test_each_part_matters() -> None:
    changed = [(*ONE[:place], f"{ONE[place]}x", *ONE[place + 1 :]) for place in range(len(ONE))]
    assert len(set(fingerprints([ONE, *changed]))) == len(ONE) + 1  # type: ignore[list-item]


def test_parts_do_not_run_into_each_other() -> None:
    assert len(set(fingerprints([("1", "01", "", "", ""), ("10", "1", "", "", "")]))) == 2


def test_a_second_one_alike_is_told_from_the_first() -> None:
    first, second = fingerprints([ONE, ONE])
    assert first != second
    assert fingerprints([ONE]) == [first]
