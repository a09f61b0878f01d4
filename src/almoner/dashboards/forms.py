"""What a reader may ask for in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from almoner.dashboards.presenters.tile import period_words
from almoner.improvement.models import SetBy
from almoner.improvement.target_actions import Proposal, ends_of
from almoner.measurements.history import History
from almoner.reference.period import Period, PeriodKind
from almoner.reference.refusal import Refusal
from almoner.signals.targets import Side

if TYPE_CHECKING:
    from almoner.signals.targets import Target


class PlaceForm(forms.Form):
    """A council, place or postcode, as typed."""

    place = forms.CharField(
        label=_("Council, place or postcode"),
        help_text=_("For example Oxfordshire, Fife or OX1 1ND"),
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "hx-get": reverse_lazy("suggest"),
                "hx-trigger": "input changed delay:150ms",
                "hx-target": "#suggestions",
            }
        ),
        error_messages={"required": _("Enter the name of a council, a place or a postcode")},
    )


class TargetForm(forms.Form):
    """A target as it is tried or set. `held` gives the periods that it may start from."""

    whose = forms.ChoiceField(
        label=_("Whose target"),
        choices=[
            ("local", _("Local: the council’s own")),
            ("team", _("The team’s own")),
            ("national", _("National: set by a department or a regulator")),
        ],
        initial="local",
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    low = forms.FloatField(
        label=_("At least"), help_text=_("For a range, give both ends."), required=False
    )
    high = forms.FloatField(label=_("At most"), required=False)
    acceptable = forms.FloatField(
        label=_("Acceptable level"),
        help_text=_("A second line, short of the aim. It may be left out."),
        required=False,
    )
    first_period = forms.ChoiceField(
        label=_("From"), required=False, widget=forms.Select(attrs={"class": "govuk-select"})
    )
    reason = forms.CharField(
        label=_("Why this level"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
    )
    source = forms.CharField(label=_("Where it is written down"), required=False, max_length=300)

    def __init__(self, data: Mapping[str, Any] | None, *, held: History) -> None:
        super().__init__(data)
        self.fields["first_period"].choices = [
            (code, period_words(code)) for code in starts_from(held)
        ]

    def tried(self) -> Target | None:
        """The target as `signals` reads it; None where the ends do not make one."""
        if not self.is_bound or not self.is_valid():
            return None
        kept = self.cleaned_data
        try:
            return ends_of(self.side(), kept["low"], kept["high"], kept["acceptable"])
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return None

    def side(self) -> Side:
        """A range where both ends are given, else a floor or a ceiling."""
        low, high = self.cleaned_data["low"], self.cleaned_data["high"]
        if low is not None and high is not None:
            return Side.RANGE
        return Side.CEILING if high is not None else Side.FLOOR

    def proposal(self, indicator: str, place: str, authority: str) -> Proposal:
        """What is to be kept."""
        kept = self.cleaned_data
        return Proposal(
            indicator=indicator,
            place=place,
            authority=authority,
            whose=SetBy(kept["whose"] or SetBy.LOCAL),
            side=self.side(),
            low=kept["low"],
            high=kept["high"],
            acceptable=kept["acceptable"],
            first_period=kept["first_period"] or self.fields["first_period"].choices[0][0],
            reason=kept["reason"],
            source=kept["source"],
        )


def starts_from(held: History) -> list[str]:
    """Periods that a target may start from: the next one, the ones held, the latest first."""
    if not held.periods:
        return []
    last = Period.from_code(held.periods[-1])
    ahead = last.moved(12).code if last.kind in (PeriodKind.MONTH, PeriodKind.QUARTER) else ""
    after = last.next().code
    return [code for code in dict.fromkeys((after, ahead, *held.periods[::-1])) if code]
