import dataclasses
from typing import Any

import pytest

from kg.records import Entity, Record
from kg.resolve import Projection, project
from kg.resolve.names import latin_words, normalise


def ids(projection: Projection) -> list[str]:
    return [node.id for node in projection.nodes if node.kind == "Entity"]


def person(name: str, **known: Any) -> Entity:
    return Entity(f"person:{name}", "Person", name, **known)


def body(name: str, **known: Any) -> Entity:
    return Entity(f"org:{name}", "Organization", name, **known)


@pytest.fixture
def merged(article: Any) -> Any:
    """The ids left when each entity stands in an article of its own: `d0`, `d1`, …"""

    def run(*entities: Entity) -> list[str]:
        records: list[Record] = [article(f"d{n}", f"{e.name}。", [e]) for n, e in enumerate(entities)]
        return ids(project(records))

    return run


def test_one_name_is_one_entity_in_both_scripts_and_any_spelling(merged: Any) -> None:
    assert merged(person("伊凡·杜林"), person("伊凡・杜林"), person("伊凡杜林")) == ["person:伊凡·杜林"]
    assert merged(body("聯合觀察團"), body("联合观察团")) == ["org:联合观察团"]
    assert merged(body("AUX"), body("ＡＵＸ")) == ["org:AUX"]


def test_a_name_of_another_type_is_another_entity(merged: Any) -> None:
    assert merged(body("青浦"), Entity("loc:青浦", "Location", "青浦")) == ["loc:青浦", "org:青浦"]


def test_the_state_tells_namesakes_apart(merged: Any) -> None:
    assert merged(body("外交部", state="CHN"), body("外交部", state="JPN"), body("外交部", state="CHN")) == [
        "org:外交部@CHN",
        "org:外交部@JPN",
    ]
    assert merged(body("外交部", state="CHN"), body("外交部")) == ["org:外交部"]
    three = merged(body("外交部", state="CHN"), body("外交部", state="JPN"), body("外交部"))
    assert three == ["org:外交部@CHN", "org:外交部@JPN", "org:外交部@d2"]


def test_latin_names_tell_persons_apart_and_join_transliterations(merged: Any) -> None:
    assert merged(person("史密森", name_en="Ann Smithson"), person("史密森", name_en="Bob Smithson")) == [
        "person:史密森@d0",
        "person:史密森@d1",
    ]
    assert merged(person("麦尔里", name_en="Jürgen K. Mairli"), person("迈里", name_en="Jurgen Mairli")) == [
        "person:迈里"
    ]
    assert merged(person("麦尔里", aliases=("Jurgen Mairli",)), person("迈里", aliases=("Jurgen Mairli",))) == [
        "person:迈里"
    ]
    assert len(merged(person("麦尔里", name_en="Mairli"), person("迈里", name_en="Mairli"))) == 2, "a surname alone"
    apart = merged(
        person("麦尔里", name_en="Jurgen Mairli", state="USA"), person("迈里", name_en="Jurgen Mairli", state="DEU")
    )
    assert len(apart) == 2, "two states"


def test_a_surname_alone_is_nobody_elses(merged: Any) -> None:
    assert merged(person("岳"), person("岳"), person("岳明远")) == ["person:岳@d0", "person:岳@d1", "person:岳明远"]
    assert merged(body("署"), body("署")) == ["org:署@d0", "org:署@d1"], "nor is any other single character"
    named = merged(person("岳", name_en="Yue Mingyuan"), person("岳明远", name_en="Yue Mingyuan"))
    assert named == ["person:岳"], "here the article gives the whole name, in Latin letters"


def test_the_gazetteer_gives_its_id_to_what_bears_its_name(merged: Any) -> None:
    known = Entity("person:yue-mingyuan", "Person", "岳明远", name_en="Yue Mingyuan", state="SGP")
    assert merged(known, person("岳明远"), person("乐明元", name_en="Yue Mingyuan")) == ["person:yue-mingyuan"]
    assert merged(known, person("岳明远", state="CHN")) == ["person:yue-mingyuan", "person:岳明远"]
    other = Entity("person:yue-mingyuan-2", "Person", "岳明远")
    assert merged(known, other, person("岳明远")) == ["person:yue-mingyuan", "person:yue-mingyuan-2", "person:岳明远"]


def test_an_id_of_the_gazetteer_is_known_by_its_form(merged: Any) -> None:
    known = Entity("org:auxnet", "Organization", "AuxNet")
    assert merged(known, body("AuxNet"), body("AUXNET")) == ["org:auxnet"]
    renamed = Entity("person:惠恩", "Person", "魏恩", state="USA")
    assert merged(renamed, person("魏恩", state="CAN")) == ["person:惠恩", "person:魏恩"]


def test_attributes_are_the_most_frequent(article: Any) -> None:
    names = ["迈里", "麦尔里", "麦尔里"]
    made = [article(f"d{n}", f"{x}。", [person(x, name_en="Jurgen Mairli")]) for n, x in enumerate(names)]
    (node,) = [node for node in project(made).nodes if node.kind == "Entity"]
    assert node.properties["name"] == "麦尔里"
    assert node.properties["name_hant"] == "麥爾裏"
    assert node.properties["aliases"] == ("迈里",)
    assert node.properties["mentions"] == 3
    assert "state" not in node.properties


def test_the_traditional_name_is_that_of_a_traditional_article(article: Any) -> None:
    told = article("a", "麥爾里到訪。", [person("麦尔里", aliases=("麥爾里",))])
    made = [dataclasses.replace(told, script="Hant"), article("b", "麦尔里。", [person("麦尔里")])]
    (node,) = [node for node in project(made).nodes if node.kind == "Entity"]
    assert node.properties["name_hant"] == "麥爾里", "not 裏, as characters alone would have it"


def test_what_is_only_listed_is_no_node(article: Any) -> None:
    record = article("a", "什么也没有发生。", [person("岳明远")])
    assert ids(project([record])) == []


@pytest.mark.parametrize(
    ("name", "same"), [("歐巴馬", "欧巴马"), ("John  Doe", "johndoe"), ("馬・克", "马克"), ("阿·", "阿")]
)
def test_normalise(name: str, same: str) -> None:
    assert normalise(name) == normalise(same)


def test_latin_words() -> None:
    assert latin_words("Ministry of Defense (Japan)") == ("ministry", "of", "defense")
    assert latin_words("X") == ("x",)
    assert latin_words("马克Mark") == ()
