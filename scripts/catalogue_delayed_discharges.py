"""Makes the catalogue of delayed discharges; the words are ours."""

from __future__ import annotations

from scripts.catalogue_rows import write_catalogue

WHY = "A hospital bed is the wrong place for somebody who is ready to leave it (Almoner's words)"
FALL = "The fall in April 2020 is real: hospitals were emptied."
OURS = "Fewer is better is Almoner's reading."
WHEN = "The source does not say on which days of the month people are counted."


def entries() -> list[dict[str, object]]:
    """One entry an indicator that the reader emits."""
    scottish = "By the council of the person. Code 9 reasons are legal or complex delays."
    return [
        _entry(
            "DD-BedDays", "Bed days lost to delayed discharge",
            "How many days people spent in hospital in the month after they were ready to leave.",
            "days", f"{scottish} {FALL} {OURS}", "Public Health Scotland", 1,
        ),
        _entry(
            "DD-AverageBeds", "Beds taken up by delayed discharge on an average day",
            "How many hospital beds were taken up, on an average day, by people ready to leave.",
            "beds", f"{scottish} {FALL} {OURS}", "Public Health Scotland", 2,
        ),
        _entry(
            "DD-WalesDelays", "Delayed pathways of care",
            "How many people were in hospital although they were ready to leave, by reason.",
            "people", "By health board. Only reasons with a delay have a row. The total is the "
            f"sum of the reasons, added up by Almoner. {WHEN} {OURS}", "Welsh Government", 3,
        ),
        _entry(
            "DD-EnglandDelays", "Reasons for delayed discharge",
            "How many people were in hospital although they were ready to leave, by reason.",
            "people", "By hospital trust. The total is the sum of the reasons, added up by "
            f"Almoner. {WHEN} {OURS}", "NHS England", 4,
        ),
    ]  # fmt: skip


def _entry(
    code: str, title: str, sentence: str, unit: str, caveats: str, source: str, headline: int
) -> dict[str, object]:
    return {
        "code": code,
        "publication": "delayed-discharges",
        "title": title,
        "sentence": sentence,
        "service": "adults",
        "topic": "Hospital",
        "numerator": title,
        "unit": unit,
        "polarity": "lower",
        "period_kind": "month",
        "why_it_matters": WHY,
        "definition_url": "https://github.com/humaniverse/healthyr",
        "caveats": caveats,
        "source": f"{source}, by way of healthyr (British Red Cross)",
        "headline": headline,
        # A count says more about the size of a place than about how well it does.
        "no_quartile": "yes",
    }


if __name__ == "__main__":
    print(write_catalogue("delayed-discharges", entries()))
