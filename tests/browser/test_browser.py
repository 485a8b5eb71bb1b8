"""From the connect form to the sentence, in the real Neo4j Browser."""

import os
import time
from pathlib import Path

import pytest

from kg.browser import favourite, write
from kg.queries import queries, run
from kg.records import Record
from kg.store import Store, Writer, open_store
from kg.store.embedded import available
from kg.store.serving import serving

from .conftest import Page

pytestmark = pytest.mark.browser

_LOCKED_OUT = 6  # seconds; Browser tries a wrong password several times, after which Neo4j waits five
_TRACE = queries()["trace"]
_ASKED = {"a": "溫柏川", "b": "菲律賓"}


def _shown_events(page: Page, store: Store) -> None:
    """The graph view has every event and every end of the chain that `kg query` tells of."""
    rows = run(store, "trace", _ASKED).rows
    assert len(rows) >= 3
    captions = page.captions()
    assert {row["from"] for row in rows} | {row["to"] for row in rows} <= captions
    for row in rows:
        whole = "".join(row["event"].split())
        assert any(caption and whole.startswith(caption.rstrip("….")) for caption in captions), (whole, captions)


def test_from_the_connect_form_to_the_sentence(page: Page, neo4j_graph: Store, tmp_path: Path) -> None:
    neo4j_graph.read(favourite(_TRACE, _ASKED))  # a server that has just started plans for seconds
    page.open(os.environ["NEO4J_URI"])
    page.picture("connect")
    page.connect("neo4j", "certainly not this one")
    page.said("Neo.ClientError.Security")
    time.sleep(_LOCKED_OUT)
    page.connect("neo4j", os.environ["NEO4J_PASSWORD"])
    page.said("You are connected as user neo4j")

    files = write(tmp_path)
    for file in files:
        page.drop(file)
    page.said("node.Event")
    page.clear()
    page.find("navigationFavorites").click()
    page.find("expandFolder-kg").click()
    for query in queries().values():
        page.find(f"scriptTitle-{query.title} · {query.title_en}")
    page.find(f"scriptTitle-{_TRACE.title} · {_TRACE.title_en}").click()
    page.wait(lambda: "max_hops" in page.find("activeEditor").text)
    page.replace("'日本'", _ASKED["a"])
    page.replace("'中国'", _ASKED["b"])
    page.picture("favourite")

    page.run()
    _shown_events(page, neo4j_graph)
    assert {"#2f5d8a", "#b4541f", "#f2d16b"} <= page.colours()  # State, Person, Event of style.grass
    page.find("navigationFavorites").click()
    time.sleep(5)  # the nodes come to rest
    page.picture("trace")

    page.view("Table")
    page.said(run(neo4j_graph, "trace", _ASKED).rows[0]["sentence"])
    page.scroll_to_column("sentence")
    page.picture("evidence")

    page.clear()
    page.run(favourite(_TRACE, {**_ASKED, "b": "火星"}))
    page.said("no entity is called 火星")


@pytest.mark.skipif(not available(), reason="the embedded engine has no build for this machine")
def test_what_kg_serve_serves(page: Page, sample: tuple[Record, ...], tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    with open_store(folder) as store:
        Writer(store).ingest(sample)
    files = write(tmp_path / "for-browser")
    with serving(folder, port=0) as served:
        page.open(served.uri)
        page.connect(served.username, served.password)
        page.said("You are connected as user neo4j")
        for file in files:
            page.drop(file)
        page.said("node.Event")
        page.clear()
        page.run(favourite(_TRACE, _ASKED))
        with open_store(uri=served.uri, username=served.username, password=served.password) as store:
            _shown_events(page, store)
        assert {"#2f5d8a", "#b4541f", "#f2d16b"} <= page.colours()
        page.clear()
        page.run("MATCH (n:State) DETACH DELETE n")
        page.said("not allowed to delete")
