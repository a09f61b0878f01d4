"""The rules of Client Level Data by code."""

from almoner.returns.rule import RuleBook

BOOK = RuleBook()
rule = BOOK.rule
