"""Check digits and letters: whether a number could be what it says it is.

The NHS number's last digit follows from the other nine (NHS Data Dictionary, Modulus 11). The
first letter of a unique pupil number follows from the rest (Department for Education, UPN guide;
recalled, like the letters, which leave out I, O and S).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_NHS_DIGITS = 10
_UPN_LENGTH = 13
_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN_UNKNOWN: Final = ("UN1", "UN2", "UN3", "UN4", "UN5")
"""What a return says in place of a pupil number that there is not (SSDA903)."""


def is_nhs_number(text: str) -> bool:
    """Whether these ten digits (spaces and hyphens apart) end in the check digit of the nine.

    Ten digits that are all alike are no number, although some would pass.
    """
    digits = text.replace(" ", "").replace("-", "")
    if len(digits) != _NHS_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    if len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[-1])


def is_upn(text: str) -> bool:
    """Whether this is a letter and twelve digits (the last may be a letter) that fit together."""
    upn = text.strip().upper()
    if upn in UPN_UNKNOWN:
        return True
    rest, last = upn[1:-1], upn[-1:]
    if len(upn) != _UPN_LENGTH or not (rest.isascii() and rest.isdigit()):
        return False
    if not (last.isdigit() or last in _LETTERS):
        return False
    values = [*map(int, rest), int(last) if last.isdigit() else _LETTERS.index(last)]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return upn[0] == _LETTERS[total % len(_LETTERS)]


CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    "NHS number": is_nhs_number,
    "UPN": is_upn,
}
"""What a column may ask its values to be."""
