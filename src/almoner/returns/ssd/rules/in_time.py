"""Days that cannot be: end before start, before birth, after death, in the future, overlaps."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssd.context import ContextSSD
from almoner.returns.ssd.fields import DECLARED, PERSON, PERSON_ID, SHAPES, spells
from almoner.returns.ssd.rules.book import Find, enter

# Days that are planned, or kept about the data and not about a child.
PLANNED = ("due", "target", "review_date", "end_date", "valid_to", "expected", "release", "updated")
# Only of care can it be said that it is about a child who has been born.
AFTER_BIRTH = ("ssd_cla_", "ssd_missing", "ssd_care_leavers", "ssd_send", "ssd_sdq")
OVERLAPS = (
    ("ssd_cla_episodes", ("clae_person_id",), "clae_cla_episode_start_date",
     "clae_cla_episode_ceased_date"),
    ("ssd_cp_plans", ("cppl_person_id",), "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    ("ssd_legal_status", ("lega_person_id",), "lega_legal_status_start_date",
     "lega_legal_status_end_date"),
    ("ssd_cla_placement", ("clap_cla_id",), "clap_cla_placement_start_date",
     "clap_cla_placement_end_date"),
    ("ssd_missing", ("miss_person_id",), "miss_missing_episode_start_date",
     "miss_missing_episode_end_date"),
)  # fmt: skip


def after(first: str, last: str) -> Find:
    """The first day is after the last."""
    return lambda r: pl.col(first) > pl.col(last)


def in_future(field: str) -> Find:
    """After the day of the check."""
    return lambda r: pl.col(field) > r.today


def before_birth(table: str, key: str, field: str) -> Find:
    """Before the person was born."""
    return lambda r: r.with_person(table, key).filter(pl.col(field) < pl.col("born"))


def after_death(table: str, key: str, field: str) -> Find:
    """After the person died."""
    return lambda r: r.with_person(table, key).filter(pl.col(field) > pl.col("died"))


def overlap(table: str, keys: tuple[str, ...], start: str, end: str) -> Find:
    """Spells that share days."""
    return lambda r: r.overlapping(table, keys, start, end)


def own_mother(r: ContextSSD) -> pl.Expr:
    """The child's own identifier stands as its parent's."""
    return pl.col("moth_person_id") == pl.col("moth_childs_person_id")


def died_unborn(r: ContextSSD) -> pl.Expr:
    """Died before being born."""
    return pl.col("pers_death_date") < pl.col("pers_dob")


for _table, _first, _last in spells():
    enter(f"SSD-{_last}-ORDER", _table, (_first, _last), f"{_last} is before {_first}.",
          after(_first, _last))  # fmt: skip
for _item in DECLARED:
    _table, _field = _item.table, _item.field
    if _item.kind != "date":
        continue
    if not any(word in _field for word in PLANNED):
        enter(f"SSD-{_field}-FUTURE", _table, (_field,), f"{_field} is in the future.",
              in_future(_field), severity="query")  # fmt: skip
    _key = SHAPES[_table].key
    if not _key.endswith("person_id") or _table == PERSON:
        continue
    if _table.startswith(AFTER_BIRTH):
        enter(f"SSD-{_field}-BIRTH", _table, (_key, _field),
              f"{_field} is before the person was born.", before_birth(_table, _key, _field),
              reads=(PERSON,))  # fmt: skip
    if not any(word in _field for word in PLANNED):
        enter(f"SSD-{_field}-DEATH", _table, (_key, _field),
              f"{_field} is after the person died.", after_death(_table, _key, _field),
              reads=(PERSON,), severity="query")  # fmt: skip
for _table, _keys, _first, _last in OVERLAPS:
    enter(f"SSD-{_first}-OVERLAP", _table, (*_keys, _first, _last),
          "Two spells of one person or period of care overlap.",
          overlap(_table, _keys, _first, _last))  # fmt: skip
enter("SSD-moth_childs_person_id-SELF", "ssd_mother", ("moth_person_id", "moth_childs_person_id"),
      "A person stands as their own parent.", own_mother)  # fmt: skip
enter("SSD-pers_death_date-ORDER", PERSON, (PERSON_ID, "pers_dob", "pers_death_date"),
      "The person died before being born.", died_unborn)  # fmt: skip
