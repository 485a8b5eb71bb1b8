import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import Result

from kg import resources
from kg.cli import COMMANDS
from kg.cli.table import as_csv, as_table
from kg.confidence import default_bar
from kg.store import Writer

Run = Callable[..., Result]


def _stats(run: Run) -> dict[str, Any]:
    result = run("stats", "--json")
    assert result.exit_code == 0, result.output
    counts: dict[str, Any] = json.loads(result.stdout)
    return counts


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_names_the_command(run: Run, command: str) -> None:
    result = run(command, "-h")
    assert result.exit_code == 0
    assert f"Example: kg {command}" in result.stdout
    assert " ".join(COMMANDS[command].split()) in " ".join(result.stdout.split())
    assert COMMANDS[command].split(",")[0] in " ".join(run("--help").stdout.split())


def test_a_relationship_is_traced_to_the_sentence_that_says_it(run: Run, articles: Path) -> None:
    ingested = run("ingest", str(articles))
    assert ingested.exit_code == 0, ingested.output
    assert ingested.stdout == ""
    assert "1 read, 1 added" in ingested.stderr
    assert len(ingested.stderr.splitlines()) == 1  # no bar in a pipe

    asked = "query", "trace", "-p", "a=挪威", "-p", "b=秘魯", "--min-confidence", "0"
    result = run(*asked, "--format", "json")
    rows = json.loads(result.stdout)
    assert [row["event"].split(" · ")[0] for row in rows] == ["任职", "会晤", "任职", "指责"]
    assert [row["date"] for row in rows] == [None, "2023-05-04", None, "2023-05-05"]
    assert rows[-1]["sentence"] == "智利外交部长蒙特斯5月5日批评秘鲁扣押渔船。"
    assert {row["url"] for row in rows} == {"https://north.example/1"}
    assert {row["published"] for row in rows} == {"2023-05-08"}

    table = run(*asked)
    assert rows[-1]["sentence"] in table.stdout
    assert "https://north.example/1" in table.stdout


def test_without_trigger_data_no_event_comes_out(run: Run, articles: Path, tmp_path: Path) -> None:
    # The seeds are copied, the triggers left out: what an event is lives in data, not in code.
    seeds = tmp_path / "seeds"
    for path in sorted(resources.seeds().rglob("*")):
        relative = path.relative_to(resources.seeds())
        if path.is_file() and relative.parts[0] not in ("sample", "triggers"):
            (seeds / relative).parent.mkdir(parents=True, exist_ok=True)
            (seeds / relative).write_bytes(path.read_bytes())
    (seeds / "triggers").mkdir()
    result = run("extract", str(articles), env={"KG_SEEDS": str(seeds)})
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert record["events"] == []
    assert any(mention["text"] == "智利" for mention in record["mentions"])
    assert run("extract", str(articles)).stdout.count('"CONSULT"') >= 1


def test_a_second_run_changes_nothing(run: Run, articles: Path) -> None:
    run("ingest", str(articles))
    before = _stats(run)
    again = run("ingest", str(articles))
    assert "1 read, 0 added, 0 updated, 1 unchanged" in again.stderr
    assert _stats(run) == before
    assert before["documents"] == 1
    assert before["events"] >= 2
    assert before["entities"] >= 4
    assert before["relations"] >= 1


def test_records_make_the_same_graph_as_the_articles(run: Run, articles: Path) -> None:
    run("ingest", str(articles))
    assert run("extract", str(articles), "-o", "records.jsonl").exit_code == 0
    loaded = run("ingest", "--records", "records.jsonl", "--graph", "other")
    assert "1 added" in loaded.stderr
    for graph in ("kg-graph", "other"):
        assert run("export", f"{graph}.graphml", "--graph", graph).exit_code == 0
    assert Path("kg-graph.graphml").read_bytes() == Path("other.graphml").read_bytes()


