"""What people say: yearly surveys of users, carers and tenants, and compliments."""

from __future__ import annotations

import numpy as np
import polars as pl

from almoner.simulation.authority import teams
from almoner.simulation.children import Frames
from almoner.simulation.draws import Array, Generator, keyed, seasonal
from almoner.simulation.span import Span

# Question, answers offered, share of the most favourable and of the next: near the figures of
# England for 2024-25 and 2023-24 (tenants: ours).
_ASCS = {
    "1": (7, 0.27, 0.38), "3a": (4, 0.33, 0.44), "4a": (4, 0.55, 0.38), "5a": (4, 0.62, 0.31),
    "6a": (4, 0.6, 0.32), "7a": (4, 0.7, 0.22), "8a": (4, 0.45, 0.33), "9a": (4, 0.36, 0.33),
    "11": (4, 0.6, 0.3), "13": (4, 0.23, 0.45),
}  # fmt: skip
_SACE = {
    "4": (7, 0.12, 0.25), "7": (3, 0.17, 0.6), "8": (3, 0.22, 0.62), "9": (3, 0.49, 0.38),
    "10": (3, 0.78, 0.19), "11": (3, 0.3, 0.51), "12": (3, 0.3, 0.43), "15": (4, 0.31, 0.35),
    "17": (4, 0.16, 0.43),
}  # fmt: skip
_TENANTS = {f"TP{number:02}": (5, 0.34, 0.35) for number in range(1, 13)}
_ANSWERED = 0.93  # share of questions answered on a questionnaire that came back (ours)


def voice_tables(rng: Generator, people: int, span: Span) -> Frames:
    """A survey of each kind in every year of the span (of carers, every other), and compliments."""
    adults = [team.code for team in teams() if team.service == "ADULTS"]
    housing = [team.code for team in teams() if team.service == "HOUSING"]
    size = max(people // 60, 30)
    frames = []
    first, last = (
        day.astype("datetime64[Y]").astype(int) + 1970 for day in (span.first, span.last)
    )
    for year in range(first, last):
        back = np.datetime64(f"{year + 1}-02-01") + rng.integers(0, 45, size)
        frames.append(_survey(rng, f"A{year}", "ASCS", _ASCS, adults, back))
        frames.append(_survey(rng, f"T{year}", "TP", _TENANTS, housing, back - 60))
        if year % 2:
            frames.append(_survey(rng, f"C{year}", "SACE", _SACE, adults, back - 75))
    answers = pl.concat(frames)
    return {
        "survey_answer": answers.with_columns(
            answer_id=pl.Series(keyed("SA", np.arange(answers.height)), dtype=pl.String)
        ),
        "compliment": _compliments(rng, people, span),
    }


def _survey(
    rng: Generator,
    prefix: str,
    survey: str,
    questions: dict[str, tuple[int, float, float]],
    codes: list[str],
    back: Array,
) -> pl.DataFrame:
    n = len(back)
    team = np.array(codes, dtype=object)[rng.integers(0, len(codes), n)]
    frames = []
    for question, (offered, best, next_best) in questions.items():
        rest = (1 - best - next_best) / (offered - 2)
        answer = rng.choice(offered, n, p=[best, next_best, *[rest] * (offered - 2)]) + 1
        frames.append(
            pl.DataFrame(
                {
                    "response_id": pl.Series(keyed(prefix, np.arange(n)), dtype=pl.String),
                    "team_id": pl.Series(team, dtype=pl.String),
                    "survey": survey,
                    "question": question,
                    "answered_on": back,
                    "answer": pl.Series(answer).set(pl.Series(rng.random(n) > _ANSWERED), None),
                }
            )
        )
    return pl.concat(frames)


def _compliments(rng: Generator, people: int, span: Span) -> pl.DataFrame:
    n = int(people * 0.008 * span.years)
    codes = np.array([team.code for team in teams()], dtype=object)
    return pl.DataFrame(
        {
            "compliment_id": pl.Series(keyed("CP", np.arange(n)), dtype=pl.String),
            "team_id": pl.Series(codes[rng.integers(0, len(codes), n)], dtype=pl.String),
            "received_on": seasonal(rng, n, span.begin, span.last),
        }
    )
