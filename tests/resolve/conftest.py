"""Made-up articles with what was extracted from them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import pytest

from kg.components.gazetteer_data import Entry, Gazetteer
from kg.language.sentences import split_sentences
from kg.records import Entity, Event, Mention, Record, Relation, Span

Article: TypeAlias = Callable[..., Record]

_LABELS = {"Person": "PERSON", "State": "GPE", "Organization": "ORG", "Location": "LOC"}
_ENTRY = Entry("JPN", "State", "GPE", "日本", ("日本",), name_hant="日本國", state="JPN")


@pytest.fixture(autouse=True)
def small_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Gazetteer({"JPN": _ENTRY}, {"日本": (_ENTRY,)}, {})
    monkeypatch.setattr("kg.resolve.profiles.gazetteer", lambda: known)


def _span(text: str, surface: str) -> Span:
    start = text.index(surface)
    return start, start + len(surface)


def _event(text: str, number: int, spec: Mapping[str, Any]) -> Event:
    trigger = _span(text, spec["trigger"])
    day = spec.get("date")
    fields: dict[str, Any] = {
        "id": f"E{number}",
        "mode": None,
        "status": "actual",
        "date": day,
        "date_start": day,
        "date_end": day,
        "date_precision": "day" if day else None,
        "date_basis": "explicit" if day else "publication",
        "recipients": (),
        "locations": (),
        "triggers": (trigger,),
        "sentence": next(span for span in split_sentences(text) if span[0] <= trigger[0] < span[1]),
        "confidence": 0.8,
    }
    return Event(**{**fields, **spec, "trigger": trigger})


def build(
    document: str,
    text: str,
    entities: Sequence[Entity] = (),
    events: Sequence[Mapping[str, Any]] = (),
    *,
    relations: Sequence[Relation] = (),
    published: str | None = "2023-07-15",
    source: str | None = None,
) -> Record:
    """A record in which every entity's name is a mention wherever it stands.

    An event is a mapping of the fields of `Event` that matter: at least type, trigger (its surface) and actors;
    `date` is a day.
    """
    mentions = []
    for entity in entities:
        for surface in (entity.name, *entity.aliases):
            start = text.find(surface)
            while start >= 0:
                end = start + len(surface)
                mentions.append(Mention(start, end, surface, _LABELS[entity.type], entity.id))
                start = text.find(surface, end)
    return Record(
        id=document,
        url=f"https://news.example/{document}",
        title=text.split("\n", maxsplit=1)[0],
        source=source or f"{document}报",
        published=published and f"{published}T08:00:00Z",
        script="Hans",
        text=text,
        sentences=tuple(split_sentences(text)),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
        times=(),
        entities=tuple(entities),
        events=tuple(_event(text, number, spec) for number, spec in enumerate(events, 1)),
        relations=tuple(relations),
        pipeline={"name": "made-up", "version": "1"},
    )


@pytest.fixture(scope="session")
def article() -> Article:
    """See `build`."""
    return build
