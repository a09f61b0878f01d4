"""The rules of the SSDA903, by theme; importing this writes them all into the book."""

from almoner.returns.ssda903.rules import header_items
from almoner.returns.ssda903.rules.book import BOOK

RULES = BOOK.rules

__all__ = ["RULES", "header_items"]
