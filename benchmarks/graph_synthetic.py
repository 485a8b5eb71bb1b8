"""A made-up graph of any size with the shape of one made from news, and its loading into a store.

usage: python -m benchmarks.graph_synthetic [--relationships 1000000] [--graph FOLDER | --uri bolt://…]

States and bodies are those of the gazetteer, persons and what everybody does are drawn at random from a fixed seed.
What a few years of news look like, and what makes questions slow: few entities take part in most events (weights
1/rank), some pairs have thousands of events with each other, most events are told by one article, and a few by
dozens. `Name` nodes and `LINKED` edges are derived as in any graph; there are no records behind it.
"""

import argparse
import itertools
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from kg.components.gazetteer_data import Entry, gazetteer
from kg.ontology import EventType, ontology
from kg.resolve.facts import pairs_of
from kg.resolve.projection import Edge, Node, Projection, Value
from kg.store import Store, open_store
from kg.store.base import Write, batches
from kg.store.derived import extended
from kg.store.embedded import EmbeddedStore
from kg.store.schema import edge_sides, ensure_schema, reading, writing

SEED = 20261120
# Relationships that one event brings along, all told; measured on the graph itself.
_EDGES_AN_EVENT = 11.8
_FIRST_DAY, _DAYS = date(2015, 1, 1), 3653
# How often each type is reported, in percent, as a newspaper has them: talk is more frequent than acts.
_TYPES = {
    "CONSULT": 26,
    "ACCUSE": 12,
    "REQUEST": 9,
    "SUPPORT": 8,
    "AGREE": 7,
    "REJECT": 6,
    "COERCE": 6,
    "ASSAULT": 5,
    "THREATEN": 4,
    "COOPERATE": 4,
    "AID": 3,
    "SANCTION": 3,
    "MOBILIZE": 2,
    "PROTEST": 2,
    "RETREAT": 2,
    "CONCEDE": 1,
}
# Whom most of the news are about, the busiest first; the others follow in the order of their codes.
_BUSY = (
    "USA",
    "CHN",
    "RUS",
    "UKR",
    "JPN",
    "ISR",
    "TWN",
    "PHL",
    "IRN",
    "PRK",
    "KOR",
    "IND",
    "PSE",
    "GBR",
    "DEU",
    "FRA",
    "AUS",
    "VNM",
    "SYR",
    "TUR",
    "PAK",
    "SAU",
    "POL",
    "CAN",
)
_STATUSES = {"actual": 80, "planned": 12, "hypothetical": 5, "negated": 3}
_OFFICES = ("部长", "发言人", "主席", "总理", "总统", "副部长", "司令", "局长", "大使", "议员")
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "一中子文永光志明国建春海婷秀英静丽强磊军洋勇艳杰娟涛超平刚桂霞飞鹏"
_PHRASES = ("军援", "导弹", "无人机", "贷款", "疫苗", "粮食")
_WORDS = "双方就边境局势和贸易问题交换意见并表示将继续保持沟通有关各方应当保持克制避免局势升级"


class _Draw:
    """Draws from items of which the r-th has the weight 1/r."""

    def __init__(self, chance: random.Random, items: Sequence[str]) -> None:
        self._chance, self._items = chance, list(items)
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def __call__(self, k: int = 1) -> list[str]:
        return self._chance.choices(self._items, cum_weights=self._weights, k=k)


def _weighted(chance: random.Random, table: dict[str, int], k: int) -> list[str]:
    return chance.choices(list(table), list(table.values()), k=k)