def test_two_workers_make_the_same_records(run: Run, articles: Path) -> None:
    one, two = (run("extract", str(articles), "--workers", n).stdout for n in ("1", "2"))
    assert one == two != ""


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Run, articles: Path) -> None:
    (articles / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (articles / "c.html").write_bytes(b"")
    (articles / "notes.pdf").write_bytes(b"%PDF")
    result = run("extract", str(articles), "no-such-file.md")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    lines = result.stderr.splitlines()
    assert [any(name in line for line in lines) for name in ("b.txt", "c.html", "no-such-file.md")] == [True] * 3
    assert lines[-1] == "1 read, 0 skipped, 3 failed; 1 file of other kinds left alone"


def test_a_long_document_is_skipped_with_one_line(run: Run, articles: Path) -> None:
    result = run("extract", str(articles), "--max-chars", "20")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "more than 20" in result.stderr
    assert "1 skipped" in result.stderr


def test_standard_input(run: Run) -> None:
    line = json.dumps({"id": "x1", "text": "挪威谴责秘鲁。", "published": "2023-05-08T00:00:00Z"}, ensure_ascii=False)
    result = run("extract", "-", stdin=line)
    record = json.loads(result.stdout)
    assert record["id"] == "x1"
    assert record["text"] == "挪威谴责秘鲁。"


def test_removing_the_only_document_empties_the_graph(run: Run, articles: Path) -> None:
    run("ingest", str(articles))
    document = json.loads(run("extract", str(articles)).stdout)["id"]
    assert run("remove", document).exit_code == 0
    counts = _stats(run)
    assert [counts[key] for key in ("documents", "entities", "events", "relations")] == [0, 0, 0, 0]
    gone = run("remove", document)
    assert gone.exit_code == 1
    assert document in gone.stderr


def test_exports_hold_the_graph(run: Run, articles: Path) -> None:
    run("ingest", str(articles))
    for name in ("graph.graphml", "graph.gexf", "triples.csv"):
        assert run("export", name, "--min-confidence", "0").exit_code == 0
    names = {data["name"] for _, data in nx.read_graphml("graph.graphml").nodes(data=True)}
    assert {"挪威", "智利"} <= names
    header, *rows = Path("triples.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header == "subject,predicate,object,date,status,source"
    assert any("ACCUSE" in row and "2023-05-05" in row for row in rows)
    wrong = run("export", "graph.xlsx")
    assert wrong.exit_code == 1
    assert ".graphml" in wrong.stderr


def test_errors_are_one_line_and_status_1(run: Run) -> None:
    for arguments in (
        ("stats",),
        ("query", "no-such-query", "--explain"),
        ("extract", "-", "--pipeline", "no_such_pipeline"),
    ):
        result = run(*arguments, stdin='{"text": "会谈"}')
        assert result.exit_code == 1, arguments
        assert result.stderr.startswith("Error: ")
        assert len(result.stderr.splitlines()) == 1


def test_wrong_usage_is_status_2(run: Run) -> None:
    for arguments in (
        ("extract",),
        ("stats", "--graph", "a", "--uri", "bolt://127.0.0.1"),
        ("query", "trace", "-p", "a"),
        ("no-such-command",),
    ):
        assert run(*arguments).exit_code == 2, arguments


def test_the_environment_names_the_graph(run: Run, articles: Path) -> None:
    env = {"KG_GRAPH": "elsewhere"}
    run("ingest", str(articles), env=env)
    assert Path("elsewhere").is_dir()
    assert json.loads(run("stats", "--json", env=env).stdout)["documents"] == 1
    assert run("stats", "--json", "--graph", "kg-graph").exit_code == 1


def test_query_without_name_lists_all_and_needs_no_graph(run: Run) -> None:
    result = run("query")
    assert result.exit_code == 0
    assert "kg query trace -p a=日本 -p b=中国" in result.stdout


def test_csv_of_a_query(run: Run, articles: Path) -> None:
    run("ingest", str(articles))
    result = run("query", "timeline", "-p", "entity=智利", "--format", "csv")
    header, *rows = result.stdout.splitlines()
    assert header.endswith("sentence,source,published,url")
    assert rows


@pytest.fixture
def doubtful(run: Run, articles: Path) -> list[dict[str, Any]]:
    """A graph with the events of the article, the first as sure as the bar demands, the others hardly."""
    record = json.loads(run("extract", str(articles)).stdout)
    for event, confidence in zip(record["events"], [default_bar(), *[0.01] * len(record["events"])], strict=False):
        event.update(confidence=confidence, status="actual")
    Path("doubtful.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert run("ingest", "--records", "doubtful.jsonl").exit_code == 0
    events: list[dict[str, Any]] = record["events"]
    assert len(events) > 1
    return events


def _answer(run: Run, *arguments: str) -> tuple[int, str]:
    """Number of rows, and what is said beside them."""
    result = run("query", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return len(json.loads(result.stdout)), result.stderr


@pytest.mark.usefixtures("doubtful")
def test_a_question_says_what_the_bar_keeps_from_its_answer(run: Run) -> None:
    asked = "sources", "-p", "outlets=1"
    assert "[default: 0.6]" in " ".join(run("query", "-h").stdout.split())
    rows, said = _answer(run, *asked)
    all_, silence = _answer(run, *asked, "--min-confidence", "0")
    assert rows == 1
    assert all_ > 1
    assert silence == ""
    number = "1 event" if all_ == 2 else f"{all_ - 1} events"
    assert said.startswith(f"without {number} less likely than 0.6: --min-confidence 0 shows ")
    assert _answer(run, *asked, "-p", "min_confidence=0.01") == (all_, "")
    assert "0.6" in run("query", "timeline", "--explain").stdout


@pytest.mark.usefixtures("doubtful")
def test_an_answer_that_the_bar_has_emptied_is_not_nothing(run: Run) -> None:
    asked = "timeline", "-p", "entity=智利", "--min-confidence", "0.9"
    result = run("query", *asked)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("nothing found but ")
    assert "less likely than 0.9: --min-confidence 0 shows" in result.stderr
    assert _answer(run, *asked) == (0, result.stderr)
    assert run("query", "visits", "-p", "visitor=智利").stderr == "nothing found\n"
    count = run("query", "monthly", "-p", "a=蒙特斯", "-p", "b=秘鲁")
    assert count.stderr == "nothing found but events less likely than 0.6: --min-confidence 0 counts them\n"


@pytest.mark.usefixtures("doubtful")
def test_a_bar_that_cannot_be_is_told(run: Run) -> None:
    asked = "query", "timeline", "-p", "entity=智利"
    assert "not both" in run(*asked, "-p", "min_confidence=0", "--min-confidence", "0").stderr
    assert run(*asked, "--min-confidence", "60").exit_code == 2
    assert "must be a number from 0 to 1" in run(*asked, "-p", "min_confidence=60").stderr
    assert "offices has no parameter min_confidence" in run("query", "offices", "--min-confidence", "0").stderr


@pytest.mark.parametrize("more", [(), ("--view", "entities")])
def test_an_export_says_what_it_leaves_out(run: Run, doubtful: list[dict[str, Any]], more: tuple[str, ...]) -> None:
    total = len(doubtful)
    shown = run("export", "shown.graphml", *more)
    left = f"without {total - 1} of {total} events, less likely than 0.6: --min-confidence 0 writes them too"
    assert shown.stderr.splitlines() == ["wrote shown.graphml", left]
    assert run("export", "all.graphml", *more, "--min-confidence", "0").stderr == "wrote all.graphml\n"
    assert len(nx.read_graphml("shown.graphml").edges) < len(nx.read_graphml("all.graphml").edges)
    assert "[default: 0.6;" in " ".join(run("export", "-h").stdout.split())
    whole = run("export", "folder", "--format", "neo4j-admin")
    assert whole.stderr == "wrote folder\n"
    assert run("export", "other", "--format", "neo4j-admin", "--min-confidence", "0.6").exit_code == 2


def test_eval_scores_gold(run: Run) -> None:
    result = run("eval", str(resources.seeds() / "sample"), "--json")
    assert result.exit_code == 0, result.output
    scores = json.loads(result.stdout)
    assert scores["documents"] >= 8
    assert scores["missing"] == []
    assert scores["ner"]["f"] > 0.5
    assert scores["event"]["pred"] > 0


def test_a_decision_of_a_person_joins_two_names(run: Run, articles: Path) -> None:
    text = "智利外长贝苏加2023年5月9日批评秘鲁。"
    (articles / "b.txt").write_text(text, encoding="utf-8")
    Path("decisions.jsonl").write_text(
        '# the same man\n{"action": "alias", "type": "Person", "name": "贝苏加", "entity": "person:蒙特斯"}\n',
        encoding="utf-8",
    )
    env = {"KG_DECISIONS": "decisions.jsonl"}
    run("ingest", str(articles))
    apart = _stats(run)["entities"]
    run("ingest", str(articles), env=env)
    assert _stats(run)["entities"] == apart - 1
    Path("decisions.jsonl").write_text("{}\n", encoding="utf-8")
    wrong = run("ingest", str(articles), env=env)
    assert wrong.exit_code == 1
    assert "decisions.jsonl:1" in wrong.stderr


def test_a_wrong_line_of_records_is_told_and_the_rest_goes_on(run: Run, articles: Path) -> None:
    good = run("extract", str(articles)).stdout
    wrong_id = json.dumps({**json.loads(good), "id": 5})
    Path("good.jsonl").write_text(good, encoding="utf-8")
    Path("wrong.jsonl").write_text(f"{wrong_id}\n{{broken\n", encoding="utf-8")
    result = run("ingest", "--records", "wrong.jsonl", "--records", "good.jsonl")
    assert result.exit_code == 1
    told, kind, summary = result.stderr.splitlines()
    assert told.startswith("wrong.jsonl:2: not JSON")
    assert kind == "record 5: id is of the wrong kind: 5"
    assert summary == "0 read, 1 added, 0 updated, 0 unchanged, 0 outdated, 0 skipped, 2 failed"
    assert _stats(run)["documents"] == 1


def test_who_stops_an_ingestion_is_told_how_it_goes_on(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: Writer) -> tuple[int, int]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "refresh", stopped)
        cut_off = run("ingest", str(articles))
    assert cut_off.exit_code == 1
    assert "the next kg ingest goes on from there" in cut_off.stderr
    assert "an ingestion was cut off" in run("stats").stderr
    assert "1 unchanged" in run("ingest", str(articles)).stderr
    after = run("stats", "--json")
    assert after.stderr == ""
    assert json.loads(after.stdout)["documents"] == 1


def test_texts_of_strangers_steer_neither_terminal_nor_spreadsheet() -> None:
    rows = [{"name": "\x1b[2J甲\n乙\u202e", "score": -2.0, "sentence": "=cmd|'/c calc'!A1\n好", "source": None}]
    table = as_table(("name", "score", "sentence", "source"), rows)
    assert [line.split() for line in table.splitlines()] == [
        ["name", "score"], ["[2J甲", "乙", "-2.0"], ["「=cmd|'/c", "calc'!A1", "好」"],
    ]  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(as_csv(("name", "score", "sentence"), rows)))
    assert row == {"name": "\x1b[2J甲\n乙\u202e", "score": "-2.0", "sentence": "'=cmd|'/c calc'!A1\n好"}


def test_records_are_written_whole_or_not_at_all(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("extract", str(articles), "-o", "records.jsonl").exit_code == 0
    before = Path("records.jsonl").read_text(encoding="utf-8")
    assert before == run("extract", str(articles)).stdout

    def stopped(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.records.Record.to_json", stopped)
    assert run("extract", str(articles), "-o", "records.jsonl").exit_code == 1
    assert Path("records.jsonl").read_text(encoding="utf-8") == before
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["articles", "records.jsonl"]
    missing = run("extract", str(articles), "-o", "no/such/records.jsonl")
    assert (missing.exit_code, missing.stderr) == (1, "Error: no/such/records.jsonl: No such file or directory\n")


def test_a_full_disk_is_told_in_one_line() -> None:
    command = [sys.executable, "-m", "kg", "query"]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.splitlines()[0] == "Error: output: No space left on device"


def test_without_a_path_the_sample_is_read(run: Run) -> None:
    result = run("ingest")
    assert result.exit_code == 0, result.output
    assert "sample articles" in result.stderr
    assert _stats(run)["documents"] == 23
