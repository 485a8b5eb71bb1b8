"""Stores to test on, and six short made-up articles whose graph is known by hand.

The embedded engine is tested always, a Neo4j where `NEO4J_URI` names one that answers.
"""

import itertools
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.records import Entity, Event, Mention, Record, Relation
from kg.store import Store, Writer, known, open_store

StoreFactory = Callable[[], Store]
Opener = Callable[[str, Path], Store]
WriteArticle = Callable[..., Record]


def _neo4j() -> Store:
    uri = os.environ.get("NEO4J_URI")
    if not uri:
        pytest.skip("NEO4J_URI is not set (scripts/neo4j.sh start)")
    try:
        store = open_store(uri=uri)
    except StoreError as error:
        pytest.skip(str(error))
    (nodes,) = store.read("MATCH (n) RETURN count(n) AS count")
    ids = known(store)
    if nodes["count"] and not (ids and all(document.startswith("test-") for document in ids)):
        store.close()
        pytest.skip(f"{uri} holds a graph, which the tests would delete")
    Writer(store).clear()
    return store


def _empty(engine: str, folder: Path) -> Store:
    return _neo4j() if engine == "neo4j" else open_store(folder)


@pytest.fixture(scope="session")
def open_empty() -> Opener:
    """Opens an empty store: of `neo4j` or `embedded`, the latter in a folder that is not there yet."""
    return _empty


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store_factory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreFactory]:
    """Makes empty stores; of a Neo4j there is one at a time."""
    opened: list[Store] = []
    numbers = itertools.count()

    def make() -> Store:
        store = _empty(request.param, tmp_path / f"graph{next(numbers)}")
        opened.append(store)
        return store

    yield make
    for store in opened:
        if request.param == "neo4j":
            Writer(store).clear()
        store.close()


@pytest.fixture
def store(store_factory: StoreFactory) -> Store:
    """One empty store."""
    return store_factory()


_ENTITIES = {
    entity.id: entity
    for entity in (
        Entity("CHN", "State", "中国", "China"),
        Entity("JPN", "State", "日本", "Japan"),
        Entity("PHL", "State", "菲律宾", "Philippines"),
        Entity("USA", "State", "美国", "United States"),
        Entity("person:林健一", "Person", "林健一", state="JPN"),
        Entity("person:桑托斯", "Person", "桑托斯", "Rosa Santos", state="PHL"),
        Entity("org:海洋事务局", "Organization", "海洋事务局", state="JPN"),
    )
}
_HANT = {"PHL": "菲律賓", "USA": "美國", "CHN": "中國"}


@dataclass(frozen=True)
class _Said:
    """A sentence and the event it tells of; roles are ids, `day` a full day or None for an undated one."""

    sentence: str
    type: str = ""
    trigger: str = ""
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    day: str | None = None
    mode: str | None = None
    status: str = "actual"
    locations: Sequence[str] = ()
    relations: Sequence[tuple[str, str, str, str | None]] = field(default=())


def _article(
    name: str,
    source: str,
    published: str,
    *said: _Said,
    script: str = "Hans",
    entities: Mapping[str, Entity] = _ENTITIES,
) -> Record:
    """A record with every entity found by its name in the text."""
    text = "\n".join(one.sentence for one in said)
    starts = [sum(len(one.sentence) + 1 for one in said[:i]) for i in range(len(said))]
    mentions = []
    for entity in entities.values():
        surface = _HANT.get(entity.id, entity.name) if script == "Hant" else entity.name
        label = {"State": "GPE", "Person": "PERSON", "Organization": "ORG"}[entity.type]
        at = text.find(surface)
        while at >= 0:
            mentions.append(Mention(at, at + len(surface), surface, label, entity.id))
            at = text.find(surface, at + 1)
    events: list[Event] = []
    relations: list[Relation] = []
    for start, one in zip(starts, said, strict=True):
        span = (start, start + len(one.sentence))
        if one.type:
            at = text.index(one.trigger, start)
            trigger = (at, at + len(one.trigger))
            dates = (one.day, one.day, one.day) if one.day else (None, None, published[:10])
            events.append(
                Event(
                    id=f"E{len(events) + 1}",
                    type=one.type,
                    mode=one.mode,
                    status=one.status,
                    date=dates[0],
                    date_start=dates[1],
                    date_end=dates[2],
                    date_precision="day" if one.day else None,
                    date_basis="explicit" if one.day else "publication",
                    actors=tuple(one.actors),
                    recipients=tuple(one.recipients),
                    locations=tuple(one.locations),
                    trigger=trigger,
                    triggers=(trigger,),
                    sentence=span,
                    confidence=0.9,
                )
            )
        relations += [
            Relation(kind, subject, object_, title, evidence=span) for kind, subject, object_, title in one.relations
        ]
    return Record(
        id=f"test-{name}",
        url=f"https://news.example/{name}",
        title=said[0].sentence,
        source=source,
        published=published,
        script=script,
        text=text,
        sentences=tuple((s, s + len(one.sentence)) for s, one in zip(starts, said, strict=True)),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
        times=(),
        entities=tuple(entities[key] for key in sorted({mention.entity for mention in mentions})),
        events=tuple(events),
        relations=tuple(relations),
        pipeline={"name": "by hand", "version": "1"},
    )