def _entities(chance: random.Random, persons: int) -> tuple[list[Node], list[Edge]]:
    """States, bodies and places of the gazetteer, persons drawn, with their offices and parents."""
    entries = [entry for entry in gazetteer().entries.values() if entry.type != "Person"]
    entries.sort(key=lambda entry: _BUSY.index(entry.id) if entry.id in _BUSY else len(_BUSY))
    states = {entry.id for entry in entries if entry.type == "State"}
    bodies = [entry for entry in entries if entry.type == "Organization" and entry.state in states]
    nodes = [Node(entry.id, ("Entity", entry.type), _profile(entry, chance)) for entry in entries]
    known: dict[str, Value] = {"basis": "gazetteer"}
    edges = [Edge("PART_OF", body.id, body.state, "", known) for body in bodies]
    for entry in entries:
        if entry.type == "Location" and entry.state in states:
            edges.append(Edge("LOCATED_IN", entry.id, entry.state, "", known))
        if entry.type == "Organization":
            edges += [Edge("MEMBER_OF", member, entry.id, "", known) for member in entry.members if member in states]
    draw = {body.id: body.state for body in bodies}
    chosen = _Draw(chance, list(draw))
    for number in range(persons):
        name = chance.choice(_FAMILY) + "".join(chance.choices(_GIVEN, k=2))
        body = chosen()[0]
        person = f"person:{number:06}"
        day = _FIRST_DAY + timedelta(chance.randrange(_DAYS))
        title = chance.choice(_OFFICES)
        nodes.append(
            Node(person, ("Entity", "Person"), {"name": f"{name}{number}", "state": draw[body], "mentions": 1})
        )
        properties: dict[str, Value] = {
            "title": title,
            "first_reported": day.isoformat(),
            "last_reported": (day + timedelta(chance.randrange(900))).isoformat(),
            "basis": "text",
            "documents": (f"document:{chance.randrange(persons)}",),
            "sentence": f"{name}{number}是{title}。",
        }
        edges.append(Edge("HOLDS_OFFICE", person, body, title, properties))
    return nodes, edges


def _profile(entry: Entry, chance: random.Random) -> dict[str, Value]:
    properties: dict[str, Value] = {
        "name": entry.name,
        "aliases": tuple(sorted({*entry.names} - {entry.name})),
        "mentions": chance.randrange(1000),
    }
    state = entry.id if entry.type == "State" else entry.state
    return {**properties, "state": state} if state else properties


class _Cast:
    """Who takes part: States most of all, and half of the time one of the usual counterparts."""

    def __init__(self, chance: random.Random, nodes: Sequence[Node]) -> None:
        by_type = defaultdict(list)
        for node in nodes:
            by_type[node.labels[1]].append(node.id)
        self._chance = chance
        self._of = {label: _Draw(chance, by_type[label]) for label in ("State", "Organization", "Person")}
        self.place = _Draw(chance, [*by_type["Location"], *by_type["State"]])
        self._usual: dict[str, list[str]] = {}

    def anybody(self, k: int) -> list[str]:
        labels = self._chance.choices(("State", "Organization", "Person"), (60, 15, 25), k=k)
        return list(dict.fromkeys(self._of[label]()[0] for label in labels))

    def counterpart(self, of: str, k: int) -> list[str]:
        usual = self._usual.setdefault(of, self.anybody(8))
        return [self._chance.choice(usual) if self._chance.random() < 0.5 else self.anybody(1)[0] for _ in range(k)]


