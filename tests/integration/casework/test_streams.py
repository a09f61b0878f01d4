"""Open pages are sent their tiles now, and again when figures change; too many are turned away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone

from almoner.casework import cells, streams
from almoner.casework.keeper import Keeper
from almoner.casework.limits import OPEN_PAGES
from almoner.casework.queries import Freshness
from almoner.casework.streams import Events, Watch


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A watch that looks at nothing by itself."""
    made = Watch()
    monkeypatch.setattr(made, "_look", lambda: None)
    monkeypatch.setattr(streams, "WATCH", made)
    return made


def fresh(revision: int, running: bool = True) -> Freshness:
    return Freshness(timezone.now(), running, 0, revision)


def next_tiles(sent: Iterator[str]) -> tuple[str, str]:
    """The name and the data of the next event."""
    for text in sent:
        found = re.match(r"event: tiles\nid: (.*)\n((?:data: .*\n)+)\n$", text)
        if found:
            return found[1], re.sub("(?m)^data: ", "", found[2])
    raise AssertionError("nothing was sent")


def test_tiles_are_sent_once_for_each_revision(watch: Watch, db: None) -> None:
    assert watch.enter("X1")
    page = Events("X1", lambda state: f"<p>\n{state.revision}</p>")
    sent = iter(page)
    watch._found({"X1": fresh(1)})
    assert next_tiles(sent) == ("X1-1", "<p>\n1</p>\n")
    assert watch.news("X1", (1, True), 0) is None
    watch._found({"X1": fresh(3)})
    assert next_tiles(sent) == ("X1-3", "<p>\n3</p>\n")
    watch._found({"X1": fresh(3, running=False)})
    assert next_tiles(sent)[0] == "X1-3"
    page.close()
    page.close()
    assert not watch._looked_at


def test_pages_that_show_the_same_are_made_once(watch: Watch, db: None) -> None:
    made: list[str] = []

    def make(page: str) -> Callable[[Freshness], str]:
        return lambda state: made.append(page) or f"{page} {state.revision}"  # type: ignore[func-returns-value]

    shown = {"one": "team", "same": "team", "other": "service"}
    pages = {name: Events("X1", make(name), unit) for name, unit in shown.items()}
    sent = {name: iter(page) for name, page in pages.items()}
    for revision in (1, 2):
        made.clear()
        for _page in pages:
            watch.enter("X1")
        watch._found({"X1": fresh(revision)})
        told = {name: next_tiles(one)[1] for name, one in sent.items()}
        assert told == {
            "one": f"one {revision}\n",
            "same": f"one {revision}\n",
            "other": f"other {revision}\n",
        }
        assert made == ["one", "other"]


def test_only_so_many_pages_are_held_open(watch: Watch) -> None:
    assert all(watch.enter("X1") for _page in range(OPEN_PAGES))
    assert not watch.enter("X2")
    watch.leave("X1")
    assert watch.enter("X2")


def test_a_page_is_sent_its_tiles(watch: Watch, keeper: Keeper, client: Client) -> None:
    cells.revised(keeper.code, timezone.now())
    response = client.get(f"/live/{keeper.code}/{keeper.code}/events")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/event-stream")
    assert response["Content-Encoding"] == "identity"
    watch._found({keeper.code: fresh(7)})
    name, tiles = next_tiles(text.decode() for text in response)
    assert name == f"{keeper.code}-7"
    assert "tile-CH-ASSESSMENTS-OPEN" in tiles
    response.close()
    assert not watch._looked_at


def test_a_page_too_many_asks_by_itself(watch: Watch, keeper: Keeper, client: Client) -> None:
    for _page in range(OPEN_PAGES):
        watch.enter("X1")
    assert client.get(f"/live/{keeper.code}/{keeper.code}/events").status_code == 204
