"""Makes the catalogue of Scottish social care (Insights in Social Care); the words are ours."""

from __future__ import annotations

from scripts.catalogue_rows import write_catalogue

URL = (
    "https://publichealthscotland.scot/publications/"
    "insights-in-social-care-statistics-for-scotland/"
)
ROUNDED = "People and hours are rounded to the nearest 5 by the publisher."
PARTIAL = "Scotland is all areas that sent figures."
ESTIMATED = "Scotland holds estimates for areas that sent none."
PEOPLE = "People in the category"
HOME_CARE = (
    ("People", "People with home care", "How many people had home care", "people", 0, 1),
    ("Hours", "Hours of home care", "How many hours of home care people had", "hours", 0, 2),
    (
        "Rate",
        "People with home care per 1,000 people",
        "Of every thousand people, how many had home care",
        "per 1,000 people",
        1,
        3,
    ),
)
# Suffix of the code -> period kind, words, whether it is the one to show first.
SORTS = (
    ("", "quarter", "in the quarter", True),
    ("Year", "year", "in the year", False),
    ("Census", "year", "in the census week of the year", False),
)
# Code -> title, sentence, unit, decimals, period kind, caveats, headline; a numerator of people.
SHARES = (
    (
        "HomeCareDeprivation", "People with home care by deprivation",
        ("Of every hundred people with home care, how many live in each fifth of areas by "
        "deprivation."), "%", 1, "quarter", PARTIAL, 0,
    ),
    (
        "HomeCareHoursBand", "People with home care by hours a week",
        "Of every hundred people with home care, how many have so many hours a week.",
        "%", 1, "quarter", PARTIAL, 0,
    ),
    (
        "HomeCareHoursBandCensus", "People with home care by hours, census week",
        "Of every hundred people with home care in the census week, how many have so many hours.",
        "%", 1, "year", PARTIAL, 0,
    ),
    (
        "HomeCareDependency", "Hours of home care by dependency",
        "Of every hundred people of a level of dependency, how many have so many hours a week.",
        "%", 1, "year", "Dependency by the IoRN groups A to I; nine partnerships only.", 0,
    ),
    (
        "PersonalCare", "People with home care who have personal care",
        "Of every hundred people with home care, how many have help with personal care.",
        "%", 1, "quarter", PARTIAL, 4,
    ),
    (
        "PersonalCareCensus", "People with home care who have personal care, census week",
        "Of every hundred people with home care in the census week, how many have personal care.",
        "%", 1, "year", PARTIAL, 0,
    ),
    (
        "ReferralSource", "Source of referral",
        "Of every hundred referrals, how many came from each source.",
        "%", 1, "quarter", f"{PARTIAL} The table does not say to what people were referred.", 0,
    ),
    (
        "HomeCareProvider", "People with home care by provider",
        "Of every hundred people with home care, how many have each sort of provider.",
        "%", 1, "quarter", PARTIAL, 5,
    ),
    (
        "HomeCareProviderCensus", "People with home care by provider, census week",
        "Of every hundred people with home care in the census week, how many have each provider.",
        "%", 1, "year", PARTIAL, 0,
    ),
    (
        "SupportedByService", "People supported, by service",
        "How many people had each social care service in the year.",
        "people", 0, "year", PARTIAL, 0,
    ),
)  # fmt: skip
ADJUSTED = (
    "The publisher gives the rate as reported and adjusted; this is the one {which}. A rate of "
    "more than 1,000 comes from rounding of small numbers."
)
BOTH = (
    (
        "Supported", "People supported per 1,000 people",
        "Of every thousand people, how many had social care in the year.",
        "per 1,000 people", ESTIMATED, 6,
    ),
    (
        "SupportedBySex", "People supported by sex",
        "Of every thousand people with social care, how many are women and men.",
        "per 1,000 people supported", PARTIAL, 0,
    ),
    (
        "SupportedByGroup", "People supported by client group",
        "Of every thousand people with social care, how many are in each client group.",
        "per 1,000 people supported", PARTIAL, 0,
    ),
    (
        "LivingAlone", "People supported who live alone",
        "Of every hundred people with social care, how many live alone.",
        "%", PARTIAL, 0,
    ),
)  # fmt: skip


def entries() -> list[dict[str, object]]:
    """One entry an indicator that the reader emits."""
    found = []
    for suffix, kind, words, first in SORTS:
        for key, title, sentence, unit, decimals, headline in HOME_CARE:
            ending = "" if first else f" {words}"
            found.append(
                _entry(
                    f"HomeCare{key}{suffix}", title + ending, f"{sentence} {words}.", unit,
                    decimals, kind, ESTIMATED, headline if first else 0,
                )
            )  # fmt: skip
    for key, title, sentence, unit, decimals, kind, caveats, headline in SHARES:
        found.append(_entry(key, title, sentence, unit, decimals, kind, caveats, headline))
    for key, title, sentence, unit, caveats, headline in BOTH:
        for suffix, which in (("", "as reported"), ("Adjusted", "adjusted")):
            said = f"{caveats} {ADJUSTED.format(which=which)}"
            name = title + (", adjusted" if suffix else "")
            shown = 0 if suffix else headline
            found.append(_entry(key + suffix, name, sentence, unit, 1, "year", said, shown))
    return found


def _entry(
    key: str, title: str, sentence: str, unit: str, decimals: int, kind: str, caveats: str,
    headline: int,
) -> dict[str, object]:  # fmt: skip
    is_share = unit not in ("people", "hours") and not key.startswith("HomeCareRate")
    return {
        "code": f"SSC-{key}",
        "publication": "scotland-social-care",
        "title": title,
        "sentence": sentence,
        "service": "adults",
        "topic": "Care at home" if "Care" in key else "People supported",
        "numerator": PEOPLE if is_share else "",
        "unit": unit,
        "decimals": decimals,
        "period_kind": kind,
        "definition_url": URL,
        "caveats": f"{ROUNDED} {caveats}",
        "source": "Public Health Scotland: Insights in Social Care",
        "headline": headline,
        "no_quartile": "yes" if unit in ("people", "hours") else "no",
    }


if __name__ == "__main__":
    print(write_catalogue("scotland-social-care", entries()))
