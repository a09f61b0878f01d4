"""Live pages of an authority: its teams and places, the people behind a figure, their record."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any

from django.core.cache import cache
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from almoner.casework import queries, streams
from almoner.casework.access import require_people
from almoner.casework.asking import EngineAwayError, ask
from almoner.casework.audit import Audited, audited
from almoner.casework.beside import published_beside
from almoner.casework.headlines import HEADLINES
from almoner.casework.models import Authority
from almoner.casework.parts import inside, part_tables
from almoner.casework.people import rows_of
from almoner.casework.quality.queries import grade_of, low_codes
from almoner.casework.queries import Freshness, Unit
from almoner.casework.tiles import number_words, out_of_words, polarity_words, sections
from almoner.casework.words import Words, words_of
from almoner.measurements.rebases import opened_in
from almoner.reference.period import Period
from almoner.reference.refusal import Refusal


@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """The authorities whose records are kept here; straight to the only one."""
    found = list(Authority.objects.order_by("name"))
    if len(found) == 1:
        return redirect("live", found[0].code)
    return render(request, "casework/authorities.html", {"authorities": found, "section": "live"})


@require_safe
@never_cache
def live(request: HttpRequest, code: str, unit: str = "") -> HttpResponse:
    """A team, place or the whole authority: its tiles, which stay up to date by themselves."""
    authority = get_object_or_404(Authority, code=code)
    everywhere = queries.units(authority)
    here = _unit(everywhere, unit or code)
    context: dict[str, Any] = {
        "authority": authority,
        "unit": here,
        "is_whole": here.kind == "council",
        "units": everywhere,
        "section": "live",
        "known_on": request.GET.get("known_on", ""),
    }
    if context["known_on"]:
        context |= _known_on(authority, here, context["known_on"])
    else:
        context["tiles"] = _tiles(authority, here, queries.freshness(code))
    return render(request, "casework/live.html", context)


@require_safe
@never_cache
def tiles(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The tiles alone; "not modified" while no kept value of the authority has changed."""
    authority = get_object_or_404(Authority, code=code)
    fresh = queries.freshness(code)
    tag = f'"{code}-{fresh.revision}-{int(fresh.running)}-{int(bool(fresh.waiting))}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        here = _unit(queries.units(authority), unit)
        response = HttpResponse(_tiles(authority, here, fresh))
    response.headers["ETag"] = tag
    return response


@require_safe
@never_cache
def events(request: HttpRequest, code: str, unit: str) -> HttpResponseBase:
    """The tiles as server-sent events; no content where as many pages are open as may be."""
    authority = get_object_or_404(Authority, code=code)
    here = _unit(_units_lately(authority), unit)
    if request.method == "HEAD" or not streams.WATCH.enter(code):
        return HttpResponse(status=204)

    language = get_language()

    def make(fresh: Freshness) -> str:
        with override(language):
            return _tiles(authority, here, fresh)

    return StreamingHttpResponse(
        streams.Events(code, make, (here.code, language)),
        content_type="text/event-stream; charset=utf-8",
        # Neither we nor a proxy may hold an event back to press it with the next.
        headers={"Content-Encoding": "identity", "X-Accel-Buffering": "no"},
    )


@require_safe
@never_cache
def indicator(request: HttpRequest, code: str, unit: str, name: str) -> HttpResponse:
    """One indicator of a team or place, month by month, with what it counts."""
    authority = get_object_or_404(Authority, code=code)
    here, entry = _unit(queries.units(authority), unit), _indicator(name)
    values = queries.values_of(code, unit, [name]).get(name, [])
    rows = [
        {
            "period": Period.from_code(one.period).label,
            "period_code": one.period,
            "value": number_words(one.value, entry),
            "numbers": out_of_words(one, entry),
            "at": one.computed_at,
        }
        for one in values[::-1]
    ]
    context = {
        "authority": authority,
        "unit": here,
        "indicator": entry,
        "polarity": polarity_words(entry),
        "rows": rows,
        "graded": grade_of(code, unit, name),
        "published": published_beside(code, entry) if here.kind == "council" else None,
        "section": "live",
    }
    return render(request, "casework/indicator.html", context)


