"""Reading one published series again after its rebases have changed; for web workers."""

from __future__ import annotations

from django.db import transaction

from almoner.catalogue.published import published_indicators
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.measurements.rebases import accepted, relimited


def read_afresh(*, indicator: str, area: str, breakdown: str = "") -> None:
    """Compute limits and signals of one series by the rebases that now stand, and keep them."""
    with transaction.atomic():
        found = Series.objects.select_for_update().filter(
            indicator=indicator, area=area, breakdown=breakdown
        )
        for series in found:
            _read(series)


def _read(series: Series) -> None:
    opened = accepted().filter(
        authority="", indicator=series.indicator, area=series.area, breakdown=series.breakdown
    )
    entry = published_indicators().get(series.indicator)
    better = entry.polarity.improvement if entry else 0
    periods = set(opened.values_list("period", flat=True))
    held, icon = relimited(History.unpack(series.history), periods, better)
    series.history = held.pack()
    series.variation = icon
    series.point_type = held.point_types[-1] if held.point_types else ""
    series.save(update_fields=["history", "variation", "point_type"])
