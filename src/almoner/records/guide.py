"""The reference text of a table, written from its declaration."""

from __future__ import annotations

from almoner.records.provenance import PROVENANCE
from almoner.records.table import Column, Table
from almoner.records.tables import declared_tables


def table_page(table: Table) -> str:
    """One table as a Markdown page."""
    lines = [
        f"# {table.title} (`{table.name}`)",
        "",
        f"One row is {table.one_row_is}.",
        "",
        f"Standard: {table.standard}"
        + (f" (`{table.standard_table}`)." if table.standard_table else "."),
        "",
        "| column | type | meaning | in the standard |",
        "|---|---|---|---|",
        *(_line(column, table) for column in table.columns),
        "",
        f"Optional in every table: {', '.join(f'`{name}`' for name in PROVENANCE)}.",
        "",
    ]
    return "\n".join(lines)


def _line(column: Column, table: Table) -> str:
    marks = [
        column.unit or column.kind.value,
        "key" if column.name == table.key else ("required" if column.required else ""),
        f"to `{column.refers}`" if column.refers else "",
    ]
    meaning = column.meaning
    if column.codes:
        meaning += " One of: " + ", ".join(f"`{code}`" for code in column.codes) + "."
    standard = f"`{column.standard}`" if column.standard else ""
    return f"| `{column.name}` | {', '.join(m for m in marks if m)} | {meaning} | {standard} |"


def pages() -> dict[str, str]:
    """File name to Markdown text, one page per table."""
    return {f"{name}.md": table_page(table) for name, table in declared_tables().items()}
