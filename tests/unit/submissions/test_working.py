"""How the end of a check's process is told."""

from __future__ import annotations

import signal

import pytest

from almoner.submissions.pacing import every
from almoner.submissions.working import why


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (-signal.SIGKILL, "killed, often because the machine had no memory left"),
        (-signal.SIGTERM, "ended by SIGTERM"),
        (3, "ended with an error (3)"),
    ],
)
def test_why_a_process_ended(code: int, said: str) -> None:
    assert said in why(code)


def test_not_more_often_than_wanted() -> None:
    done: list[int] = []
    perhaps = every(3600, lambda: done.append(1))
    perhaps()
    perhaps()
    assert done == [1]
    always = every(0, lambda: done.append(2))
    always()
    always()
    assert done == [1, 2, 2]