@require_safe
@never_cache
def people(request: HttpRequest, code: str, unit: str, name: str) -> HttpResponse:
    """The people behind one figure, for who may see them."""
    authority = get_object_or_404(Authority, code=code)
    everywhere = queries.units(authority)
    here, entry = _unit(everywhere, unit), _indicator(name)
    period, known_on = request.GET.get("period", ""), request.GET.get("known_on") or None
    if period[:1] not in ("M", "Q", "Y", "R"):
        raise Http404
    username = require_people(request, authority, here)
    audited(
        Audited.PEOPLE_LISTED, by=username, authority=code, subject=unit, indicator=name,
        period=period,
    )  # fmt: skip
    context: dict[str, Any] = {
        "authority": authority,
        "unit": here,
        "indicator": entry,
        "period": _label(period),
        "period_code": period,
        "known_on": known_on,
        "section": "live",
    }
    try:
        found = ask(code, ask="people", indicator=name, period=period, unit=unit, known_on=known_on)
        context |= _counted(found)
        if "broken_down" in request.GET and not known_on:
            shown = inside(here, everywhere)
            units = [one.code for one in shown]
            parts = ask(code, ask="breakdowns", indicator=name, period=period, units=units)
            context["breakdowns"] = part_tables(parts["breakdowns"], shown, entry)
            context["no_breakdowns"] = not context["breakdowns"]
    except EngineAwayError:
        context["away"] = True
    return render(request, "casework/people.html", context)


@require_safe
@never_cache
def person(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """A person's record with every version of every row, for who may see it."""
    authority = get_object_or_404(Authority, code=code)
    unit = _unit(queries.units(authority), request.GET.get("unit") or code)
    username = require_people(request, authority, unit)
    versions = queries.person_versions(code, person)
    if not versions or not _met(versions, unit):
        raise Http404
    audited(Audited.PERSON_SEEN, by=username, authority=code, subject=person, unit=unit.code)
    context = {
        "authority": authority,
        "unit": unit,
        "person": person,
        "rows": rows_of(versions),
        "section": "live",
    }
    return render(request, "casework/person.html", context)


def _met(versions: list[Any], unit: Unit) -> bool:
    """Whether a team worked with a person: an entitlement to a team is to its people alone."""
    return unit.kind != "team" or any(one.content.get("team_id") == unit.code for one in versions)


def _counted(found: dict[str, Any]) -> dict[str, Any]:
    """Those in the numerator, and those counted among whom they are not."""
    above = {one["unit_id"] for one in found["numerator"]}
    below = found["denominator"] or []
    return {
        "numerator": found["numerator"],
        "others": [one for one in below if one["unit_id"] not in above],
        "has_denominator": found["denominator"] is not None,
        "version": found["version"],
        "sql": found["sql"],
    }


def _known_on(authority: Authority, unit: Unit, text: str) -> dict[str, Any]:
    """The tiles as they would have been on a past day."""
    try:
        day = date.fromisoformat(text)
        codes = list(HEADLINES)
        found = ask(authority.code, ask="known_on", known_on=day.isoformat(), indicators=codes)
    except ValueError:
        return {"known_on_wrong": True}
    except EngineAwayError:
        return {"away": True}
    series: dict[str, list[Any]] = {}
    for row in sorted(found["values"], key=lambda row: row["period"]):
        if row["unit"] == unit.code:
            series.setdefault(row["indicator"], []).append(SimpleNamespace(**row))
    shown = {
        "sections": sections(series, words_of(HEADLINES)),
        "authority": authority,
        "unit": unit,
        "known_on": text,
    }
    return {"tiles": render_to_string("casework/tiles.html", shown), "known_day": day}


def _tiles(authority: Authority, unit: Unit, fresh: Freshness) -> str:
    """The tiles, made once for each revision; with what is to be said of their freshness."""
    low = low_codes(authority.code, unit.code, HEADLINES)
    opened = opened_in(unit.code, authority.code)
    said = [*sorted(low), *(f"{code}@{one}" for code, many in opened.items() for one in many)]
    mark = blake2b("+".join(sorted(said)).encode(), digest_size=8).hexdigest()
    key = f"live-{authority.code}-{unit.code}-{fresh.revision}-{get_language()}-{mark}"
    made = cache.get(key) if fresh.revision else None
    if made is None:
        values = queries.values_of(authority.code, unit.code, HEADLINES)
        context = {
            "sections": sections(values, words_of(HEADLINES), opened, low),
            "authority": authority,
            "unit": unit,
            "low": low,
        }
        made = render_to_string("casework/tiles.html", context)
        cache.set(key, made, 600)
    return render_to_string("casework/fragment.html", {"fresh": fresh, "made": made})


def _units_lately(authority: Authority) -> list[Unit]:
    """The units as they were within the last minute: finding them reads every kept cell."""
    key = f"live-units-{authority.code}-{get_language()}"
    found: list[Unit] = cache.get_or_set(key, lambda: queries.units(authority), 60)
    return found


def _unit(everywhere: list[Unit], code: str) -> Unit:
    for unit in everywhere:
        if unit.code == code:
            return unit
    raise Http404


def _indicator(code: str) -> Words:
    found = words_of([code]).get(code)
    if found is None:
        raise Http404
    return found


def _label(period: str) -> str:
    try:
        return Period.from_code(period).label
    except Refusal:
        raise Http404(_("There is no such period")) from None
