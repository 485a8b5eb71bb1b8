"""Stores to test on, and six short made-up articles whose graph is known by hand.

The embedded engine is tested always, a Neo4j where `NEO4J_URI` names one that answers.
"""

import itertools
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.queries import Parameter, Query
from kg.records import Entity, Event, Mention, Record, Relation
from kg.store import Store, Writer, open_store

StoreFactory = Callable[[], Store]
Opener = Callable[[str, Path], Store]
WriteArticle = Callable[..., Record]
Fill = Callable[[Query, str, Sequence[str], str], dict[str, str]]


@pytest.fixture(scope="session")
def open_empty(open_neo4j: StoreFactory) -> Opener:
    """Opens an empty store: of `neo4j` or `embedded`, the latter in a folder that is not there yet."""
    return lambda engine, folder: open_neo4j() if engine == "neo4j" else open_store(folder)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store_factory(request: pytest.FixtureRequest, tmp_path: Path, open_empty: Opener) -> Iterator[StoreFactory]:
    """Makes empty stores; of a Neo4j there is one at a time."""
    opened: list[Store] = []
    numbers = itertools.count()

    def make() -> Store:
        store = open_empty(request.param, tmp_path / f"graph{next(numbers)}")
        opened.append(store)
        return store

    yield make
    for store in opened:
        if request.param == "neo4j":
            Writer(store).clear()
        store.close()


@pytest.fixture(scope="session")
def fill() -> Fill:
    """What a query demands: names in turn for entities, an event's id, a part of a name, days."""

    def filled(query: Query, event: str, names: Sequence[str], part: str) -> dict[str, str]:
        entities = iter(names)

        def value(parameter: Parameter) -> str:
            if parameter.is_entity:
                return next(entities)
            return part if parameter.is_part_of_name else _DAYS.get(parameter.name, event)

        return {parameter.name: value(parameter) for parameter in query.parameters if parameter.required}

    return filled


_DAYS = {"earlier_until": "2024-03", "since": "2024-04"}
_ROOT = Path(__file__).resolve().parents[2]
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")


class OwnServer:
    """A Neo4j of a test's own, to be killed and set up as the test likes; without passwords.

    It runs from what `scripts/neo4j.sh` fetched, in a folder of its own.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port: int = free.getsockname()[1]
        (home / "conf").mkdir(parents=True)

    @property
    def uri(self) -> str:
        """Where it answers."""
        return f"bolt://127.0.0.1:{self._port}"

    def admin(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run `neo4j-admin` on its database, while it does not run."""
        self._configure({})
        return subprocess.run(
            ["java", "-cp", f"{_ROOT}/.neo4j/lib/*", "org.neo4j.cli.AdminTool", *arguments],
            cwd=cwd, env=self._environment(), capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def start(self, **settings: str) -> None:
        """Start it and wait until it answers; a `__` in a setting's name stands for a dot."""
        self._configure({name.replace("__", "."): value for name, value in settings.items()})
        with (self._home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                ["java", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                 *(f"--add-opens={name}=ALL-UNNAMED" for name in _OPENED),
                 "-cp", f"{_ROOT}/.neo4j/lib/*", "org.neo4j.server.CommunityEntryPoint",
                 f"--home-dir={self._home}", f"--config-dir={self._home / 'conf'}"],
                env=self._environment(), stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                open_store(uri=self.uri).close()
            except StoreError:
                time.sleep(0.25)
            else:
                return
        self.kill()
        pytest.fail((self._home / "console.log").read_text("utf-8", "replace")[-2000:])

    def kill(self) -> None:
        """As a power cut does it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it in order."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self._home), "NEO4J_CONF": str(self._home / "conf")}

    def _configure(self, settings: Mapping[str, str]) -> None:
        address = f"127.0.0.1:{self._port}"
        whole = {
            "server.bolt.listen_address": address,
            "server.bolt.advertised_address": address,
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "server.memory.pagecache.size": "64m",
            "dbms.security.auth_enabled": "false",
            "dbms.usage_report.enabled": "false",
            **settings,
        }
        lines = "".join(f"{name}={value}\n" for name, value in whole.items())
        (self._home / "conf/neo4j.conf").write_text(lines, encoding="utf-8")


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[OwnServer]:
    """A server that does not run yet."""
    if not (_ROOT / ".neo4j/lib/.complete").is_file() or not shutil.which("java"):
        pytest.skip("there is no Neo4j in .neo4j (scripts/neo4j.sh start)")
    server = OwnServer(tmp_path / "neo4j")
    yield server
    server.stop()


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
    confidence: float = 0.9


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
                    confidence=one.confidence,
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


# Everything that a name in an article may hold to get out of where it stands.
_HOSTILE = "甲\u0000'\"`) }]->() DETACH DELETE n // $rows {x} \\ ; | \u202e\ud83d\r\n\u000b\u001f=1+1,乙"


@pytest.fixture(scope="session")
def hostile() -> Record:
    """A record with a hostile name wherever a name can stand."""
    text = f"{_HOSTILE}批评日本。"
    at = len(_HOSTILE)
    event = Event(
        id="E1", type="ACCUSE", mode=None, status="actual", date=None, date_start=None, date_end="2024-04-25",
        date_precision=None, date_basis="publication", actors=(f"person:{_HOSTILE}",), recipients=("JPN",),
        locations=(), trigger=(at, at + 2), triggers=((at, at + 2),), sentence=(0, len(text)), confidence=0.9,
    )  # fmt: skip
    person = Entity(f"person:{_HOSTILE}", "Person", _HOSTILE, aliases=(_HOSTILE + "2", _HOSTILE + "3"))
    office = Relation("HOLDS_OFFICE", person.id, "JPN", _HOSTILE, evidence=(0, at))
    return replace(
        _CRITICISM, id=f"test-hostile {_HOSTILE}", url=_HOSTILE, title=_HOSTILE, source=_HOSTILE, text=text,
        sentences=((0, len(text)),), mentions=(Mention(0, at, _HOSTILE, "PERSON", person.id),),
        entities=(person, _ENTITIES["JPN"]), events=(event,), relations=(office,),
    )  # fmt: skip
