"""Children's social care providers by council, counted from Ofsted's register at 31 March."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.categories import breakdown, with_codes
from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.periods import with_years
from almoner.publications.places import with_areas
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import Period, day

CODE: Final = "childrens-homes"
PREFIX: Final = "HOMES"
FOLDER: Final = DATA_DIR / CODE
FILES: Final = {"providers": ("childrens_social_care_providers",)}
ENGLAND: Final = "E92000001"
HOME: Final = "children's home"

TYPES: Final = {
    kind.capitalize(): kind
    for kind in (
        HOME,
        "secure children's home",
        "independent fostering agency",
        "voluntary adoption agency",
        "adoption support agency",
        "residential special school",
        "residential special school (registered as a children's home)",
        "boarding school",
        "further education college with residential accommodation",
        "residential family centre",
        "residential holiday scheme for disabled children",
        "secure training centre",
        "CAFCASS",
    )
} | {
    # What the register of 2015 called them.
    "Residential special school (>295 days/year)": (
        "residential special school (registered as a children's home)"
    ),
}
SECTORS: Final = {
    sector.capitalize(): sector
    for sector in (
        "private",
        "voluntary",
        "local authority",
        "academy",
        "health authority",
        "public sector",
    )
}
# A blank judgement is a provider not yet inspected.
JUDGEMENTS: Final = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires improvement",
    "adequate": "adequate",
    "satisfactory": "satisfactory",
    "inadequate": "inadequate",
    "": "not yet inspected",
}
BEST: Final = ("outstanding", "good")
COLUMNS: Final = {
    "year": ("year",),
    "council": ("local_authority",),
    "type": ("provision_type",),
    "sector": ("sector",),
    "judgement": ("overall", "overall effectiveness"),
    "providers": ("providers",),
    "places": ("places",),
}
STANDS: Final = ("period", "label", "area")


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file; its code is the latest year in it ("2024")."""
    return [_edition(path) for path in files_of(paths, FILES)["providers"]]


def _edition(path: Path) -> Edition:
    counted = _counted(read_table(path))
    latest = str(counted["label"].max())
    everywhere = pl.concat([counted, counted.with_columns(area=pl.lit(ENGLAND))])
    return Edition(
        publication=CODE,
        code=latest,
        title=_("Providers at 31 March, to {year}").format(year=latest),
        measurements=measurements([*_all_providers(everywhere), *_homes(everywhere)]),
        sources=(SourceFile.of(path),),
    )


def _counted(table: Table) -> pl.DataFrame:
    """A row a council, year, type, sector and judgement, with providers and places (or null)."""
    table = table.columns(COLUMNS).unique(("year", "council", "type", "sector", "judgement"))
    table = with_areas(with_years(table, "year"), "council", at="period")
    table = with_codes(table, "type", TYPES, message=_("this type of provider is not known"))
    table = with_codes(table, "sector", SECTORS, message=_("this sector is not known"))
    table = with_codes(table, "judgement", JUDGEMENTS, message=_("this is no judgement"))
    providers, _none = table.numbers("providers")
    places, _blank = table.numbers("places", blank=Marker.NOT_COLLECTED)
    return _at_end_of_year(table.frame.with_columns(providers=providers, places=places))


def _at_end_of_year(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with 31 March in place of the reporting year."""
    ends = {code: day(Period.from_code(code).end).code for code in frame["period"].unique()}
    return frame.with_columns(pl.col("period").replace_strict(ends, return_dtype=pl.String))


def _all_providers(counted: pl.DataFrame) -> list[pl.DataFrame]:
    splits: tuple[list[str], ...] = ([], ["type"], ["judgement", "sector", "type"])
    return [
        frame
        for split in splits
        for frame in (
            _sums(counted, "Providers", "providers", split),
            _sums(counted, "Places", "places", split),
        )
    ]


def _homes(counted: pl.DataFrame) -> list[pl.DataFrame]:
    """Children's homes alone; a council that has other providers only has none of them."""
    homes = counted.filter(pl.col("type") == HOME)
    none = counted.select(STANDS).unique().join(homes.select(STANDS), on=STANDS, how="anti")
    no_homes = none.sort(STANDS).select(
        *STANDS, value=pl.lit(0.0), indicator=pl.lit(f"{PREFIX}-ChildrensHomes")
    )
    return [
        *(
            _sums(homes, "ChildrensHomes", "providers", by)
            for by in ([], ["sector"], ["judgement"])
        ),
        no_homes,
        *(_sums(homes, "ChildrensHomePlaces", "places", by) for by in ([], ["sector"])),
        _good_or_outstanding(homes),
    ]


def _sums(counted: pl.DataFrame, key: str, what: str, split: Iterable[str]) -> pl.DataFrame:
    """Sums of providers or places, in total or split.

    Places are not registered for some types (not applicable), and not given at all in some years
    (not collected).
    """
    split = list(split)
    year_has = pl.col(what).is_not_null().any().over("period")
    why = pl.when(year_has).then(pl.lit(Marker.NOT_APPLICABLE.value))
    known = counted.with_columns(why=why.otherwise(pl.lit(Marker.NOT_COLLECTED.value)))
    sums = known.group_by(*STANDS, *split, maintain_order=True).agg(
        value=pl.when(pl.col(what).is_not_null().any()).then(pl.col(what).sum()),
        why=pl.col("why").first(),
    )
    return sums.select(
        *STANDS,
        "value",
        indicator=pl.lit(f"{PREFIX}-{key}"),
        breakdown=breakdown(**{name: name for name in split}) if split else pl.lit(""),
        marker=pl.when(pl.col("value").is_null()).then(pl.col("why")),
    )


def _good_or_outstanding(homes: pl.DataFrame) -> pl.DataFrame:
    """The percentage of inspected children's homes with one of the two best judgements."""
    judged = pl.col("judgement") != JUDGEMENTS[""]
    best = pl.col("judgement").is_in(BEST)
    shares = homes.group_by(STANDS, maintain_order=True).agg(
        numerator=pl.col("providers").filter(best).sum(),
        denominator=pl.col("providers").filter(judged).sum(),
    )
    return shares.select(
        *STANDS,
        "numerator",
        "denominator",
        indicator=pl.lit(f"{PREFIX}-GoodOrOutstanding"),
        value=pl.when(pl.col("denominator") > 0).then(
            100 * pl.col("numerator") / pl.col("denominator")
        ),
        marker=pl.when(pl.col("denominator") == 0).then(pl.lit(Marker.NOT_APPLICABLE.value)),
    )


PUBLICATION = Publication(
    code=CODE,
    title="Children's social care providers and places",
    publisher="Ofsted",
    attribution=(
        "Children's social care providers and places, Ofsted, as kept in Care Markets. Contains "
        "public sector information licensed under the Open Government Licence v3.0."
    ),
    url="https://www.gov.uk/government/collections/childrens-social-care-statistics",
    read=read,
    packaged=(FOLDER / "childrens_social_care_providers_by_la_2015_2024.csv.gz",),
)
