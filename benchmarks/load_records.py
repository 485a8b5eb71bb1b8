"""Made-up records for the benchmarks of the store: as many as wanted, always the same, as thick as real ones.

A record has a dozen sentences, each with an event; a few States are in most of them and most persons in few, and
one event in four is reported by several documents, so that there is something to join.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kg.components.gazetteer_data import gazetteer
from kg.records import Entity, Event, Mention, Record, Relation

_SENTENCES = 12
_PERSONS = 2_000
_FIRST_DAY, _DAYS = date(2015, 1, 1), 3_650
_OUTLETS = ("海峡日报", "观察电台", "晨星社", "南岸时报", "北桥新闻")
_SURNAMES, _GIVEN = "林桑温卫柯郁乔安", "维岚舟衡苇澄砚朔棠霁禾屿"
# Event types with a word for each.
_ACTS = (("CONSULT", "会见"), ("ACCUSE", "指责"), ("AID", "援助"), ("SANCTION", "制裁"), ("SUPPORT", "支持"))
_LABELS = {"State": "GPE", "Person": "PERSON", "Organization": "ORG"}


def _cast(states: int = 60) -> tuple[list[Entity], list[Entity]]:
    """States and bodies of the gazetteer, and persons of our own."""
    known = sorted(gazetteer().entries.values(), key=lambda entry: entry.id)
    countries = [Entity(e.id, "State", e.name, e.name_en) for e in known if e.type == "State"][:states]
    names = ("".join(parts) for parts in itertools.product(_SURNAMES, _GIVEN, _GIVEN, _GIVEN))
    persons = [
        Entity(f"person:{name}", "Person", name, state=countries[number % len(countries)].id)
        for number, name in enumerate(itertools.islice(names, _PERSONS))
    ]
    return countries, persons


def _often(chance: random.Random, entities: Sequence[Entity]) -> Entity:
    """The first ones far more often than the last ones."""
    return entities[int(len(entities) * chance.random() ** 3)]


def _record(number: int, seed: int, states: Sequence[Entity], persons: Sequence[Entity]) -> Record:
    chance = random.Random(f"{seed} {number}")
    day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    sentences, mentions, events = [], [], []
    relations: dict[tuple[str, str], Relation] = {}
    used: dict[str, Entity] = {}
    text = ""
    for index in range(_SENTENCES):
        # What happened on a day is the same for all who report of it.
        shared = random.Random(f"{seed} {day} {chance.randrange(4)}") if chance.random() < 0.25 else chance
        actor = _often(shared, states) if shared.random() < 0.6 else _often(shared, persons)
        recipient = _often(shared, states)
        kind, word = shared.choice(_ACTS)
        if recipient.id in (actor.id, actor.state):
            continue
        start = len(text)
        text += f"{actor.name}{day.day}日{word}{recipient.name}，并就双方关心的问题发表讲话。\n"
        trigger_at = text.index(word, start + len(actor.name))
        trigger = (trigger_at, trigger_at + len(word))
        sentence = (start, len(text) - 1)
        sentences.append(sentence)
        for entity, at in ((actor, start), (recipient, trigger[1])):
            used[entity.id] = entity
            mentions.append(Mention(at, at + len(entity.name), entity.name, _LABELS[entity.type], entity.id))
        if actor.type == "Person" and actor.state:
            home = next(state for state in states if state.id == actor.state)
            used[home.id] = home
            evidence = (start, start + len(actor.name))
            relations[actor.id, home.id] = Relation("HOLDS_OFFICE", actor.id, home.id, "特使", evidence=evidence)
        when = day.isoformat()
        events.append(
            Event(
                id=f"E{index}", type=kind, mode=None, status="actual", date=when, date_start=when, date_end=when,
                date_precision="day", date_basis="explicit", actors=(actor.id,), recipients=(recipient.id,),
                locations=(), trigger=trigger, triggers=(trigger,), sentence=sentence, confidence=0.8,
            )
        )  # fmt: skip
    return Record(
        id=f"load-{seed}-{number}",
        url=f"https://news.example/{seed}/{number}",
        title=f"综述 {number}",
        source=_OUTLETS[number % len(_OUTLETS)],
        published=f"{day.isoformat()}T12:00:00Z",
        script="Hans",
        text=text,
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        times=(),
        entities=tuple(used[key] for key in sorted(used)),
        events=tuple(events),
        relations=tuple(relations[key] for key in sorted(relations)),
        pipeline={"name": "made up", "version": "1"},
    )


def made_up(count: int, seed: int = 1) -> Iterator[Record]:
    """So many records, the same for the same seed."""
    states, persons = _cast()
    return (_record(number, seed, states, persons) for number in range(count))
