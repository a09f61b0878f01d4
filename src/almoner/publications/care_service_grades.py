"""The Care Inspectorate's grades of care services in Scotland, by council and month."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from almoner.publications.categories import breakdown, with_codes
from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.areas import Nation, areas
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind

CODE = "care-service-grades"
FOLDER = DATA_DIR / CODE
FILES = {"councils": ("council_monthly_grades",), "services": ("services_march",)}
COUNTS = ("services", "graded", "good", "weak", "places")
COUNCILS = {
    "snapshot": ("snapshot",),
    "council": ("council", "council_area_name"),
    "care_service": ("care_service", "careservice"),
    "services": ("services",),
    "graded": ("graded",),
    "good": ("min_grade_4_plus",),
    "weak": ("min_grade_1_or_2",),
    "places": ("registered_places",),
}
CARE_SERVICES = {
    "Adoption Service": "adoption",
    "Adult Placement Service": "adult-placement",
    "Care Home Service": "care-home",
    "Child Care Agency": "child-care-agency",
    "Fostering Service": "fostering",
    "Housing Support Service": "housing-support",
    "Nurse Agency": "nurse-agency",
    "Offender Accommodation Service": "offender-accommodation",
    "School Care Accommodation Service": "school-accommodation",
    "Secure Accommodation Service": "secure-accommodation",
    "Support Service": "support",
}
SECTORS = {
    "Health Board": "health-board",
    "Local Authority": "council",
    "Private": "private",
    "Voluntary or Not for Profit": "voluntary",
    "": "not-stated",
}
# The file's column of grades -> the theme. Key questions replaced the four qualities from 2018 on.
THEMES = {
    "KQ_Support_Wellbeing": "wellbeing",
    "KQ_Care_and_Support_Planning": "planning",
    "KQ_Setting": "setting",
    "KQ_Staff_Team": "staff-team",
    "KQ_Leadership": "leadership",
    "KQ_Care_Play_and_Learning": "care-play-learning",
    "Quality_of_Care_and_Support": "quality-of-care",
    "Quality_of_Environment": "quality-of-environment",
    "Quality_of_Staffing": "quality-of-staffing",
    "Quality_of_Mgmt_and_Lship": "quality-of-management",
    "Quality_of_Information": "quality-of-information",
}
SERVICES = {
    "snapshot": ("snapshot",),
    "council": ("Council_Area_Name",),
    "number": ("CSNumber",),
    "care_service": ("CareService",),
    "sector": ("ServiceType",),
    "lowest": ("MinGrade",),
    **{name: (name,) for name in THEMES},
}
# Outside the nation, and one provider's number that stands where a council should.
NAMES = {"outside Scotland": "SCO-OUTSIDE", "SP2021000143": "SCO-OTHER"}
# "Good" on the inspectorate's scale of 1 (unsatisfactory) to 6 (excellent).
GOOD = 4


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition of the monthly councils and the yearly services, coded by the latest month."""
    found = files_of(paths, FILES)
    frames = [_councils(read_table(path)) for path in found["councils"]]
    frames += [_services(read_table(path)) for path in found["services"]]
    everything = measurements(frames)
    latest = str(everything["period"].max()).removeprefix("M")
    return [
        Edition(
            publication=CODE,
            code=latest,
            title=_("Grades to {month}").format(month=latest),
            measurements=everything,
            sources=tuple(SourceFile.of(path) for files in found.values() for path in files),
        )
    ]


def _councils(table: Table) -> pl.DataFrame:
    table = _placed(table.columns(COUNCILS).unique(("snapshot", "council", "care_service")))
    table = table.with_columns(**{name: table.numbers(name)[0] for name in COUNTS})
    return pl.concat(
        _published(_summed(table.frame, {"service": "kind"} if kinds else {}, nation=nation))
        for kinds in (True, False)
        for nation in (False, True)
    )


