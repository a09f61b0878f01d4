"""New admissions to residential or nursing care, aged 18 to 64."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.outcomes import younger_admissions

INDICATOR = Indicator(
    code="AD-ASCOF-2B",
    title="New admissions to residential or nursing care, aged 18 to 64",
    service="adults",
    topic="Support",
    measure=Rate(of=Within(younger_admissions), population="18-64", times=100_000),
    polarity=Polarity.LOWER,
    numerator=(
        "People aged 18 to 64 who started long-term residential or nursing care "
        "in the period, with none that was open or had ended in the 365 days "
        "before"
    ),
    denominator="Residents aged 18 to 64",
    source=("ASCOF 2B and 2C as the department computes them from Client Level Data, 2024-25"),
    caveats=("A service whose component is blank drops out, as in the department's own script."),
    lineage=(
        "ASCOF 2B",
        "PAF C27",
        "PAF C73",
    ),
    published_as="ASCOF-2B",
    paired_with="AD-SCA020",
)
