"""The checks of Client Level Data; importing this writes them into the book.

A code is the field and the department's check code (`Gender:-1`), or begins with ALMONER where the
check is our own.
"""

from almoner.returns.cld.rules import field_status, together, values
from almoner.returns.cld.rules.book import BOOK

RULES = BOOK.rules
THEMES = (field_status, values, together)

__all__ = ["RULES", "THEMES"]
