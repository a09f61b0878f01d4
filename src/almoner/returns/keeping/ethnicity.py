"""The five ethnic groups of the 2021 census, from what returns say."""

from __future__ import annotations

import polars as pl

# By the first letter of a code of the children's collections (C: Chinese).
_LETTERS = {"W": "white", "M": "mixed", "A": "asian", "C": "asian", "B": "black", "O": "other"}
_UNKNOWN = ("NOBT", "REFU")
_HEADINGS = {
    "white": "white",
    "mixed": "mixed",
    "asian": "asian",
    "black": "black",
    "other": "other",
    "no data": "unknown",
}


def group_of_code(name: str) -> pl.Expr:
    """The group from a code of the children's collections (WBRI, MWBC, NOBT); else none."""
    code = pl.col(name).str.to_uppercase()
    group = code.str.head(1).replace_strict(_LETTERS, default=None).cast(pl.String)
    return pl.when(code.is_in(_UNKNOWN)).then(pl.lit("unknown")).otherwise(group)


def group_of_words(name: str) -> pl.Expr:
    """The group from words that begin with it (White: Irish; b) Mixed ...); else none."""
    text = pl.col(name).str.to_lowercase().str.replace(r"^[a-z]\)\s*", "")
    return pl.coalesce(
        pl.when(text.str.starts_with(heading)).then(pl.lit(group))
        for heading, group in _HEADINGS.items()
    )
