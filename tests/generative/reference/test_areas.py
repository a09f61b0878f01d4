"""Areas: any spelling of a name finds the area; any text is found or not, never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from almoner.reference.area_names import name_key, shorter_keys
from almoner.reference.areas import Area, areas
from almoner.reference.breakdown import breakdown_code, parse_breakdown

COUNCILS = st.sampled_from(areas().councils())
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
VALUES = st.text(min_size=1, max_size=12).map(str.strip).filter(
    lambda text: text and not set(text) & set(";=\n\r\t")
)  # fmt: skip


@given(
    COUNCILS,
    st.sampled_from([str, str.upper, str.lower, str.title]),
    st.sampled_from(["{}", " {} ", "{} Council", "{} UA", "TOTAL {}", "123-{}"]),
    st.sampled_from([" ", "%20", ".", "  "]),
)
def test_spellings(council: Area, case: object, pattern: str, space: str) -> None:
    spelt = pattern.format(case(council.name)).replace(" ", space)  # type: ignore[operator]
    found = areas().find(spelt)
    assert found is not None
    assert found.code == council.code


@given(st.text(max_size=30))
def test_any_text_is_found_or_not(text: str) -> None:
    found = areas().find(text)
    assert found is None or found.code in areas()
    areas().search(text)
    key = name_key(text)
    assert name_key(key) == key
    assert all(len(shorter) < len(key) for shorter in shorter_keys(key))


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_breakdowns_round_trip(parts: dict[str, str]) -> None:
    assert parse_breakdown(breakdown_code(parts)) == parts