def _services(table: Table) -> pl.DataFrame:
    """Shares of services graded good or better: by sector, and by theme."""
    table = _once(_placed(table.columns(SERVICES)))
    table = with_codes(table.with_columns(sector=pl.col("sector").fill_null("")), "sector", SECTORS)
    frames = []
    for name, theme in {"lowest": "", **THEMES}.items():
        grade = table.numbers(name, blank=Marker.NOT_AVAILABLE)[0]
        graded = table.frame.with_columns(
            graded=grade.is_not_null(), good=(grade >= GOOD).fill_null(value=False)
        ).with_columns(theme=pl.lit(theme))
        splits = {"theme": "theme"} if theme else {"sector": "sector"}
        several = (splits, {**splits, "service": "kind"})
        graded = graded.filter("first")
        frames += [_summed(graded, split, nation=where) for split in several for where in (0, 1)]
    shares = pl.concat(frames).filter(pl.col("graded") > 0)
    themed = pl.col("breakdown").str.contains("theme=")
    return _share(shares, "good", "CISG-GoodOrBetter").with_columns(
        indicator=pl.when(themed).then(pl.lit("CISG-ThemeGoodOrBetter")).otherwise("indicator")
    )


def _once(table: Table) -> Table:
    """`table` with the column `first`: false where a row repeats an earlier one altogether.

    Four services stand twice in 2016. A service that stands twice with other particulars is
    refused.
    """
    whole, key = pl.struct(pl.all()), pl.struct("snapshot", "number")
    frame = table.frame.with_columns(first=whole.is_first_distinct())
    torn = frame.select(pl.col("first") & ~key.is_first_distinct()).to_series()
    if torn.any():
        index = int(torn.arg_true()[0])
        raise table.refusal(
            _("two rows for one key"),
            index=index,
            column="snapshot, number",
            found=f"{frame['snapshot'][index]} / {frame['number'][index]}",
            expected=_("one row for each"),
        )
    return table.with_frame(frame)


def _placed(table: Table) -> Table:
    table = table.with_columns(month=pl.col("snapshot").str.slice(0, 7))
    table = with_periods(table, "month", kind=PeriodKind.MONTH)
    table = with_areas(table, "council", names=NAMES, nation=Nation.SCOTLAND)
    return with_codes(table, "care_service", CARE_SERVICES, into="kind")


def _summed(frame: pl.DataFrame, split: dict[str, str], *, nation: bool | int) -> pl.DataFrame:
    """Counts added up over what is not in `split`, by council or for Scotland."""
    if nation:
        frame = frame.with_columns(area=pl.lit(areas().nation(Nation.SCOTLAND).code))
    counts = [name for name in COUNTS if name in frame.columns]
    key = ["period", "area", "status", "label", *split.values()]
    summed = frame.group_by(key, maintain_order=True).agg(pl.col(counts).cast(pl.Float64).sum())
    code = breakdown(**split) if split else pl.lit("")
    return summed.with_columns(breakdown=code).drop(list(split.values()))


def _published(frame: pl.DataFrame) -> pl.DataFrame:
    counts = [
        frame.with_columns(
            indicator=pl.lit(code),
            value=pl.col(name),
            numerator=pl.lit(None, dtype=pl.Float64),
            denominator=pl.lit(None, dtype=pl.Float64),
            marker=pl.lit(None, dtype=pl.String),
        )
        for name, code in {"services": "CISG-Services", "places": "CISG-Places"}.items()
    ]
    shares = [_share(frame, "good", "CISG-GoodOrBetter"), _share(frame, "weak", "CISG-Weak")]
    return pl.concat([one.select(_RESULT) for one in (*counts, *shares)])


def _share(frame: pl.DataFrame, name: str, code: str) -> pl.DataFrame:
    """Of the services graded, the percentage in `name`; where none is graded, not applicable."""
    graded = pl.col("graded") > 0
    return frame.with_columns(
        indicator=pl.lit(code),
        numerator=pl.col(name),
        denominator=pl.col("graded"),
        value=pl.when(graded).then(100 * pl.col(name) / pl.col("graded")),
        marker=pl.when(~graded).then(pl.lit(Marker.NOT_APPLICABLE.value)),
    ).select(_RESULT)


_RESULT = (
    "indicator",
    "period",
    "area",
    "breakdown",
    "numerator",
    "denominator",
    "value",
    "status",
    "marker",
    "label",
)

PUBLICATION = Publication(
    code=CODE,
    title="Care service quality grades, Scotland",
    publisher="Care Inspectorate",
    attribution=(
        "Care Inspectorate datastore, as archived in OpenCareDashboard. Contains public sector "
        "information licensed under the Open Government Licence v3.0."
    ),
    url="https://www.careinspectorate.com/index.php/publications-statistics/44-public/93-datastore",
    read=read,
    packaged=tuple(sorted(FOLDER.glob("*.parquet"))),
)
