"""Pairs of records that may be of one person, found with Splink. Nothing is ever merged here.

The weights are those of Fellegi and Sunter: how much more often two records agree in something when
they are of one person (m, set here: ours) than when they are not (u, estimated from the records at
hand). Rare surnames weigh more than common ones.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import polars as pl

from almoner.reference.language import _

COLUMNS: Final = ("person_id", "forename", "surname", "born_on", "sex", "postcode", "nhs_number")
LEAST: Final = 0.0
"""The least weight at which a pair is offered: as likely as not to be one person."""
_SECOND_RECORDS = 0.005  # share of people who have one (ours): the prior
_SAMPLE = 200_000.0
_SEED = 1
# Column, and its levels from the strongest on: words, SQL, m. The rest of m is that nothing agrees.
_LEVELS: Final = {
    "surname": (
        (_("same surname"), "surname_l = surname_r", 0.86),
        (
            _("surnames alike"),
            (
                "jaro_winkler_similarity(surname_l, surname_r) >= 0.88 "
                "OR levenshtein(surname_l, surname_r) <= 2"
            ),
            0.09,
        ),
    ),
    "forename": (
        (_("same first name"), "forename_l = forename_r", 0.82),
        (
            _("first names alike"),
            (
                "starts_with(forename_l, forename_r) OR starts_with(forename_r, forename_l) "
                "OR jaro_winkler_similarity(forename_l, forename_r) >= 0.88"
            ),
            0.12,
        ),
    ),
    "born_on": (
        (_("same date of birth"), "born_on_l = born_on_r", 0.88),
        (
            _("day and month of birth swapped"),
            (
                "left(born_on_l, 4) = left(born_on_r, 4) AND substr(born_on_l, 6, 2) = "
                "substr(born_on_r, 9, 2) AND substr(born_on_l, 9, 2) = substr(born_on_r, 6, 2)"
            ),
            0.04,
        ),
        (_("dates of birth differ by a digit"), "levenshtein(born_on_l, born_on_r) <= 1", 0.05),
    ),
    "postcode": (
        (_("same postcode"), "postcode_l = postcode_r", 0.65),
        (
            _("same postcode sector"),
            (
                "split_part(postcode_l, ' ', 1) = split_part(postcode_r, ' ', 1) "
                "AND left(split_part(postcode_l, ' ', 2), 1) = "
                "left(split_part(postcode_r, ' ', 2), 1)"
            ),
            0.08,
        ),
    ),
    "sex": ((_("same sex"), "sex_l = sex_r", 0.98),),
    "nhs_number": ((_("same NHS number"), "nhs_number_l = nhs_number_r", 0.96),),
}
_BLOCKS: Final = (
    ("nhs_number",),
    ("surname", "born_on"),
    ("forename", "born_on"),
    ("surname", "postcode"),
    ("forename", "postcode"),
    ("surname", "forename", "year"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, how much speaks for one person (in bits), and what.

    `reasons` are words with the bits that each adds (or takes), the strongest first.
    """

    person_id: str
    other_id: str
    weight: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """How likely it is that they are one person."""
        return float(2**self.weight / (1 + 2**self.weight)) if self.weight < 60 else 1.0


def people_to_compare(person: pl.DataFrame, address: pl.DataFrame) -> pl.DataFrame:
    """One row a person, in COLUMNS: names in lower case, the postcode of the latest address."""
    latest = (
        address.sort("started_on", "address_id")
        .group_by("person_id")
        .agg(pl.col("postcode").drop_nulls().last())
    )
    return person.join(latest, on="person_id", how="left").select(
        "person_id",
        pl.col("forename", "surname").str.strip_chars().str.to_lowercase(),
        pl.col("born_on").cast(pl.String),
        "sex",
        pl.col("postcode").str.to_uppercase(),
        pl.col("nhs_number").str.replace_all("[ -]", ""),
    )


