"""The workbook of findings: a summary, the findings by rule, and all findings, of a team or all."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from almoner.submissions.models import Finding, ReplyKind
from almoner.submissions.titles import severity_title

_OPTIONS = {
    "in_memory": True,
    "constant_memory": True,
    # What a file says is text: a cell never becomes a formula or a link.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(
    *, about: Sequence[tuple[str, str]], rules: Sequence[Mapping[str, Any]],
    findings: Iterable[Finding], teams: Mapping[str, str],
) -> bytes:  # fmt: skip
    """An .xlsx file. `about` are lines of the first sheet, as name and value."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"created": timezone.localtime().replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _about(book, bold, about)
        _rules(book, bold, wrapped, rules)
        _findings(book, bold, wrapped, findings, teams)
    return made.getvalue()


def _about(book: Any, bold: Any, about: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(_("About"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    for place, (name, value) in enumerate(about):
        sheet.write_string(place, 0, name, bold)
        sheet.write_string(place, 1, value)


def _rules(book: Any, bold: Any, wrapped: Any, rules: Sequence[Mapping[str, Any]]) -> None:
    headings = [_("Rule"), _("Severity"), _("What it says"), _("Findings"), _("Children"),
                _("Without a reply")]  # fmt: skip
    sheet = _sheet(book, bold, _("By rule"), headings, [12, 12, 90, 10, 10, 16])
    for place, rule in enumerate(rules, start=1):
        sheet.write_string(place, 0, rule["rule"])
        sheet.write_string(place, 1, severity_title(rule["severity"]))
        sheet.write_string(place, 2, rule["message"], wrapped)
        for column, name in enumerate(("number", "children", "unsaid"), start=3):
            sheet.write_number(place, column, rule[name])
    sheet.autofilter(0, 0, max(len(rules), 1), len(headings) - 1)


def _findings(
    book: Any, bold: Any, wrapped: Any, findings: Iterable[Finding], teams: Mapping[str, str]
) -> None:
    headings = [_("Child or key"), _("Team"), _("Rule"), _("Severity"), _("Table"), _("Row"),
                _("Fields"), _("Values"), _("What it says"), _("New"), _("Reply"), _("Reason"),
                _("By"), _("On")]  # fmt: skip
    widths = [18, 20, 10, 10, 18, 8, 24, 30, 70, 8, 18, 40, 16, 12]
    sheet = _sheet(book, bold, _("Findings"), headings, widths)
    number = 0
    for number, one in enumerate(findings, start=1):
        for column, value in enumerate(_cells(one, teams)):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value, wrapped if column in (8, 11) else None)
    sheet.autofilter(0, 0, max(number, 1), len(headings) - 1)


def _cells(one: Finding, teams: Mapping[str, str]) -> list[str | int]:
    said: list[str | int] = ["", "", "", ""]
    if one.reply:
        day = timezone.localtime(one.reply.said_at).date().isoformat()
        said = [ReplyKind(one.reply.kind).words, one.reply.reason, one.reply.said_by, day]
    return [
        one.child, teams.get(one.team, one.team), one.rule, severity_title(one.severity),
        one.table, one.row + 1, one.fields.replace(";", ", "), one.values, one.message,
        _("new") if one.is_new else "", *said,
    ]  # fmt: skip


def _sheet(book: Any, bold: Any, name: str, headings: Sequence[str], widths: Sequence[int]) -> Any:
    sheet = book.add_worksheet(name)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    return sheet
