"""What `kg browser` writes, read as Neo4j Browser reads it."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from kg.browser import FAVOURITES, STYLE, favourite, favourites, grass, write
from kg.errors import KgError, QueryError
from kg.ontology import ontology
from kg.queries import Query, parse, queries
from kg.resolve.projection import STRUCTURE


@pytest.fixture(params=sorted(queries()))
def query(request: pytest.FixtureRequest) -> Query:
    return queries()[request.param]


def test_the_first_line_is_the_name_and_the_values_stand_on_top(query: Query) -> None:
    lines = favourite(query).splitlines()
    assert lines[0] == f"// {query.title} · {query.title_en}"
    top = "\n".join(lines[2 : lines.index("} AS asked")])
    for parameter in query.parameters:
        if f"LIMIT ${parameter.name}" not in query.text:
            assert re.search(rf"^  {parameter.name}: \S", top, re.M), parameter.name


def test_nothing_is_left_to_fill_in(query: Query) -> None:
    text = favourite(query)
    assert not re.search(r"\$\w", re.sub(r"'[^']*'", "", text))
    assert ";" not in text  # Browser would take it for several statements
    assert "given.asked" not in text


def test_the_archive_has_every_query_and_is_the_same_each_time() -> None:
    content = favourites()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found == {f"kg/{name}.cypher": favourite(query) for name, query in queries().items()}
    assert favourites() == content


_HEAD = "// 问 · Ask\n// name: ask\n// returns: nothing\n// example: kg query ask -p text='it''s'\n"


def test_what_stands_in_quotes_is_no_parameter(tmp_path: Path) -> None:
    path = tmp_path / "ask.cypher"
    param = "// param text: string — a word\n// param limit: integer = 7 — rows at most\n"
    path.write_text(
        _HEAD.replace("// returns", param + "// returns")
        + "MATCH (n) WHERE n.a = '$text' AND n.b STARTS WITH $text AND n.`$text` = \"$text\"\n"
        "WITH DISTINCT n\nWITH *\nWITH n, $text AS x\nRETURN n.a AS a ORDER BY a LIMIT $limit\n",
        encoding="utf-8",
    )
    text = favourite(parse(path))
    assert "n.a = '$text' AND n.b STARTS WITH given.text AND n.`$text` = \"$text\"" in text
    assert "WITH DISTINCT given, n\n    WITH *\n    WITH given, n, given.text AS x" in text
    assert "LIMIT 7" in text
    assert "limit:" not in text


def test_names_of_the_favourite_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "ask.cypher"
    path.write_text(_HEAD + "MATCH (n) RETURN n.a AS graph ORDER BY graph\n", encoding="utf-8")
    with pytest.raises(QueryError, match="names of its own"):
        favourite(parse(path))


def _rules(sheet: str) -> dict[str, dict[str, str]]:
    rules = re.findall(r"([\w.]+) \{\n(.*?)\n\}", sheet, re.S)
    return {key: dict(re.findall(r"^  ([\w-]+): (.+);$", body, re.M)) for key, body in rules}


def test_the_style_knows_every_label_and_type() -> None:
    rules = _rules(grass())
    for label in (*ontology().entities, "Event", "Document"):
        assert rules[f"node.{label}"]["color"].startswith("#")
    for name in (*ontology().events, *ontology().relations, *STRUCTURE):
        assert rules[f"relationship.{name}"]["color"].startswith("#")
    assert rules["node.Entity"]["caption"] == rules["node.Event"]["caption"] == '"{name}"'
    assert rules["relationship.AID"]["color"] != rules["relationship.ASSAULT"]["color"]
    keys = list(rules)
    assert keys.index("node") < keys.index("node.Entity") < keys.index("node.State")  # the last that fits wins


def test_they_are_written_into_a_folder(tmp_path: Path) -> None:
    written = write(tmp_path / "new" / "folder")
    assert [path.name for path in written] == [FAVOURITES, STYLE]
    assert written[0].read_bytes() == favourites()
    assert written[1].read_text(encoding="utf-8") == grass()
    (tmp_path / "file").touch()
    with pytest.raises(KgError, match="file"):
        write(tmp_path / "file")
