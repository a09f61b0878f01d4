"""The rules of the children in need census, by theme; importing this writes them into the book."""

from almoner.returns.cin.rules import (
    assessment_factors,
    assessments,
    cases_together,
    characteristics,
    children,
    closures,
    conferences,
    days,
    enquiries,
    listed_codes,
    plans_together,
    protection_plans,
    referrals,
    unique_pupil_number,
    whole_return,
)
from almoner.returns.cin.rules.book import BOOK

RULES = BOOK.rules

THEMES = (
    children, unique_pupil_number, characteristics, referrals, cases_together, closures,
    assessments, assessment_factors, enquiries, conferences, plans_together, protection_plans,
    days, listed_codes, whole_return,
)  # fmt: skip

__all__ = ["RULES", "THEMES"]
