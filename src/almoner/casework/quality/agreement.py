"""Agreement between sources: what returns say of a person, beside what the record says.

The checker's process.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from almoner.casework.quality.declared import Agreeing, agreeing

_FORMS = ("%Y-%m-%d", "%d/%m/%Y")
_NOTHING = {"person_id": pl.String, "compared": pl.Int64, "agreed": pl.Int64}


def agreement_by_person(returned: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """`person_id`, values `compared` and `agreed`: of rows of returns as submitted.

    `returned` has the columns of the table returned_row. Nobody without such rows is in it.
    """
    parts = [_compared(group, returned, people) for group in _grouped().values()]
    whole = pl.concat([pl.DataFrame(schema=_NOTHING), *parts])
    return whole.group_by("person_id").agg(pl.col("compared", "agreed").sum())


def _grouped() -> dict[tuple[str, str, str, str], list[Agreeing]]:
    found: dict[tuple[str, str, str, str], list[Agreeing]] = {}
    for one in agreeing():
        key = one.return_code, one.table_name, one.field, one.column
        found.setdefault(key, []).append(one)
    return found


def _compared(group: list[Agreeing], returned: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    one = group[0]
    rows = returned.filter(
        pl.col("return_code") == one.return_code, pl.col("table_name") == one.table_name,
        pl.col("person_id").is_not_null(),
    )  # fmt: skip
    if rows.is_empty():
        return pl.DataFrame(schema=_NOTHING)
    said = pl.col("values").str.json_path_match(f"$['{one.field}']")
    codes = {each.given: each.means for each in group if each.given}
    said = said.replace_strict(codes, default=None) if codes else said.map_elements(_day, pl.String)
    held = people.select("person_id", held=pl.col(one.column).cast(pl.String))
    both = rows.select("person_id", said=said).join(held, on="person_id")
    return both.drop_nulls().select(
        "person_id",
        compared=pl.lit(1, pl.Int64),
        agreed=(pl.col("said") == pl.col("held")).cast(pl.Int64),
    )


def _day(text: str) -> str | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text[:10], form).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None
