"""The child's header: each item by itself."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import blank, unreal


@rule("102", "Date of birth is blank or not a real date.", on="Header", fields="DOB")
def birth_is_no_date(r: Context903) -> pl.Expr:
    return blank("DOB") | unreal("DOB")
