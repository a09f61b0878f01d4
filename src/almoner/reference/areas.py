"""Areas: every UK council past and present, districts, regions, nations; found by code or name.

`areas()` is the register, read once from the packaged tables (see `data/README.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from almoner.reference.area import Area, AreaKind, CodeScheme, Nation
from almoner.reference.area_names import name_key, shorter_keys
from almoner.reference.area_search import nearest_names, search_councils
from almoner.reference.area_tables import read_areas, read_codes, read_names
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

__all__ = ["Area", "AreaKind", "Areas", "CodeScheme", "Nation", "areas"]

_BEST_FIRST: Final = tuple(AreaKind)
_NATION_CODES: Final = {
    Nation.ENGLAND: "E92000001",
    Nation.WALES: "W92000004",
    Nation.SCOTLAND: "S92000003",
    Nation.NORTHERN_IRELAND: "N92000002",
}


class Areas:
    """A register of areas. Look-ups are dictionary look-ups; results are remembered."""

    def __init__(
        self,
        listed: Iterable[Area],
        codes: Iterable[tuple[CodeScheme, str, str]],
        names: Iterable[tuple[str, str]],
    ) -> None:
        self._by_code: dict[str, Area] = {area.code: area for area in listed}
        self._by_scheme: dict[CodeScheme, dict[str, list[Area]]] = {}
        for scheme, text, code in codes:
            found = self._by_scheme.setdefault(scheme, {}).setdefault(text, [])
            found.append(self._by_code[code])
        self._by_name: dict[str, list[Area]] = {}
        for key, code in names:
            self._by_name.setdefault(key, []).append(self._by_code[code])
        self._remembered = lru_cache(maxsize=16384)(self._find)

    def __iter__(self) -> Iterator[Area]:
        """Every area, in order of code."""
        return iter(self._by_code.values())

    def __len__(self) -> int:
        """How many areas there are."""
        return len(self._by_code)

    def __contains__(self, code: str) -> bool:
        """Whether an area has this as its own code (aliases do not count)."""
        return code in self._by_code

    def get(self, code: str) -> Area:
        """The area with this canonical code or GSS alias; refuses a code that no area has."""
        area = self._by_code.get(code)
        if area is None:
            aliases = self._by_scheme.get(CodeScheme.GSS, {}).get(code)
            if not aliases:
                raise Refusal(_("no area has this code"), found=code)
            area = aliases[0]
        return area

    def find(
        self,
        text: str | int,
        *,
        scheme: CodeScheme | None = None,
        nation: Nation | str | None = None,
        kind: AreaKind | None = None,
        on: date | None = None,
    ) -> Area | None:
        """The area that a code or a name stands for, or None.

        A bare number of three figures is a DfE number unless `scheme` says otherwise. Of several
        areas with one name the one that existed `on` that day is taken, and a council before a
        region, health board or grouping; without `on`, the one that exists today.
        """
        return self._remembered(str(text).strip(), scheme, nation, kind, on)

    def _find(
        self,
        text: str,
        scheme: CodeScheme | None,
        nation: Nation | str | None,
        kind: AreaKind | None,
        on: date | None,
    ) -> Area | None:
        for found in self._candidates(text, scheme):
            fitting = [
                area
                for area in found
                if (nation is None or area.nation == nation) and (kind is None or area.kind is kind)
            ]
            if fitting:
                return min(fitting, key=lambda area: _preference(area, on))
        return None

    def _candidates(self, text: str, scheme: CodeScheme | None) -> Iterator[list[Area]]:
        if text in self._by_code:
            yield [self._by_code[text]]
        for one in (scheme,) if scheme else (CodeScheme.GSS, CodeScheme.DFE, CodeScheme.REGISTRY):
            yield self._by_scheme.get(one, {}).get(text, [])
        if scheme is None:
            yield self._by_scheme.get(CodeScheme.E_CODE, {}).get(text, [])
            key = name_key(text)
            yield self._by_name.get(key, [])
            for shorter in shorter_keys(key):
                yield self._by_name.get(shorter, [])

    def require(
        self,
        text: str | int,
        *,
        scheme: CodeScheme | None = None,
        nation: Nation | str | None = None,
        kind: AreaKind | None = None,
        on: date | None = None,
        file: Path | str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> Area:
        """As `find`, but an unknown area is refused, with the nearest names as suggestions."""
        area = self.find(text, scheme=scheme, nation=nation, kind=kind, on=on)
        if area is None:
            near = nearest_names(str(text), self._by_code.values())
            raise Refusal(
                _("no area is known by this name or code"),
                file=file,
                row=row,
                column=column,
                found=text,
                expected=_("perhaps {names}").format(names=", ".join(near)) if near else None,
            )
        return area

    def councils(
        self, *, on: date | None = None, nation: Nation | str | None = None
    ) -> tuple[Area, ...]:
        """Every council with social services duties: on a day, or those of today; by name."""
        found = (
            area
            for area in self._by_code.values()
            if area.kind is AreaKind.COUNCIL
            and (area.exists(on) if on else area.is_current)
            and (nation is None or area.nation == nation)
        )
        return tuple(sorted(found, key=lambda area: area.name))

    def in_region(self, region: str, *, on: date | None = None) -> tuple[Area, ...]:
        """The councils with social services duties of a region (or inner or outer London)."""
        return tuple(
            area for area in self.councils(on=on) if region in (area.region, area.subregion)
        )

    def districts(self, council: str, *, on: date | None = None) -> tuple[Area, ...]:
        """The lower-tier districts of a county council, by name; none for a unitary."""
        return self._parts(council, AreaKind.DISTRICT, on)

    def localities(self, council: str, *, on: date | None = None) -> tuple[Area, ...]:
        """The localities of a council, by name; none where no publication has any."""
        return self._parts(council, AreaKind.LOCALITY, on)

    def _parts(self, council: str, kind: AreaKind, on: date | None) -> tuple[Area, ...]:
        found = (
            area
            for area in self._by_code.values()
            if area.upper_tier == council
            and area.kind is kind
            and (area.exists(on) if on else area.is_current)
        )
        return tuple(sorted(found, key=lambda area: area.name))

    def nation(self, nation: Nation | str) -> Area:
        """A nation as an area."""
        return self._by_code[_NATION_CODES[Nation(nation)]]

    def search(self, text: str, limit: int = 10) -> tuple[Area, ...]:
        """Today's councils that a reader may mean by what they typed, likeliest first.

        A district's name gives the county council that serves it; a former council's name its
        successors.
        """
        return search_councils(text, self._by_code, self._by_name, limit)

    def codes(self, scheme: CodeScheme) -> Mapping[str, Area]:
        """Every code of a scheme with its area; of several areas with one code, today's."""
        table = self._by_scheme.get(scheme, {})
        return {
            code: min(found, key=lambda a: _preference(a, None)) for code, found in table.items()
        }


def _preference(area: Area, on: date | None) -> tuple[bool, int, bool, str]:
    exists = area.exists(on) if on else area.is_current
    return (not exists, _BEST_FIRST.index(area.kind), area.end_on is not None, area.code)


@lru_cache(maxsize=1)
def areas() -> Areas:
    """The register of all areas, read from the packaged tables on first use."""
    return Areas(read_areas(), read_codes(), read_names())
