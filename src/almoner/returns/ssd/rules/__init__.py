"""Almoner's own checks of the dataset; importing this writes them into the book.

A code is `SSD`, the field, and what is asked of it. No official body publishes such rules.
"""

from almoner.returns.ssd.rules import declared, in_time
from almoner.returns.ssd.rules.book import BOOK

RULES = BOOK.rules
THEMES = (declared, in_time)

__all__ = ["RULES", "THEMES"]
