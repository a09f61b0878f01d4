"""The book into which the rules of the children in need census are written."""

from almoner.returns.rule import RuleBook

BOOK = RuleBook()
rule = BOOK.rule
