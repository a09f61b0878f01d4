"""New admissions to residential or nursing care, aged 65 and over."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.outcomes import older_admissions

INDICATOR = Indicator(
    code="AD-ASCOF-2C",
    title="New admissions to residential or nursing care, aged 65 and over",
    service="adults",
    topic="Support",
    measure=Rate(of=Within(older_admissions), population="65+", times=100_000),
    polarity=Polarity.LOWER,
    numerator=(
        "People aged 65 and over who started long-term residential or nursing "
        "care in the period, with none that was open or had ended in the 365 days"
        " before"
    ),
    denominator="Residents aged 65 and over",
    source=("ASCOF 2B and 2C as the department computes them from Client Level Data, 2024-25"),
    caveats=("A service whose component is blank drops out, as in the department's own script."),
    lineage=(
        "ASCOF 2C",
        "PAF C26",
        "PAF C72",
    ),
    published_as="ASCOF-2C",
    paired_with="AD-SCA020",
)
