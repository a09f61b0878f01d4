"""Build the packaged tables of areas from public data.

    python scripts/reference/build_areas.py FOLDER

FOLDER holds the public data sets named in `src/almoner/reference/data/README.md`, each in its own
folder. Three small tables beside this script hold what those data sets lack: hand_kept_areas.csv,
hand_kept_names.csv and hand_kept_codes.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

import polars as pl

from almoner.reference.area_names import name_key
from almoner.reference.area_tables import DATA

HERE = Path(__file__).resolve().parent
KIND_BY_TYPE = {
    "CC": "council", "CTY": "council", "LBO": "council", "MD": "council", "UA": "council",
    "SCO": "council", "WPA": "council", "NMD": "district", "NID": "district",
    "COMB": "other", "SRA": "other",
}  # fmt: skip
NATIONS = {
    "England": "england", "Wales": "wales", "Scotland": "scotland",
    "Northern Ireland": "northern-ireland",
}  # fmt: skip
# The county council and the unitary that took its place served the same area: one series.
SAME_AREA = {"BKM": "BUC", "NYK": "NYE", "SOM": "SMT"}
# Counties that became unitaries of the same area in 2009.
SAME_SINCE_2009 = {"CON", "DUR", "NBL", "SHR", "WIL"}
REGIONS_NOT_IN_REGISTER = {
    "BMH": "South West", "CHC": "South West", "EDO": "South West", "FOR": "East of England",
    "KET": "East Midlands", "NDO": "South West", "POL": "South West", "PUR": "South West",
    "SED": "East of England", "SUF": "East of England", "TAU": "South West",
    "WAV": "East of England", "WDO": "South West", "WSO": "South West",
}  # fmt: skip
COLUMNS = [
    *("code", "name", "official_name", "kind", "type", "nation", "region", "subregion"),
    *("upper_tier", "dfe_code", "registry_code", "cassr_code", "e_code"),
    *("start_on", "end_on", "successors", "slug"),
]


def table(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False, encoding="utf8-lossy").fill_null("")


def hand_kept(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


class Build:
    """The tables as they grow: areas by code, codes and names as sets of rows."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.areas: dict[str, dict[str, str]] = {}
        self.codes: set[tuple[str, str, str]] = set()
        self.names: set[tuple[str, str]] = set()
        self.by_registry: dict[str, str] = {}
        self.region_codes: dict[str, str] = {}

    def add_area(self, **values: str) -> None:
        self.areas[values["code"]] = {column: values.get(column, "") for column in COLUMNS}

    def add_code(self, scheme: str, text: str, code: str, column: str | None = None) -> None:
        if text and code in self.areas:
            self.codes.add((scheme, text, code))
            if column and not self.areas[code][column]:
                self.areas[code][column] = text

    def add_names(self, code: str, *names: str) -> None:
        for name in names:
            # A spelling that lost a letter on the way helps nobody.
            if name.strip() and "\ufffd" not in name and "ï¿½" not in name:
                self.names.add((name_key(name), code))

    def hand_kept_areas(self) -> None:
        for row in hand_kept("hand_kept_areas.csv"):
            self.add_area(**row)
            self.add_names(row["code"], row["name"], row["official_name"], *row["names"].split("|"))
            self.add_code("dfe", row["dfe_code"], row["code"])
            self.add_code("cassr", row["cassr_code"], row["code"])
            if row["kind"] == "region" and row["type"] == "region":
                self.region_codes[row["name"]] = row["code"]

    def register(self) -> None:
        listed = table(self.source / "geography" / "uk_local_authorities_past_and_current.csv.gz")
        rows = list(listed.iter_rows(named=True))
        for row in rows:
            self.by_registry[row["local-authority-code"]] = (
                row["gss-code"] or row["local-authority-code"]
            )
        for old, new in SAME_AREA.items():
            self.by_registry[old] = self.by_registry[new]
        for row in rows:
            if row["local-authority-code"] not in SAME_AREA:
                self._registered(row)
        for row in rows:
            code = self.by_registry[row["local-authority-code"]]
            self.add_code("registry", row["local-authority-code"], code)
            self.add_code("e_code", row["ecode"], code, "e_code")
            for former in filter(None, row["former-gss-codes"].split(",")):
                self.add_code("gss", former, code)
            self.add_names(code, row["official-name"], row["nice-name"])
            if row["local-authority-type"] not in ("COMB", "SRA"):
                self.add_names(code, *row["alt-names"].split(","))

    def _registered(self, row: dict[str, str]) -> None:
        registry = row["local-authority-code"]
        region = row["region"] or REGIONS_NOT_IN_REGISTER.get(registry, "")
        start = "" if registry in SAME_SINCE_2009 else row["start-date"]
        was_county = registry in SAME_AREA.values()
        end = (
            row["end-date"].replace("2023-04-01", "2023-03-31").replace("2021-04-01", "2021-03-31")
        )
        replaced_by = filter(None, row["replaced-by"].split(","))
        self.add_area(
            code=self.by_registry[registry],
            name=row["nice-name"].strip(),
            official_name=row["official-name"],
            kind=KIND_BY_TYPE[row["local-authority-type"]],
            type=row["local-authority-type"],
            nation=NATIONS[row["nation"]],
            region=self.region_codes.get(region, ""),
            upper_tier=self.by_registry.get(row["county-la"], ""),
            registry_code=registry,
            # The register's dates before 2009 are those of its own making, not the council's.
            start_on=start if start >= "2009" and not was_county else "",
            end_on=end,
            successors=" ".join(self.by_registry[code] for code in replaced_by),
            slug=row["gov-uk-slug"].replace(".", ""),
        )

    def register_codes(self) -> None:
        pairs = table(self.source / "geography" / "gss_to_registry_code.csv")
        for gss, registry in pairs.iter_rows():
            code = self.by_registry.get(registry)
            if code and gss != code:
                self.add_code("gss", gss, code)
        variants = table(self.source / "geography" / "local_authority_name_variants.csv.gz")
        for name, registry in variants.iter_rows():
            code = self.by_registry.get(registry)
            if code and self.areas[code]["kind"] != "other":
                self.add_names(code, name)

    def upper_tiers(self) -> None:
        pairs = table(self.source / "geography" / "ltla23_utla23_lookup.csv")
        for row in pairs.iter_rows(named=True):
            lower, upper = self.area(row["ltla23_code"]), self.area(row["utla23_code"])
            if lower and upper and self.areas[lower]["kind"] == "district":
                self.areas[lower]["upper_tier"] = upper

    def area(self, gss: str) -> str | None:
        if gss in self.areas:
            return gss
        found = [code for scheme, text, code in self.codes if scheme == "gss" and text == gss]
        return found[0] if found else None

    def dfe_numbers(self) -> None:
        census = self.source / "cin_census_england"
        children = table(census / "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv.gz")
        for row in children.iter_rows(named=True):
            if row["geographic_level"] == "Local authority":
                code = self.area(row["new_la_code"])
                if code is None:
                    raise SystemExit(f"no area for {row['new_la_code']} {row['la_name']}")
                self.add_code("dfe", row["old_la_code"], code, "dfe_code")
                self.add_names(code, row["la_name"])
        by_number = {text: code for scheme, text, code in self.codes if scheme == "dfe"}
        inner_outer = {"Inner London": "E13000001", "Outer London": "E13000002"}
        for row in table(self.source / "lait_england_children" / "lait_areas.csv").iter_rows(
            named=True
        ):
            if code := by_number.get(row["la_number"]):
                self.add_names(code, row["la_name"])
                self.areas[code]["subregion"] = inner_outer.get(row["region"], "")

    def adult_services_numbers(self) -> None:
        scores = table(self.source / "adult_social_care_england" / "ascof_2020_21_open_data.csv.gz")
        listed = scores.unique(["Geographical Code", "ONS Code"])
        groups = {key: code for key, code in self.names if self.areas[code]["kind"] != "council"}
        for row in listed.iter_rows(named=True):
            council = row["Geographical Level"] == "Council"
            code = self.area(row["ONS Code"]) or groups[name_key(row["Geographical Description"])]
            column = "cassr_code" if council else None
            self.add_code("cassr", row["Geographical Code"], code, column)

    def scottish_numbers(self) -> None:
        listed = table(self.source / "records_home_care_scotland_2010" / "council_codes.csv")
        by_key = {key: code for key, code in self.names if code.startswith("S12")}
        for number, name in listed.iter_rows():
            self.add_code("scottish", number, by_key[name_key(name)])

    def finance_codes(self) -> None:
        outturn = pl.read_parquet(
            self.source / "finance_england_2024_25" / "ro3_social_care_outturn.parquet"
        ).unique(["e_code", "la_code"])
        for row in outturn.iter_rows(named=True):
            if re.fullmatch(r"E\d{4}", row["e_code"]) and not row["la_code"].startswith("E12"):
                code = self.area(row["la_code"]) or ""
                self.add_code("e_code", row["e_code"], code)
                if code:
                    self.areas[code]["e_code"] = row["e_code"]

    def trusts(self) -> None:
        listed = pl.read_parquet(
            self.source
            / "delayed_discharges_monthly"
            / "england_nhs_trust_reasons_2024_06_2025_05.parquet"
        ).unique(["nhs_trust22_code", "nhs_trust22_name"])
        for row in listed.iter_rows(named=True):
            code, name = f"ODS-{row['nhs_trust22_code']}", row["nhs_trust22_name"]
            self.add_area(
                code=code, name=name, official_name=name, kind="trust", type="NHS trust",
                nation="england",
            )  # fmt: skip
            self.add_code("ods", row["nhs_trust22_code"], code)
            self.add_names(code, name)

    def own_names_first(self) -> None:
        """A name that is a council's own is no other name of its successor (Bournemouth, Poole)."""
        own = defaultdict(set)
        for code, area in self.areas.items():
            if area["kind"] in ("council", "district"):
                own[name_key(area["name"])].add(code)
                own[name_key(area["official_name"])].add(code)
        self.names = {
            (key, code) for key, code in self.names if key not in own or code in own[key]
            or self.areas[code]["kind"] not in ("council", "district")
        }  # fmt: skip

    def finish(self) -> None:
        self.own_names_first()
        for row in hand_kept("hand_kept_codes.csv"):
            column = {"dfe": "dfe_code", "cassr": "cassr_code"}.get(row["scheme"])
            self.add_code(row["scheme"], row["text"], row["code"], column)
        for row in hand_kept("hand_kept_names.csv"):
            self.areas[row["code"]]["name"] = row["display"]
            self.add_names(row["code"], row["display"], *row["names"].split("|"))
        for code, area in self.areas.items():
            slug = name_key(area["name"]).replace(" ", "-")
            area["slug"] = area["slug"] if area["kind"] in ("council", "district") else ""
            area["slug"] = area["slug"] or f"{slug}-{code.lower()}" * (area["end_on"] != "") or slug
        slugs = defaultdict(list)
        for code, area in self.areas.items():
            slugs[area["slug"]].append(code)
        for slug, codes in slugs.items():
            for code in sorted(
                codes,
                key=lambda c: (
                    "council district nation region".find(self.areas[c]["kind"]) % 99,
                    c,
                ),
            )[1:]:
                self.areas[code]["slug"] = f"{slug}-{code.lower()}"

        self.areas["E10000009"]["successors"] = "E06000058 E06000059"  # Christchurch went to one
        self.areas["E07000201"]["upper_tier"] = "E10000029"  # the register says Surrey for Suffolk

    def write(self) -> None:
        rows = [self.areas[code] for code in sorted(self.areas)]
        pl.DataFrame(rows, schema=COLUMNS).write_csv(DATA / "areas.csv")
        pl.DataFrame(sorted(self.codes), schema=["scheme", "text", "code"], orient="row").write_csv(
            DATA / "area_codes.csv"
        )
        pl.DataFrame(sorted(self.names), schema=["key", "code"], orient="row").write_csv(
            DATA / "area_names.csv"
        )
        print(f"{len(self.areas)} areas, {len(self.codes)} codes, {len(self.names)} names")


def main(source: Path) -> None:
    build = Build(source)
    build.hand_kept_areas()
    build.register()
    build.register_codes()
    for row in hand_kept("hand_kept_codes.csv"):
        build.add_code(row["scheme"], row["text"], row["code"])
    build.upper_tiers()
    build.dfe_numbers()
    build.adult_services_numbers()
    build.scottish_numbers()
    build.finance_codes()
    build.trusts()
    build.finish()
    build.write()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
