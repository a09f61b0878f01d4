"""What the special-cause rules say of a series' latest figure, in words and as a shape."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from almoner.measurements.models import Series


@dataclass(frozen=True)
class Signal:
    """`tone` is concern, improvement, unjudged or none; `arrow` is up, down or empty."""

    tone: str
    arrow: str
    words: str

    @property
    def is_special(self) -> bool:
        """Whether there is a special cause."""
        return self.tone != "none"


_VARIATION = {
    "improvement_high": ("improvement", "up", gettext_lazy("Improving: special cause")),
    "improvement_low": ("improvement", "down", gettext_lazy("Improving: special cause")),
    "concern_high": ("concern", "up", gettext_lazy("Getting worse: special cause")),
    "concern_low": ("concern", "down", gettext_lazy("Getting worse: special cause")),
    "neutral_high": ("unjudged", "up", gettext_lazy("Higher than usual: special cause")),
    "neutral_low": ("unjudged", "down", gettext_lazy("Lower than usual: special cause")),
    "common_cause": ("none", "", gettext_lazy("No significant change")),
}


def signal(series: Series) -> Signal:
    """The signal of the latest figure."""
    if series.value is None:
        return Signal("none", "", _("No figure to judge"))
    if series.previous_value is None:
        return Signal("none", "", _("The first figure: no change to judge"))
    if series.variation in _VARIATION:
        tone, arrow, words = _VARIATION[series.variation]
        return Signal(tone, arrow, str(words))
    return Signal("none", "", _("Too few comparable periods to judge change"))


def kind_words(kind: str, arrow: str) -> str:
    """Why a point counts as special cause, as the end of a sentence."""
    rising = arrow == "up"
    return {
        "outside_limit": _("the latest figure is above the upper process limit")
        if rising
        else _("the latest figure is below the lower process limit"),
        "trend": _("seven or more figures in a row have risen")
        if rising
        else _("seven or more figures in a row have fallen"),
        "two_of_three": _("two of the last three figures are close to the upper limit")
        if rising
        else _("two of the last three figures are close to the lower limit"),
        "shift": _("seven or more figures in a row are above the mean")
        if rising
        else _("seven or more figures in a row are below the mean"),
    }.get(kind, _("the latest figure is unlike those before it"))


POINT_WORDS = {
    "common_cause": gettext_lazy("Usual variation"),
    "special_cause_improvement": gettext_lazy("Improvement"),
    "special_cause_concern": gettext_lazy("Concern"),
    "special_cause_neutral_high": gettext_lazy("Unusually high"),
    "special_cause_neutral_low": gettext_lazy("Unusually low"),
}
