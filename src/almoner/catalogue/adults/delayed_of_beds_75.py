"""Delayed discharges of people of 75 and over in acute beds."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.hospital import delays_75, stays_75

INDICATOR = Indicator(
    code="AD-D41",
    title="Delayed discharges of people of 75 and over in acute beds",
    service="adults",
    topic="Hospital",
    unit="%",
    measure=Ratio(
        top=Open(delays_75, "ready_on", "left_on"),
        bottom=Open(stays_75, "admitted_on", "discharged_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, people whose discharge is delayed",
    denominator="People of 75 and over in an acute hospital at the end of the period",
    source="PAF D41 (name; definition recalled)",
    caveats="Needs the hospital stays of all residents in the record.",
    lineage=("PAF D41",),
    paired_with="AD-ASCOF-2D-1",
)
