"""What a reader may send and ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from almoner.submissions.models import ReplyKind
from almoner.submissions.queries import ORDERS, Asked
from almoner.submissions.titles import RETURN_TITLES
from almoner.submissions.years import years_offered


class ManyFiles(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files chosen, as a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them checked; an empty file is refused."""
        given = data if isinstance(data, list | tuple) and data else [data or None]
        found = [super(FilesField, self).clean(one, initial) for one in given]
        return [one for one in found if one]


class ReceiveForm(forms.Form):
    """A return: which, of when and whose, its files and last year's."""

    authority = forms.ChoiceField(label=_("Council"))
    return_code = forms.ChoiceField(label=_("Which return"), choices=list(RETURN_TITLES.items()))
    year = forms.ChoiceField(label=_("Collection year"))
    files = FilesField(
        label=_("Files of the return"),
        help_text=_("CSV lists, XML, a workbook, or one zip with any of these."),
        error_messages={"required": _("Choose the files of the return"),
                        "empty": _("One of the files is empty")},
    )  # fmt: skip
    before = FilesField(
        label=_("Last year's files"),
        help_text=_("Not needed. With them, rules that compare the two years run as well."),
        required=False,
    )

    def __init__(self, *arguments: Any, authorities: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        years = years_offered()
        self.fields["authority"].choices = authorities
        self.fields["year"].choices = [(year, year) for year in years]
        self.fields["year"].initial = years[1]


class ReplyForm(forms.Form):
    """What somebody says of a finding."""

    kind = forms.ChoiceField(
        label=_("What do you say of it?"),
        choices=[
            (ReplyKind.RIGHT.value, _("Checked and right: the values stand as they are")),
            (ReplyKind.EXPLAINED.value, _("Explained: it is so, and this is why")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you say of it")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter a reason")},
    )


def asked_of(parameters: Any) -> Asked:
    """What an address asks of the list of findings; anything unknown is anything."""
    texts = {
        name: str(parameters.get(name, ""))[:120]
        for name in ("search", "rule", "severity", "table", "team", "said", "only")
    }
    sort = parameters.get("sort", "rule")
    if texts["said"] not in {"nothing", *(kind.value for kind in ReplyKind)}:
        texts["said"] = ""
    return Asked(**texts, sort=sort if sort in ORDERS else "rule")