def possible_duplicates(
    people: pl.DataFrame, *, decided: Collection[tuple[str, str]] = (), least: float = LEAST
) -> list[Pair]:
    """Pairs of `people` (as `people_to_compare` gives them) to be decided, the likeliest first.

    Pairs already `decided`, in either order, are left out. Fewer than two people make none.
    """
    if people.height < 2:
        return []
    found = _predicted(people.with_columns(year=pl.col("born_on").str.head(4)), least)
    settled = {frozenset(pair) for pair in decided}
    pairs = [_pair(row) for row in found.iter_rows(named=True)]
    open_pairs = [pair for pair in pairs if {pair.person_id, pair.other_id} not in settled]
    return sorted(open_pairs, key=lambda pair: (-pair.weight, pair.person_id, pair.other_id))


def _predicted(people: pl.DataFrame, least: float) -> pl.DataFrame:
    from splink import DuckDBAPI, Linker

    prior = min(2 * _SECOND_RECORDS / (people.height - 1), 0.5)
    linker = Linker(_registered(DuckDBAPI(), people), _settings(prior), log_level=logging.ERROR)
    if people.height > 50:
        linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLE, seed=_SEED)
    found = linker.inference.predict(threshold_match_weight=least)
    frame = pl.from_arrow(found.as_pyarrow_table())
    assert isinstance(frame, pl.DataFrame)
    return frame


def _registered(engine: Any, people: pl.DataFrame) -> Any:
    return engine.register(people.to_arrow())


def _settings(prior: float) -> Any:
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="person_id",
        probability_two_random_records_match=prior,
        comparisons=[_comparison(column) for column in _LEVELS],
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in _BLOCKS],
        retain_intermediate_calculation_columns=True,
    )


def _comparison(column: str) -> Any:
    import splink.comparison_level_library as levels
    import splink.comparison_library as library

    given = _LEVELS[column]
    rest = 1 - sum(m for _words, _sql, m in given)
    made: list[Any] = [levels.NullLevel(column)]
    for number, (words, sql, m) in enumerate(given):
        exact = number == 0
        level = levels.ExactMatchLevel(column) if exact else levels.CustomLevel(sql, str(words))
        rare = {"tf_adjustment_column": column} if exact and column == "surname" else {}
        made.append(level.configure(m_probability=m, u_probability=_u(column, number), **rare))
    made.append(levels.ElseLevel().configure(m_probability=rest, u_probability=_u(column, None)))
    return library.CustomComparison(made, output_column_name=column)


def _u(column: str, level: int | None) -> float:
    """How often records of two people agree so, until it is estimated from the records."""
    agree = {"sex": (0.5,), "postcode": (0.001, 0.01), "nhs_number": (1e-7,)}
    known = agree.get(column, (0.005, 0.01, 0.005)[: len(_LEVELS[column])])
    return known[level] if level is not None else 1 - sum(known)


def _pair(row: dict[str, Any]) -> Pair:
    reasons = []
    for column, words in _words().items():
        level = row[f"gamma_{column}"]
        if level < 0:
            continue
        said = words[len(words) - 1 - level]
        weight = row[f"mw_{column}"] + (row.get(f"mw_tf_adj_{column}") or 0.0)
        reasons.append((said, round(float(weight), 1)))
    reasons.sort(key=lambda reason: -abs(reason[1]))
    return Pair(
        row["person_id_l"], row["person_id_r"], round(float(row["match_weight"]), 2), tuple(reasons)
    )


@cache
def _words() -> dict[str, list[str]]:
    """Of each column, what its levels say, the strongest first."""
    differs = {
        "surname": _("surnames differ"),
        "forename": _("first names differ"),
        "born_on": _("dates of birth differ"),
        "postcode": _("postcodes differ"),
        "sex": _("sexes differ"),
        "nhs_number": _("NHS numbers differ"),
    }
    return {
        column: [*(words for words, _sql, _m in given), differs[column]]
        for column, given in _LEVELS.items()
    }
