"""The book into which the rules of the SSDA903 are written."""

from almoner.returns.rule import RuleBook

BOOK = RuleBook()
rule = BOOK.rule
