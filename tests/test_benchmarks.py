import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).resolve().parents[1]


def _benchmark(name: str) -> Any:
    if str(_ROOT) not in sys.path:
        sys.path.insert(0, str(_ROOT))
    return importlib.import_module(f"benchmarks.{name}")


def _article(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_articles_are_read_again_until_there_are_enough(tmp_path: Path) -> None:
    _article(tmp_path, "a.txt", "欧盟宣布新的制裁。")
    _article(tmp_path, "b.txt", "会谈取消。")
    memory = _benchmark("memory")
    assert [d.text for d in memory.documents(tmp_path, 3)] == ["欧盟宣布新的制裁。", "会谈取消。", "欧盟宣布新的制裁。"]
    assert sum(map(len, _benchmark("pipeline_speed").texts(tmp_path))) >= 30_000
    assert 10 < memory.resident() <= memory.peak() * 1.1


def test_a_folder_without_articles(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no articles"):
        list(_benchmark("memory").documents(tmp_path, 3))
    with pytest.raises(SystemExit, match="no articles"):
        _benchmark("pipeline_speed").texts(tmp_path)


def test_words_of_a_treebank(tmp_path: Path) -> None:
    (tmp_path / "ud/rebuilt-train").mkdir(parents=True)
    lines = ["# text = 会谈。", "1\t会谈\tx", "2\t。\tx", "", "1\t他\tx", "2\t同意\tx", "", ""]
    _article(tmp_path, "ud/rebuilt-train/zh_gsdsimp-ud-train.rebuilt.conllu", "\n".join(lines))
    assert _benchmark("web_pipeline").treebank_sentences(tmp_path) == [["会谈", "。"], ["他", "同意"]]


@pytest.mark.filterwarnings("ignore")
def test_the_other_pipeline_has_the_published_shape() -> None:
    pytest.importorskip("jieba", reason="needs jieba, which the benchmark names")
    web = _benchmark("web_pipeline")
    nlp, segmenter = web.load(None)
    assert segmenter == "jieba"
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "ner"]
    assert len(nlp.pipe_labels["tagger"]) == web.TAGS
    assert set(nlp.pipe_labels["parser"]) >= {f"r{i}" for i in range(web.RELATIONS - 1)}
    assert len(nlp.pipe_labels["ner"]) == web.NAMES
    assert all(token.pos_ == "NOUN" and token.dep_ for token in nlp("德国总理访问河内。会谈取消。"))


def test_a_graph_of_any_size_is_the_same_each_time(tmp_path: Path) -> None:
    synthetic = _benchmark("graph_synthetic")
    graph = synthetic.generate(20_000)
    assert graph == synthetic.generate(20_000)
    assert graph != synthetic.generate(20_000, seed=1)
    assert 0.9 < len(graph.edges) / 20_000 < 1.5  # what the gazetteer brings along is much for so small a graph
    known = {(node.kind, node.id) for node in graph.nodes}
    for edge in graph.edges:
        start, end = synthetic.edge_sides(edge.type)
        assert {(start, edge.start), (end, edge.end)} <= known
    pytest.importorskip("arcadedb_embedded")
    synthetic.load_folder(tmp_path / "graph", graph)
    with synthetic.open_store(tmp_path / "graph") as store:
        for counted, expected in (("(n)", len(graph.nodes)), ("()-[n]->()", len(graph.edges))):
            assert store.read(f"MATCH {counted} RETURN count(n) AS n")[0]["n"] == expected
        queries = _benchmark("graph_queries")
        timeline = queries.queries()["timeline"]
        asked = queries.cases(timeline, store)
        assert asked.keys() == {"busiest", "middle"}
        milliseconds, rows = queries.timed(store, timeline, asked["busiest"], 1)
        assert milliseconds > 0
        assert len(rows) == 100


def test_made_up_records_are_always_the_same_and_thick_enough() -> None:
    made_up = _benchmark("load_records").made_up
    records = list(made_up(12))
    assert records == list(made_up(12))
    assert records[0] != next(made_up(1, seed=2))
    graph = _benchmark("load").graph_of(600)
    assert 600 <= len(graph.edges) < 1200
    rows = sum(len(rows) for _, rows in _benchmark("load").statements(graph))
    assert rows == len(graph.nodes) + len(graph.edges)
