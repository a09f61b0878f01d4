"""Interface text in the reader's language.

Every text that a person reads goes through `_` (or `ngettext`), so that a translation is a
catalogue under `almoner/locale` and no change of code. The web half uses Django's own machinery
over the same catalogues.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"


def _translations() -> gettext.NullTranslations:
    language = os.environ.get("ALMONER_LANGUAGE", "en")
    return gettext.translation("almoner", LOCALE_DIR, languages=[language], fallback=True)


_CATALOGUE = _translations()


def _(text: str) -> str:
    """`text` in the language of ALMONER_LANGUAGE, or as it stands."""
    return _CATALOGUE.gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a text that goes with `number`."""
    return _CATALOGUE.ngettext(singular, plural, number)
