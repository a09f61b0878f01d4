"""Almoner's own checks of Annex A; importing this writes them into the book.

A code is `AA`, the list and field (`7.13` is field 13 of list 7), and what is asked of it; `AA-X`
are checks between rows and lists. No official body publishes such rules.
"""

from almoner.returns.annex_a.rules import between_lists, each_field, in_order
from almoner.returns.annex_a.rules.book import BOOK

RULES = BOOK.rules
THEMES = (each_field, in_order, between_lists)

__all__ = ["RULES", "THEMES"]
