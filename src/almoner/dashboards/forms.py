"""What a reader may ask for in the address."""

from __future__ import annotations

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


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
