from pathlib import Path
from typing import BinaryIO, Literal

import pytest

from kg.errors import KgError
from kg.export import export
from kg.resolve.projection import Projection


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf", "triples.csv", "g.triples.csv", "G.GEXF"])
def test_the_same_graph_is_the_same_file(projection: Projection, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    export(projection, path)
    first = path.read_bytes()
    assert len(first) > 500
    export(projection, path)
    assert path.read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["graph.xml", "graph", "other.csv", "mytriples.csv", ".graphml/x.txt"])
def test_an_unknown_name_is_answered_with_the_formats(projection: Projection, tmp_path: Path, name: str) -> None:
    with pytest.raises(KgError, match=r"must end in one of \.graphml, \.gexf, \.triples\.csv"):
        export(projection, tmp_path / name)


def test_a_view_that_is_none_and_a_folder_that_is_not_there(projection: Projection, tmp_path: Path) -> None:
    view: Literal["events"] = "tree"  # type: ignore[assignment]
    with pytest.raises(KgError, match="no view 'tree'"):
        export(projection, tmp_path / "g.gexf", view)
    with pytest.raises(KgError, match=r"none/g\.gexf: No such file"):
        export(projection, tmp_path / "none" / "g.gexf")


def test_a_failure_leaves_the_old_file(projection: Projection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "triples.csv"
    path.write_text("old")

    def breaks(_: Projection, file: BinaryIO, **__: object) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.export.csv_triples.write", breaks)
    with pytest.raises(KgError, match="No space left"):
        export(projection, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["triples.csv"]


def test_filters_reach_the_file(projection: Projection, tmp_path: Path) -> None:
    path = tmp_path / "triples.csv"
    export(projection, path, statuses=["planned"])
    assert "2023-07-14" not in path.read_text("utf-8")
    export(projection, path, min_confidence=0.5)
    assert "planned" not in path.read_text("utf-8")
