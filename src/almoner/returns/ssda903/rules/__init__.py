"""The rules of the SSDA903, by theme; importing this writes them all into the book."""

from almoner.returns.ssda903.rules import (
    adoption,
    adoption_decision,
    code_lists,
    deprivation_of_liberty,
    episode_ages,
    episode_items,
    episode_last_year,
    episode_sequence,
    header,
    header_last_year,
    internal,
    leavers,
    missing,
    outcomes,
    placements,
    providers,
    real_dates,
    reviews_and_permanence,
    social_workers,
    uasc,
)
from almoner.returns.ssda903.rules.book import BOOK

RULES = BOOK.rules

THEMES = (
    header, header_last_year, episode_items, episode_ages, episode_sequence, episode_last_year,
    placements, providers, reviews_and_permanence, adoption, adoption_decision, missing,
    deprivation_of_liberty, outcomes, leavers, uasc, social_workers, code_lists, real_dates,
    internal,
)  # fmt: skip

__all__ = ["RULES", "THEMES"]
