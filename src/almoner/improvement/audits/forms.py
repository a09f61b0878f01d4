"""What a reader may ask of audits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from almoner.improvement.audits.models import Answer, Method


class DrawForm(forms.Form):
    """A sample to draw: of which figure, how many cases, how."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    unit = forms.ChoiceField(label=_("Team or place"))
    period = forms.RegexField(
        label=_("Period"),
        regex=r"^[MQYR]\d{4}(-\d{2}|-Q?\d)?$",
        help_text=_("A month such as M2026-03, or a year such as Y2026."),
        error_messages={"invalid": _("Enter a period such as M2026-03 or Y2026")},
    )
    size = forms.IntegerField(label=_("How many cases"), min_value=1, max_value=400, initial=30)
    method = forms.ChoiceField(
        label=_("How they are drawn"), choices=[(one.value, one.words) for one in Method]
    )
    seed = forms.IntegerField(
        label=_("Seed"), required=False, min_value=0, max_value=2**31,
        help_text=_("Leave it blank, or enter a number to draw a sample again."),
    )  # fmt: skip

    def __init__(
        self, *arguments: Any, units: list[tuple[str, str]], indicators: list[tuple[str, str]],
        **named: Any,
    ) -> None:  # fmt: skip
        super().__init__(*arguments, **named)
        self.fields["unit"].choices = units
        self.fields["indicator"].choices = indicators


class AnswerForm(forms.Form):
    """What a case is found to be."""

    found = forms.ChoiceField(
        label=_("Worked out from the file, this case"),
        choices=[(one.value, one.words) for one in Answer],
        error_messages={"required": _("Choose what the file tells")},
    )
    number = forms.FloatField(label=_("The number that it should add"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)


class ScheduleForm(forms.Form):
    """How often a figure is audited, and by whom."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    unit = forms.ChoiceField(label=_("Team or place"))
    every_months = forms.IntegerField(
        label=_("Every so many months"), min_value=1, max_value=60, initial=12
    )
    who = forms.CharField(label=_("Who audits it"), max_length=150)
    first_due_on = forms.DateField(label=_("First due on"))

    def __init__(
        self, *arguments: Any, units: list[tuple[str, str]], indicators: list[tuple[str, str]],
        **named: Any,
    ) -> None:  # fmt: skip
        super().__init__(*arguments, **named)
        self.fields["unit"].choices = units
        self.fields["indicator"].choices = indicators
