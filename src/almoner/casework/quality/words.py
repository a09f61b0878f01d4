"""The parts of a grade in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from almoner.casework.quality.queries import TONES, Graded, Part
from almoner.signals.data_quality import Grade, thresholds


@dataclass(frozen=True)
class PartShown:
    """One part as a page shows it."""

    name: str
    meaning: str
    value: str
    of: str
    grade: str
    tone: str
    bounds: str


def grade_word(grade: Grade) -> str:
    """A grade in one word or two."""
    return {
        Grade.LOW: _("Low"),
        Grade.MEDIUM: _("Medium"),
        Grade.HIGH: _("High"),
        Grade.UNKNOWN: _("Not known"),
    }[grade]


def parts_shown(graded: Graded) -> list[PartShown]:
    """Every part, in order."""
    return [_shown(part, graded.edition) for part in graded.parts]


def weakest(graded: Graded) -> list[str]:
    """Names of the parts that made the grade what it is."""
    return [_names()[part.name][0] for part in graded.parts if part.grade == graded.grade]


def _shown(part: Part, edition: str) -> PartShown:
    name, meaning = _names()[part.name]
    one = thresholds(edition)[part.name]
    unit = _("days") if one.unit == "days" else "%"
    side = _("from") if one.more_is_better else _("up to")
    bounds = _("high %(side)s %(high)g %(unit)s, medium %(side)s %(medium)g %(unit)s") % {
        "side": side, "high": one.high_from, "medium": one.medium_from, "unit": unit,
    }  # fmt: skip
    return PartShown(
        name, meaning, _value(part), _of(part), grade_word(part.grade), TONES[part.grade], bounds
    )


def _value(part: Part) -> str:
    if part.value is None:
        return _("Not known")
    if math.isinf(part.value):
        return _("Never audited")
    if part.name == "audit_age":
        return _("%(days)s days") % {"days": f"{part.value:,.0f}"}
    return f"{part.value:.1f}%"


def _of(part: Part) -> str:
    if not part.of:
        return ""
    return _("%(number)s of %(of)s") % {"number": f"{part.number:,}", "of": f"{part.of:,}"}


def _names() -> dict[str, tuple[str, str]]:
    return {
        "completeness": (
            _("Completeness"), _("Values that should be there and are."),
        ),
        "validity": (
            _("Validity"), _("Rows in which nothing is impossible: no event to come, no end "
                             "before its start, nothing before birth or after death."),
        ),
        "timeliness": (
            _("Timeliness of entry"), _("Events of the last twelve months that were recorded "
                                        "within seven days, of those whose entry is dated."),
        ),
        "agreement": (
            _("Agreement between sources"), _("What returns say of the people, where it is the "
                                              "same as in the record."),
        ),
        "audit_age": (
            _("Age of the last audit"), _("Days since a sample of cases was last worked out "
                                          "again by somebody else."),
        ),
        "audit_error": (
            _("Error found by the audit"), _("Cases that the last audit answered differently."),
        ),
    }  # fmt: skip