_VISIT = _article(
    "visit",
    "海峡日报",
    "2024-03-02T01:00:00Z",
    _Said(
        "林健一访问菲律宾。",
        "CONSULT",
        "访问",
        ["person:林健一"],
        ["PHL"],
        "2024-03-01",
        mode="visit",
        locations=["PHL"],
    ),
    _Said(
        "林健一是日本海洋事务局局长。",
        relations=[
            ("HOLDS_OFFICE", "person:林健一", "org:海洋事务局", "局长"),
            ("PART_OF", "org:海洋事务局", "JPN", None),
        ],
    ),
)
_VISIT_HANT = _article(
    "visit-hant",
    "观察电台",
    "2024-03-02T05:00:00Z",
    _Said("林健一3月1日訪問菲律賓。", "CONSULT", "訪問", ["person:林健一"], ["PHL"], "2024-03-01", mode="visit"),
    script="Hant",
)
_REEF = _article(
    "reef",
    "海峡日报",
    "2024-03-05T02:00:00Z",
    _Said("中国海警船用水炮袭击菲律宾补给船。", "ASSAULT", "袭击", ["CHN"], ["PHL"], "2024-03-04"),
    _Said("菲律宾指责中国违反国际法。", "ACCUSE", "指责", ["PHL"], ["CHN"], "2024-03-05"),
)
_MISSILES = _article(
    "missiles",
    "观察电台",
    "2024-04-10T02:00:00Z",
    _Said("美国向菲律宾提供导弹。", "AID", "提供", ["USA"], ["PHL"], "2024-04-09"),
    _Said("美国计划制裁中国企业。", "SANCTION", "制裁", ["USA"], ["CHN"], "2024-05-20", status="planned"),
    _Said("分析人士担心中国攻击菲律宾。", "ASSAULT", "攻击", ["CHN"], ["PHL"], "2024-06-01", status="hypothetical"),
)
_TALKS = _article(
    "talks",
    "海峡日报",
    "2024-04-20T02:00:00Z",
    _Said("日本与美国举行会谈。", "CONSULT", "会谈", ["JPN", "USA"], [], "2024-04-19"),
    _Said("美国因间谍案制裁中国。", "SANCTION", "制裁", ["USA"], ["CHN"], "2024-04-18", mode="expel"),
)
_CRITICISM = _article(
    "criticism",
    "观察电台",
    "2024-04-25T02:00:00Z",
    _Said("中国批评日本。", "ACCUSE", "批评", ["CHN"], ["JPN"]),
    _Said("桑托斯没有表态。"),
)
_ARTICLES = (_VISIT, _VISIT_HANT, _REEF, _MISSILES, _TALKS, _CRITICISM)


def _dump(store: Store) -> list[str]:
    """Everything in the store but its ledger, in an order of its own."""
    nodes = store.read(
        "MATCH (n) WHERE NOT n:Ledger AND NOT n:Record RETURN labels(n) AS labels, properties(n) AS properties"
    )
    edges = store.read(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties"
    )
    records = store.read("MATCH (r:Record) RETURN r.id AS id, r.digest AS digest")
    rows: list[Any] = [*({**node, "labels": sorted(node["labels"])} for node in nodes), *edges, *records]
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)


@pytest.fixture(scope="session")
def articles() -> Mapping[str, Record]:
    """The records by the last part of their id: visit, visit-hant, reef, missiles, talks, criticism."""
    return {record.id.removeprefix("test-"): record for record in _ARTICLES}


@pytest.fixture(scope="session")
def write_article() -> WriteArticle:
    """Writes an article: name, source, instant of publication, for each sentence a mapping, more entities."""

    def write(name: str, source: str, published: str, *said: Mapping[str, Any], more: Sequence[Entity] = ()) -> Record:
        entities = {**_ENTITIES, **{entity.id: entity for entity in more}}
        return _article(name, source, published, *(_Said(**one) for one in said), entities=entities)

    return write


@pytest.fixture(scope="session")
def dump() -> Callable[[Store], list[str]]:
    """All of a store's content in an order of its own."""
    return _dump
