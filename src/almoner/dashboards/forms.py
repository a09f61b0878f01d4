"""What a reader may ask for in the address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PlaceForm(forms.Form):
    """A council, place or postcode, as typed."""

    place = forms.CharField(
        label=_("Council, place or postcode"),
        help_text=_("For example Oxfordshire, Fife or OX1 1ND"),
        max_length=100,
        error_messages={"required": _("Enter the name of a council, a place or a postcode")},
    )