def _event(
    number: int, kind: EventType, status: str, confidence: float, cast: _Cast, chance: random.Random
) -> tuple[Node, list[Edge]]:
    """An event with those who take part and, of what did happen, its triples."""
    actors = cast.anybody(chance.choices((1, 2, 3), (70, 25, 5))[0])
    some = chance.choices((0, 1, 2), (30, 60, 10))[0]
    recipients = [one for one in dict.fromkeys(cast.counterpart(actors[0], some)) if one not in actors]
    mode = chance.choice(list(kind.modes)) if kind.modes and chance.random() < 0.6 else None
    day = (_FIRST_DAY + timedelta(chance.randrange(_DAYS))).isoformat()
    times = {"date_end": day} if chance.random() < 0.15 else {"date": day, "date_start": day, "date_end": day}
    event = f"event:{number:016x}"
    score = float(kind.score_of(mode))
    shared: dict[str, Value] = {"status": status, "score": score, "confidence": confidence, **times}
    shared |= {"mode": mode} if mode else {}
    caption = f"{kind.zh} · {'、'.join(actors)} → {'、'.join(recipients)} · {day}"
    properties = {**shared, "name": caption, "type": kind.name, "quad": kind.quad, "trigger": kind.zh}
    edges = [Edge("ACTOR", actor, event, "", {}) for actor in actors]
    edges += [Edge("RECIPIENT", event, recipient, "", {}) for recipient in recipients]
    if chance.random() < 0.4:
        edges.append(Edge("OCCURRED_IN", event, cast.place()[0], "", {}))
    if status == "actual":
        triple: dict[str, Value] = {**shared, "event": event}
        pairs = pairs_of(kind, actors, recipients)
        edges += [Edge(kind.name, subject, object_, event, triple) for subject, object_ in pairs]
    return Node(event, ("Event",), properties), edges


def _document(number: int, chance: random.Random) -> Node:
    day = (_FIRST_DAY + timedelta(chance.randrange(_DAYS))).isoformat()
    about: dict[str, Value] = {
        "url": f"https://news.example/{number}",
        "title": "".join(chance.choices(_WORDS, k=12)),
        "source": f"第{chance.randrange(60)}日报",
        "published": f"{day}T08:00:00Z",
        "day": day,
        "script": "Hans",
    }
    return Node(f"document:{number}", ("Document",), about)


