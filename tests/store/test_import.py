"""The folder for `neo4j-admin` by the real import tool: the database is then as if it had been ingested."""

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.export import export
from kg.queries import run
from kg.records import Record
from kg.store import Store, Writer, image, open_store, outdated, pending

Dump = Callable[[Store], list[str]]
Articles = Mapping[str, Record]


def test_the_image_is_what_a_store_holds(store: Store, articles: Articles) -> None:
    Writer(store).ingest(articles.values())
    expected = image(articles.values())
    rows = store.read("MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label")
    assert {row["label"]: row["n"] for row in rows if row["label"] != "Ledger"} == {
        kind: sum(node.kind == kind for node in expected.nodes)
        for kind in ("Document", "Entity", "Event", "Name", "Record")
    }
    rows = store.read("MATCH (l:Ledger) WHERE l.data IS NOT NULL RETURN l.id AS id, l.data AS data ORDER BY id")
    kept = [(node.id, node.properties["data"]) for node in expected.nodes if "data" in node.properties]
    assert [(row["id"], row["data"]) for row in rows] == [pair for pair in kept if len(pair[0]) == 2]


@pytest.mark.neo4j
def test_an_imported_database_is_an_ingested_one(
    own_server: Any, articles: Articles, hostile: Record, dump: Dump, tmp_path: Path
) -> None:
    found = [*articles.values(), hostile]
    late = found.pop()
    early = [*found[1:], replace(late, id="test-hostile-2")]
    with open_store(tmp_path / "embedded") as store:
        Writer(store).ingest(early)
        expected = dump(store)
        Writer(store).ingest([found[0], late])
        complete = dump(store)
    export(image(early), tmp_path / "csv", format="neo4j-admin")
    command = shlex.split((tmp_path / "csv/import.txt").read_text("utf-8").replace("\\\n", " "))
    done = own_server.admin(*command[1:], cwd=tmp_path / "csv")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    whole = image(early)
    assert re.search(rf"{len(whole.nodes)} nodes\s+{len(whole.edges)} relationships", done.stdout)
    own_server.start()
    with open_store(uri=own_server.uri) as store:
        assert dump(store) == expected
        assert not pending(store)
        assert not outdated(store)
        assert run(store, "trace", {"a": "林健一", "b": "中国"}).rows
        assert Writer(store).ingest(early).written == 0
        Writer(store).ingest([found[0], late])
        assert dump(store) == complete
