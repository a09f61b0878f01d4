"""Questions worth asking, in words: what is seen, how common it is, and the innocent reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.asking import SHARED, STEADY_STEPS, Broken, Missing, Moved, Paired, Share
from almoner.dashboards.figures import in_unit, marker_words, number, title_of
from almoner.dashboards.presenters.tile import period_words
from almoner.reference.areas import Area

MOST = 8
"""Questions of one kind: with more of them none is asked."""

GAIN_AT_A_COST = 2


@dataclass(frozen=True)
class Question:
    """One question with what it rests on; `common` is the base rate."""

    ask: str
    seen: str
    common: str
    links: tuple[tuple[str, str], ...]
    caveats: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of question: its innocent reasons, and the questions of this council."""

    code: str
    title: str | Promise
    looked: str
    innocent: tuple[str | Promise, ...]
    questions: list[Question]
    more: int


def moved_kind(area: Area, found: Sequence[Moved]) -> Kind:
    """Figures that moved after they were published."""
    return Kind(
        "moved",
        _("Figures that moved after they were published"),
        _(
            "Every figure that came out in more than one edition was compared. One is listed where "
            "it changed by a twentieth or more, and by more than rounding would."
        ),
        (
            gettext_lazy("The publisher corrected its method, and every council moved."),
            gettext_lazy("Late records came in, as they should."),
            gettext_lazy("Boundaries or populations were revised."),
        ),
        [_moved(area, one) for one in found[:MOST]],
        max(len(found) - MOST, 0),
    )


def _moved(area: Area, one: Moved) -> Question:
    seen = _("%(period)s was first published as %(first)s and is now %(last)s.") % {
        "period": period_words(one.period),
        "first": in_unit(one.first, one.entry),
        "last": in_unit(one.last, one.entry),
    }
    if one.periods > 1:
        others = one.periods - 1
        words = ngettext("%(n)s other period moved.", "%(n)s other periods moved.", others)
        seen += " " + words % {"n": others}
    return Question(
        _("What changed in “%(title)s” after it was published, and was everybody told?")
        % {"title": title_of(one.entry)},
        seen,
        _("A figure of this indicator moved so in %(share)s.") % {"share": of_councils(one.share)},
        (_link(area, one),),
    )


def missing_kind(area: Area, found: Sequence[Missing]) -> Kind:
    """Figures that have gone missing."""
    return Kind(
        "missing",
        _("Figures that have gone missing"),
        _(
            "Series that had a figure in each of the two periods before, and for the latest have "
            "only the reason why there is none."
        ),
        (
            gettext_lazy("Numbers became so small that they are withheld, which may be good news."),
            gettext_lazy("A new system was being brought in, and the return could not be made."),
            gettext_lazy("The publisher stopped collecting it from everybody."),
        ),
        [_missing(area, one) for one in found[:MOST]],
        max(len(found) - MOST, 0),
    )


def _missing(area: Area, one: Missing) -> Question:
    count = len(one.entries)
    what = (
        f"“{title_of(one.entries[0])}”"
        if count == 1
        else _("%(n)s figures of %(source)s") % {"n": count, "source": one.entries[0].source}
    )
    return Question(
        _("Why is there no figure of %(what)s for %(period)s?")
        % {"what": what, "period": period_words(one.period)},
        _("The publisher says: %(marker)s.") % {"marker": marker_words(one.marker)},
        _("Of all councils’ figures of the same kind and period, %(share)s are missing.")
        % {"share": of_all(one.share)},
        tuple((title_of(e), indicator_address(area.slug, e.code)) for e in one.entries[:MOST]),
    )


def paired_kind(area: Area, found: Sequence[Paired]) -> Kind:
    """Gains that another measure may have paid for."""
    asked = [one for one in found if one.code == GAIN_AT_A_COST]
    looked = ngettext(
        "%(n)s pair of measures was read together, each judged by its own process limits.",
        "%(n)s pairs of measures were read together, each judged by its own process limits.",
        len(found),
    ) % {"n": len(found)}
    return Kind(
        "paired",
        _("A gain beside its counter-measure’s loss"),
        looked + " " + _("Which measures make a pair is Almoner’s own choice."),
        (
            gettext_lazy("The two changed for different reasons, at about the same time."),
            gettext_lazy("Harder cases came in, which take both measures their own way."),
        ),
        [_paired(area, one) for one in asked],
        0,
    )


def _paired(area: Area, one: Paired) -> Question:
    from almoner.signals.paired import paired_sentence

    target, counter = title_of(one.target), title_of(one.counter)
    return Question(
        _("Was the gain in “%(target)s” bought by “%(counter)s”?")
        % {"target": target, "counter": counter},
        f"{paired_sentence(one.code, target, counter)} {one.pair.reason}",
        _("The same is seen in %(share)s.") % {"share": of_councils(one.share)},
        (
            (target, indicator_address(area.slug, one.target.code)),
            (counter, indicator_address(area.slug, one.counter.code)),
        ),
    )


def pair_rows(found: Sequence[Paired]) -> list[tuple[str, str, str]]:
    """Every pair that was read, what it says, and how common that is."""
    from almoner.signals.paired import paired_sentence

    return [
        (
            f"{title_of(one.target)} / {title_of(one.counter)}",
            paired_sentence(one.code, _("the first"), _("the second")).capitalize(),
            of_all(one.share),
        )
        for one in found
    ]


def broken_kind(area: Area, found: Sequence[Broken], looked: int) -> Kind:
    """Sudden breaks."""
    chance = number(looked * STEADY_STEPS, 1)
    return Kind(
        "broken",
        _("Sudden breaks"),
        _(
            "%(looked)s steps of the headline indicators were looked at, from one period to the "
            "next. One is listed where it is 3.27 times the series’ other steps or more. Chance "
            "alone would list about %(chance)s; %(found)s were found."
        )
        % {"looked": number(looked, 0), "chance": chance, "found": len(found)},
        (
            gettext_lazy("The definition or the way of counting changed for everybody."),
            gettext_lazy("Something happened in the world, such as the pandemic of 2020."),
            gettext_lazy("A council was divided or joined with another."),
            gettext_lazy("A family with many children moves a small council’s figure by itself."),
        ),
        [_broken(area, one) for one in found[:MOST]],
        max(len(found) - MOST, 0),
    )


def _broken(area: Area, one: Broken) -> Question:
    shared = one.share.of > 0 and one.share.having / one.share.of >= SHARED
    words = (
        _("Did the definition of “%(title)s” change in %(period)s?")
        if shared
        else _("What happened to “%(title)s” in %(period)s, here and not elsewhere?")
    )
    return Question(
        words % {"title": title_of(one.entry), "period": period_words(one.period)},
        _("From %(first)s in %(before)s to %(last)s: %(times)s times the usual step.")
        % {
            "first": in_unit(one.first, one.entry),
            "before": period_words(one.before),
            "last": in_unit(one.last, one.entry),
            "times": number(one.times, 1),
        },
        _("In the same period %(share)s broke too.") % {"share": of_councils(one.share)},
        (_link(area, one),),
        one.entry.caveats,
    )


def _link(area: Area, one: Moved | Broken) -> tuple[str, str]:
    return title_of(one.entry), indicator_address(area.slug, one.entry.code)


def of_councils(share: Share) -> str:
    """A share of councils in words."""
    return _("%(count)s of %(of)s councils") % {
        "count": number(share.having, 0),
        "of": number(share.of, 0),
    }


def of_all(share: Share) -> str:
    """A share in words."""
    return _("%(count)s of %(of)s") % {"count": number(share.having, 0), "of": number(share.of, 0)}
