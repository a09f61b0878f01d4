"""A decision on a new level, as a person makes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from almoner.dashboards.presenters.tile import period_words
from almoner.measurements.history import History


class RebaseForm(forms.Form):
    """A period, what is decided of it, and why. `held` gives the periods."""

    ACCEPT, DECLINE = "accept", "decline"

    period = forms.ChoiceField(
        label=_("From"), widget=forms.Select(attrs={"class": "govuk-select"})
    )
    reason = forms.CharField(
        label=_("What changed then"),
        help_text=_("A rebase needs a reason in the real world: a new team, a changed rule."),
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
        error_messages={"required": _("Enter what changed")},
    )
    answer = forms.ChoiceField(
        choices=[(ACCEPT, _("Accept")), (DECLINE, _("Decline"))], widget=forms.HiddenInput
    )

    def __init__(self, data: Mapping[str, Any] | None, *, held: History) -> None:
        super().__init__(data)
        self.fields["period"].choices = [(code, period_words(code)) for code in held.periods[:0:-1]]
