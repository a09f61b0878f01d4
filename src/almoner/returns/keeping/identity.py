"""Keys of people and rows: stable from one submission to the next, and never too long."""

from __future__ import annotations

import hashlib

import polars as pl

LONGEST = 80
"""Characters that a key may have in the store."""
_PERSON_LONGEST = 48
_PARTED = "\x1f"
PEOPLE = {"scheme": pl.String, "value": pl.String, "person_id": pl.String}


def no_people() -> pl.DataFrame:
    """Identifiers of nobody: columns scheme, value, person_id."""
    return pl.DataFrame(schema=PEOPLE)


def digest(text: str) -> str:
    """A short name for a text: the same text, the same name."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def digests(texts: pl.Series) -> pl.Series:
    """A short name for each of the texts."""
    return pl.Series(texts.name, [digest(text) for text in texts.to_list()], dtype=pl.String)


def bounded(keys: pl.Series, longest: int = LONGEST) -> pl.Series:
    """Keys as they are, but for those that are too long: these by their beginning and a digest."""
    long = (keys.str.len_chars() > longest).fill_null(value=False)
    if not long.any():
        return keys
    at = long.arg_true()
    found = [f"{key[: longest - 25]}~{digest(key)}" for key in keys.gather(at).to_list()]
    return keys.scatter(at, found)


def persons(values: pl.Series, scheme: str, people: pl.DataFrame) -> pl.Series:
    """Whose rows these are, by identifier: the person known by it, else one named after it.

    A number of the adults' system may be a child's number in the children's, so that it is not
    taken for the same person unless somebody said so.
    """
    known = people.filter(pl.col("scheme") == scheme).unique("value", keep="first")
    named = values.str.replace_all("\x00", "", literal=True)
    joined = (
        named.rename("value")
        .to_frame()
        .join(known.select("value", "person_id"), on="value", how="left", maintain_order="left")
    )
    prefix = "" if scheme == "child" else f"{scheme}-"
    own = pl.when(pl.col("value") != "").then(pl.lit(prefix) + pl.col("value"))
    found = joined.select(pl.coalesce("person_id", own).alias("person_id")).to_series()
    return bounded(found, _PERSON_LONGEST)


def joined_text(frame: pl.DataFrame, parts: list[pl.Expr]) -> pl.Series:
    """One text a row of several, parted so that no two rows' parts run into the same text."""
    texts = [part.fill_null("") for part in parts]
    return frame.select(pl.concat_str(texts, separator=_PARTED).alias("text")).to_series()


def numbered(name: str) -> pl.Expr:
    """From 1 among the rows with the same value."""
    return pl.int_range(1, pl.len() + 1).over(name)
