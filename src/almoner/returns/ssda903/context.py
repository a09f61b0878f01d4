"""What the SSDA903's rules see beside the fields: derived columns, each made once.

On every table
    `Header.<field>`    the child's header, the first row where there are several
    `continuous`        looked after continuously for the year (never null)
On Episodes and Episodes_last
    `prev.<field>`, `next.<field>`   the child's episode before and after, in order of start
    `is_first`, `is_last`            the child's first and last episode by start date
    PL_LA, PL_LOCATION, PL_DISTANCE  from the postcodes, unless the table was given with them
    `HOME_POST.known`, `PL_POST.known`
On Episodes also
    `last.<field>`      the child's last episode of last year's return, by start date

An episode without a usable start date cannot be put in order: it has no neighbours and is neither
first nor last, and it does not part the episodes around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl

from almoner.returns.context import Collection, Context
from almoner.returns.kinds import References
from almoner.returns.ssda903.fields import SHAPES
from almoner.returns.ssda903.postcodes import locate, one_code
from almoner.returns.ssda903.provider_list import provider_list
from almoner.returns.tables import beside, prepare, row_column

RESPITE = ("V3", "V4")
_HEADER = ("SEX", "DOB", "DOB.raw", "ETHNIC", "UPN", "MOTHER", "MC_DOB", "MC_DOB.raw", "UASC")
_PLACES = ("PL_LA", "PL_LOCATION", "PL_DISTANCE")
_KNOWN = ("HOME_POST.known", "PL_POST.known")
_FROM_POSTCODES = tuple(
    prefix + name
    for name in (*_PLACES, "PL_DISTANCE.raw", *_KNOWN)
    for prefix in ("", "prev.", "next.", "last.")
)


class Context903(Context):
    """The tables of an SSDA903 of this year and last, with what follows from them."""

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        given: Mapping[str, frozenset[str]],
        collection: Collection,
        references: References,
    ) -> None:
        super().__init__(tables, collection, key="CHILD")
        self.given = given
        self.postcodes = references.postcodes
        self.start, self.end = pl.lit(collection.start), pl.lit(collection.end)
        self.authority = collection.authority
        listed = self.tables.pop("Provider Info", None)
        if listed is not None:
            row = {row_column("Provider Info"): row_column("ProviderList")}
            self.tables["ProviderList"] = listed.rename(row)
        if references.providers is not None:
            listed = provider_list(references.providers, references.postcodes)
            self.tables["ProviderList"] = listed
        for suffix in ("", "_last"):
            self._flag_uasc(f"Header{suffix}", f"UASC{suffix}")

    def _flag_uasc(self, header: str, uasc: str) -> None:
        """The UASC flag of a CSV header: 1 where the child has a UASC row, else 0."""
        if "UASC" in self.given.get(header, ()) or not self.has(header, uasc):
            return
        children = self.tables[uasc]["CHILD"].drop_nulls().unique().implode()
        flag = pl.when(pl.col("CHILD").is_in(children)).then(pl.lit("1")).otherwise(pl.lit("0"))
        self.tables[header] = self.tables[header].with_columns(flag.alias("UASC"))

    def has(self, *tables: str) -> bool:
        """Whether all these tables were given; `@authority` stands for the authority's code."""
        rest = [table for table in tables if table != "@authority"]
        return super().has(*rest) and (len(rest) == len(tables) or self.authority is not None)

    @property
    def own_authority(self) -> pl.Expr:
        """The returning authority's code, as the lookup of postcodes has it."""
        return pl.lit(one_code(self.authority), dtype=pl.String)

    def empty(self, table: str) -> pl.DataFrame:
        """A table of the return as it would be without rows."""
        return prepare(SHAPES[table], [])

    def was_given(self, table: str, column: str) -> bool:
        """Whether the table came with this column."""
        return column in self.given.get(table, ())

    def derive(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Add the derived columns that this table gets."""
        if "CHILD" not in frame.columns:
            return frame
        if table.startswith("Episodes"):
            frame = self._placed(table, frame)
            frame = self._in_order(table, frame)
        if table == "Episodes" and self.has("Episodes_last"):
            frame = self._with_last_year(frame)
        if table != "Header" and self.has("Header") and not table.endswith("_last"):
            headers = self._headers(table)
            if headers.width > 1:
                frame = beside(frame, headers, "CHILD")
        if not self.wants(table, "continuous"):
            return frame
        continuous = pl.col("CHILD").is_in(self.continuous.implode()).fill_null(value=False)
        return frame.with_columns(continuous.alias("continuous"))

    def _headers(self, table: str) -> pl.DataFrame:
        names = [f"Header.{name}" for name in _HEADER if self.wants(table, f"Header.{name}")]
        return self._first_headers.select("CHILD", *names)

    @cached_property
    def _first_headers(self) -> pl.DataFrame:
        header = self.tables["Header"].select("CHILD", *_HEADER)
        header = header.filter(pl.col("CHILD").is_not_null())
        header = header.unique("CHILD", keep="first", maintain_order=True)
        return header.rename({name: f"Header.{name}" for name in _HEADER})

    def _placed(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        if not self.wants(table, *_FROM_POSTCODES):
            return frame
        found = locate(frame, self.postcodes, self.authority)
        keep = [name for name in _PLACES if self.was_given(table, name)]
        found = found.drop(keep)
        if "PL_DISTANCE" in found.columns:
            text = pl.col("PL_DISTANCE").cast(pl.String).alias("PL_DISTANCE.raw")
            found = found.with_columns(text)
        return frame.with_columns(found.get_columns())

    def _in_order(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        row = row_column(table)
        names = [name for name in frame.columns if name not in ("CHILD",)]
        before = [name for name in names if self.wants(table, f"prev.{name}")]
        after = [name for name in names if self.wants(table, f"next.{name}")]
        # Those without a start stand last, whoever's they are.
        dated = pl.all_horizontal(pl.col("CHILD", "DECOM").is_not_null())
        same = {
            step: dated & dated.shift(step) & (pl.col("CHILD").shift(step) == pl.col("CHILD"))
            for step in (1, -1)
        }
        ordered = frame.lazy().sort(~dated, "CHILD", "DECOM", "DEC", row, nulls_last=True)
        found = ordered.with_columns(
            *(pl.when(same[1]).then(pl.col(n).shift(1)).alias(f"prev.{n}") for n in before),
            *(pl.when(same[-1]).then(pl.col(n).shift(-1)).alias(f"next.{n}") for n in after),
            (dated & ~same[1].fill_null(value=False)).alias("is_first"),
            (dated & ~same[-1].fill_null(value=False)).alias("is_last"),
        )
        return self.collected(found.sort(row))

    def _with_last_year(self, frame: pl.DataFrame) -> pl.DataFrame:
        last = self.view("Episodes_last").filter(pl.col("is_last"))
        own = [c for c in last.columns if not c.startswith(("prev.", "next.", "is_", "CHILD"))]
        own = [name for name in own if self.wants("Episodes", f"last.{name}")]
        if not own:
            return frame
        last = last.select("CHILD", *(pl.col(name).alias(f"last.{name}") for name in own))
        return beside(frame, last, "CHILD")

    def knows_uasc(self) -> bool:
        """Whether anything given says who is an unaccompanied asylum seeker."""
        names = ("UASC", "UASC_last")
        flagged = any(self.was_given(header, "UASC") for header in ("Header", "Header_last"))
        return flagged or any(self.has(name) for name in names)

    def is_known_uasc(self) -> pl.Expr:
        """The child is an unaccompanied asylum seeker by this year's or last year's return."""
        known = [pl.Series("CHILD", [], dtype=pl.String)]
        for suffix in ("", "_last"):
            if self.has(f"Header{suffix}"):
                known.append(self.keys_of(f"Header{suffix}", pl.col("UASC") == "1"))
            elif self.has(f"UASC{suffix}"):
                filled = pl.any_horizontal(pl.col("SEX", "DOB.raw", "DUC.raw").is_not_null())
                known.append(self.keys_of(f"UASC{suffix}", filled))
        children = pl.concat(known).implode()
        return pl.col("CHILD").is_in(children).fill_null(value=False)

    def periods_of_care(self) -> pl.LazyFrame:
        """CHILD, began, ended of each unbroken run of episodes; an open one has no end.

        A run goes on while an episode starts on or before the day that the one before ended.
        """
        return self._periods.lazy()

    @cached_property
    def _periods(self) -> pl.DataFrame:
        start, end = pl.col("DECOM"), pl.col("DEC")
        new = (start > end.shift(1).over("CHILD")).fill_null(value=False)
        return (
            self.tables["Episodes"]
            .lazy()
            .filter(pl.col("CHILD").is_not_null(), start.is_not_null())
            .sort("CHILD", "DECOM", "DEC", "Episodes.row", nulls_last=True)
            .with_columns(new.cum_sum().over("CHILD").alias("run"))
            .group_by("CHILD", "run", maintain_order=True)
            .agg(start.first().alias("began"), end.last().alias("ended"))
            .drop("run")
            .collect()
        )

    @cached_property
    def continuous(self) -> pl.Series:
        """The children looked after continuously for the year, by the guide's definition."""
        if not self.has("Episodes"):
            return pl.Series("CHILD", [], dtype=pl.String)
        start, end, dec = self.start, self.end, pl.col("DEC")
        in_year = (pl.col("DECOM") <= end) & ((dec >= start) | dec.is_null())
        began = (pl.col("RNE") == "S") & (pl.col("DECOM") > start) & (pl.col("DECOM") <= end)
        # An end without a reason ends the care: nothing says that the child went on being
        # looked after.
        ended = pl.col("REC").ne_missing("X1") & (dec >= start) & (dec < end)
        respite = pl.col("LS").is_in(RESPITE) & in_year
        broken = pl.any_horizontal(x.fill_null(value=False) for x in (began, ended, respite))
        children = (
            self.tables["Episodes"]
            .lazy()
            .filter(pl.col("CHILD").is_not_null())
            .group_by("CHILD")
            .agg(in_year.fill_null(value=False).any().alias("in"), broken.any().alias("broken"))
            .filter(pl.col("in") & ~pl.col("broken"))
            .collect()
        )
        return children["CHILD"]


def context_of(
    tables: Mapping[str, pl.DataFrame],
    given: Mapping[str, frozenset[str]],
    collection: Collection,
    references: References,
) -> Context903:
    """The context of the rules, from prepared tables."""
    return Context903(tables, given, collection, references)