def generate(relationships: int, seed: int = SEED) -> Projection:
    """A graph with about so many relationships (within a few percent), the same for the same arguments.

    Args:
        relationships: Edges of all types together, at least some tens of thousands (the gazetteer brings its own).
        seed: Of all that is drawn.
    """
    chance, sure = random.Random(seed), random.Random(seed + 1)
    events = round(relationships / _EDGES_AN_EVENT)
    documents = max(events * 2 // 5, 1)
    nodes, edges = _entities(chance, persons=max(documents // 4, 1))
    cast = _Cast(chance, nodes)
    mentioned: Counter[tuple[str, str]] = Counter()
    types, statuses = (_weighted(chance, table, events) for table in (_TYPES, _STATUSES))
    for number, (type_, status) in enumerate(zip(types, statuses, strict=True)):
        node, about = _event(number, ontology().events[type_], status, round(sure.betavariate(4, 3), 2), cast, chance)
        reports = min(int(chance.paretovariate(1.6)), 40, documents)
        told = sorted(set(chance.choices(range(documents), k=reports)))
        nodes.append(Node(node.id, node.labels, {**node.properties, "sources": len(told)}))
        edges += about
        part = sorted({one for edge in about if edge.type in ("ACTOR", "RECIPIENT") for one in (edge.start, edge.end)})
        for document in told:
            start = chance.randrange(2000)
            sentence = "".join(chance.choices(_WORDS, k=40)) + chance.choice(_PHRASES) + "。"
            evidence: dict[str, Value] = {"sentence": sentence, "start": start, "end": start + len(sentence)}
            edges.append(Edge("REPORTED_IN", node.id, f"document:{document}", f"{start}-{start + 41}", evidence))
            mentioned.update((one, f"document:{document}") for one in (*part, *cast.anybody(1)) if one != node.id)
    nodes += [_document(number, chance) for number in range(documents)]
    edges += [Edge("MENTIONED_IN", *pair, "", {"count": count}) for pair, count in mentioned.items()]
    return extended(Projection.of(nodes, edges))


def load(store: Store, projection: Projection) -> Iterator[int]:
    """Put a projection into an empty store, by CREATE alone; tells how many nodes and edges are in so far."""
    ensure_schema(store)
    done = 0
    for labels, nodes in itertools.groupby(
        sorted(projection.nodes, key=lambda n: (n.labels, n.id)), lambda n: n.labels
    ):
        for rows in batches([{"id": n.id, "properties": {**_listed(n.properties), "id": n.id}} for n in nodes], 10_000):
            extra = [Write(writing("node_labels", KIND=labels[0], LABEL=label), rows) for label in labels[1:]]
            store.transaction([*extra, Write(writing("node", KIND=labels[0]), rows)])
            done += len(rows)
            yield done
    for edge_type, edges in itertools.groupby(projection.edges, lambda edge: edge.type):
        start, end = edge_sides(edge_type)
        statement = writing("edge_new", START=start, END=end, TYPE=edge_type)
        rows = [
            {"start": e.start, "end": e.end, "key": e.key, "properties": {**_listed(e.properties), "key": e.key}}
            for e in edges
        ]
        for some in batches(rows, 10_000):
            store.write(statement, some)
            done += len(some)
            yield done


def load_folder(folder: Path, projection: Projection) -> None:
    """Put a projection into an embedded graph that is not there yet, by the engine's own way for large loads.

    One node and edge of each kind is written as any writer would, so that the engine declares its types as it always
    does; they are taken out again before the rest comes.
    """
    nodes = {node.labels: node for node in projection.nodes}
    by_id = {(node.kind, node.id): node for node in projection.nodes}
    edges = {edge.type: edge for edge in projection.edges}
    sides = {edge.type: edge_sides(edge.type) for edge in edges.values()}
    ends = [(sides[e.type][0], e.start) for e in edges.values()] + [(sides[e.type][1], e.end) for e in edges.values()]
    with open_store(folder) as store:
        assert isinstance(store, EmbeddedStore)
        some = {(node.kind, node.id): node for node in (*nodes.values(), *(by_id[end] for end in ends))}
        for _ in load(store, Projection.of(some.values(), edges.values())):
            pass
        for kind in {labels[0] for labels in nodes}:
            store.write(writing("clear", KIND=kind), [{}])
        database = store._database  # no part of the product writes this way
        place: dict[tuple[str, str], str] = {}
        with database.graph_batch(expected_edge_count=len(projection.edges)) as batch:
            for labels in nodes:
                found = [node for node in projection.nodes if node.labels == labels]
                rows = [{**_listed(node.properties), "id": node.id} for node in found]
                rids = batch.create_vertices("~".join(labels), rows)
                place.update(((labels[0], node.id), rid) for node, rid in zip(found, rids, strict=True))
            for type_, (start, end) in sides.items():
                ours = [edge for edge in projection.edges if edge.type == type_]
                batch.new_edges(
                    [place[start, edge.start] for edge in ours],
                    type_,
                    [place[end, edge.end] for edge in ours],
                    [{**_listed(edge.properties), "key": edge.key} for edge in ours],
                )


def _listed(properties: Mapping[str, Value]) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in properties.items()}


def main() -> None:
    """Generate and load; says on stderr how far it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relationships", type=int, default=1_000_000)
    parser.add_argument("--graph", type=Path, help="folder of an embedded graph that is not there yet")
    parser.add_argument("--uri", help="an empty Neo4j; user and password as for kg")
    given = parser.parse_args()
    begun = time.perf_counter()
    projection = generate(given.relationships)
    kinds = Counter(edge.type for edge in projection.edges)
    print(f"{len(projection.nodes)} nodes, {len(projection.edges)} relationships", dict(kinds.most_common(8)))
    print(f"made in {time.perf_counter() - begun:.0f} s")
    begun = time.perf_counter()
    if given.graph:
        load_folder(given.graph, projection)
        print(f"loaded in {time.perf_counter() - begun:.0f} s")
        return
    with open_store(uri=given.uri) as store:
        if store.read(reading("any").replace("KIND", "Entity")):
            sys.exit("there is a graph already: give an empty one")
        for done in load(store, projection):
            if done % 100_000 < 10_000:
                print(f"{done} in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    print(f"loaded in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
