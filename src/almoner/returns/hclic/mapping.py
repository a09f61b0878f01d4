"""How H-CLIC is kept: as submitted. It gives no facts.

The collection's schema is not published where we could read it, so that nobody can say which
element is which column of the record. Every row is held with all that it says, and comes back.
"""

from __future__ import annotations

from almoner.returns.hclic.fields import CASE, SHAPES
from almoner.returns.keeping.giving import Keeping, no_person

KEEPING = Keeping("HCLIC", (), dict.fromkeys(SHAPES, (CASE,)), whose=no_person)
