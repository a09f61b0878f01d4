"""Build the packaged comparator sets, bank holidays and postcode sectors from public data.

    python scripts/reference/build_comparators.py FOLDER

Run `build_areas.py` first: every council named here must be known.
"""

from __future__ import annotations

import csv
import gzip
import io
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from almoner.reference.area_tables import DATA
from almoner.reference.areas import CodeScheme, areas

FAMILIES = {
    "Children, Social Work and Housing indicators": "lgbf-people",
    "Environmental, Culture & Leisure, Economic Development, Corporate and Property indicators": (
        "lgbf-place"
    ),
}
Row = tuple[str, ...]


def dfe(source: Path) -> Iterable[Row]:
    listed = pl.read_csv(
        source / "lait_england_children" / "statistical_neighbours.csv", infer_schema=False
    )
    number = areas().codes(CodeScheme.DFE)
    for row in listed.fill_null("").iter_rows(named=True):
        yield (
            f"dfe-{row['model_year']}",
            number[row["la_number"]].code,
            number[row["neighbour_la_number"]].code,
            row["rank"],
            row["closeness"],
        )


def ons(source: Path) -> Iterable[Row]:
    listed = pl.read_csv(
        source / "neighbours" / "ons_nearest_neighbours_2025.csv.gz", infer_schema=False
    )
    for row in listed.iter_rows(named=True):
        area, neighbour = areas().get(row["la_code"]), areas().get(row["neighbour_code"])
        yield f"ons-2025-{row['model']}", area.code, neighbour.code, row["rank"], ""


def families(source: Path) -> Iterable[Row]:
    listed = pl.read_csv(source / "lgbf_scotland" / "lgbf_family_groups.csv", infer_schema=False)
    for (kind, family), members in listed.group_by("Type", "Family_Group", maintain_order=True):
        codes = [
            areas().require(name, nation="scotland").code for name in members["Local_Authority"]
        ]
        for code in codes:
            for other in codes:
                if other != code:
                    yield FAMILIES[str(kind)], code, other, "", str(family)


def write_gz(name: str, header: Row, rows: Iterable[Row]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    # No time in the header: the same data gives the same bytes.
    packed = gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)
    (DATA / name).write_bytes(packed)


def by_rank(row: Row) -> tuple[str, str, int]:
    return row[0], row[1], int(row[3] or 0)


def main(source: Path) -> None:
    rows = sorted([*dfe(source), *ons(source), *families(source)], key=by_rank)
    write_gz("comparators.csv.gz", ("set", "area", "neighbour", "rank", "closeness"), rows)
    sectors = pl.read_csv(
        source / "geography" / "uk_postcode_sector_to_ltla.csv.gz", infer_schema=False
    )
    known = (
        (row["sector"], areas().get(row["ltla_code"]).code, row["share"])
        for row in sectors.iter_rows(named=True)
    )
    write_gz("postcode_sectors.csv.gz", ("sector", "district", "share"), known)
    shutil.copyfile(source / "calendar" / "uk_bank_holidays.csv", DATA / "uk_bank_holidays.csv")
    print(f"{len(rows)} neighbours, {sectors.height} sectors and districts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
