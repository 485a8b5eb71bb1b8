import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import pytest
from click.testing import Result

from kg.store import Writer, open_store
from kg.store.embedded import available

Run = Callable[..., Result]

pytestmark = pytest.mark.skipif(not available(), reason="the embedded engine has no build for this machine")


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    with open_store(tmp_path / "graph") as store:
        Writer(store)
    return tmp_path / "graph"


@contextmanager
def _serving(graph: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """A `kg serve` that has told where it is; its process and what it told."""
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, dict(process.stdout.readline().split() for _ in range(3))
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(graph: Path, ending: signal.Signals) -> None:
    with _serving(graph) as (process, told):
        assert re.fullmatch(r"bolt://127\.0\.0\.1:\d+", told["uri"])
        assert len(told["password"]) >= 20
        with neo4j.GraphDatabase.driver(told["uri"], auth=(told["username"], told["password"])) as driver:
            assert driver.execute_query("MATCH (n:Entity) RETURN count(n) AS n").records[0]["n"] == 0
        began = time.monotonic()
        os.kill(process.pid, ending)
        rest, errors = process.communicate(timeout=30)
        assert process.returncode == 0, errors
        assert time.monotonic() - began < 20
        assert rest == ""
        assert errors.splitlines() == [f"serving {graph} for reading; Ctrl-C ends it", "stopped"]
    open_store(graph, create=False).close()


def test_beyond_this_machine_it_warns(graph: Path) -> None:
    with _serving(graph, "--host", "0.0.0.0") as (process, told):
        assert told["uri"].startswith("bolt://0.0.0.0:")
        process.terminate()
        assert "warning: 0.0.0.0 can be reached from other machines" in process.communicate(timeout=30)[1]


def test_no_graph_no_port_no_such_option(run: Run, graph: Path, tmp_path: Path) -> None:
    absent = run("serve")
    assert absent.exit_code == 1
    assert absent.stderr == "Error: there is no graph in kg-graph: make one with kg ingest\n"
    elsewhere = run("serve", env={"KG_GRAPH": str(tmp_path / "elsewhere")})
    assert f"there is no graph in {tmp_path / 'elsewhere'}" in elsewhere.stderr
    foreign = run("serve", "--graph", str(graph), "--host", "192.0.2.1")
    assert foreign.exit_code == 1
    assert foreign.stderr.startswith("Error: cannot listen at 192.0.2.1, port 7687: ")
    assert len(foreign.stderr.splitlines()) == 1
    assert run("serve", "--uri", "bolt://127.0.0.1:7687").exit_code == 2
