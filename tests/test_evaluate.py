import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.confidence import default_bar
from kg.errors import KgError
from kg.evaluate import Measure, evaluate, format_table, load_gold
from kg.evaluate.names import same_days
from kg.records import Json, Record

TEXT = "日本首相山田访问美国。\n山田说好。"


def mention(start: int, end: int, label: str, entity: str) -> Json:
    return {"start": start, "end": end, "text": TEXT[start:end], "label": label, "entity": entity}


def made_gold() -> Json:
    return {
        "id": "d1",
        "text": TEXT,
        "sentences": [[0, 11], [12, 17]],
        "mentions": [
            mention(0, 2, "GPE", "JPN"),
            mention(4, 6, "PERSON", "yamada"),
            mention(8, 10, "GPE", "USA"),
            mention(12, 14, "PERSON", "yamada"),
        ],
        "entities": [
            {"id": "JPN", "type": "State", "name": "日本"},
            {"id": "USA", "type": "State", "name": "美国"},
            {"id": "yamada", "type": "Person", "name": "山田"},
        ],
        "times": [
            {"start": 2, "end": 4, "text": "首相", "value": "2023-07"},
            {"start": 6, "end": 8, "text": "访问", "value": "PAST_REF"},
        ],
        "events": [
            {
                "id": "E1", "type": "CONSULT", "status": "actual", "date": "2023-07-14", "actors": ["yamada"],
                "recipients": ["USA"], "locations": ["USA"],
                "triggers": [{"sentence": 0, "start": 6, "end": 8, "text": "访问"}],
            },
            {
                "id": "E2", "type": "AGREE", "status": "planned", "date": "", "actors": ["yamada"],
                "recipients": [], "locations": [], "triggers": [{"sentence": 1, "start": 15, "end": 16, "text": "好"}],
            },
        ],
        "relations": [
            {"type": "HOLDS_OFFICE", "subject": "yamada", "object": "JPN", "title": "首相", "sentence": 0},
        ],
    }  # fmt: skip


def record_of(gold: Json) -> Record:
    """What a perfect extraction would find."""
    events = []
    for event in gold["events"]:
        spans = [[trigger["start"], trigger["end"]] for trigger in event["triggers"]]
        if spans:
            sentence = gold["sentences"][event["triggers"][0]["sentence"]]
            unknown = dict.fromkeys(("mode", "date_start", "date_end", "date_precision"))
            found = {
                "date_basis": "explicit",
                "trigger": spans[0],
                "triggers": spans,
                "sentence": sentence,
                "confidence": 1.0,
            }
            events.append({**unknown, **event, **found, "date": event["date"] or None})
    return Record.from_dict(
        {
            **dict.fromkeys(("url", "title", "source", "published")),
            "script": "Hans",
            "pipeline": {},
            **gold,
            "events": events,
            "times": [{"precision": None, "basis": "explicit", **time} for time in gold["times"]],
        }
    )


def changed(record: Record, **parts: Any) -> Record:
    return Record.from_dict({**record.to_dict(), **parts})


def scores_of(gold: Json, record: Record, name: str) -> tuple[float, float, int, int]:
    figure = evaluate([gold], {gold["id"]: record}, samples=0).measure(name)
    return figure.precision, figure.recall, figure.gold, figure.found


def test_what_is_perfect() -> None:
    gold = made_gold()
    scores = evaluate([gold], {"d1": record_of(gold)})
    assert scores.mistakes == ()
    assert scores.missing == ()
    for name, figure in scores.figures.items():
        value = figure.f if isinstance(figure, Measure) else figure
        assert value == (0.0 if name in ("ner ORG", "ner LOC", "entity_variants") else 1.0), name


def test_names_by_hand() -> None:
    gold = made_gold()
    mentions = [
        mention(0, 2, "GPE", "CHN"),  # another State
        mention(4, 6, "PERSON", "p1"),
        mention(8, 10, "FAC", ""),  # another label, no entity
        mention(12, 14, "PERSON", "p2"),  # another person
    ]
    entities = [
        {"id": "CHN", "type": "State", "name": "中国"},
        *({"id": p, "type": "Person", "name": "山田"} for p in ("p1", "p2")),
    ]
    record = changed(record_of(gold), mentions=mentions, entities=entities, events=[], relations=[])
    assert scores_of(gold, record, "ner") == (3 / 4, 3 / 4, 4, 4)
    assert scores_of(gold, record, "ner LOC") == (0.0, 0.0, 0, 1)
    assert scores_of(gold, record, "ner GPE") == (1.0, 1 / 2, 2, 1)
    assert scores_of(gold, record, "state_link") == (0.0, 0.0, 2, 1)
    assert scores_of(gold, record, "entity_cluster") == (1.0, 1 / 2, 2, 2)
    assert scores_of(gold, record, "entity_variants") == (0.0, 0.0, 0, 0)
    gold["mentions"][3]["text"] = "山"
    assert scores_of(gold, record, "entity_variants") == (1.0, 1 / 2, 2, 2)


def test_times_by_hand() -> None:
    gold = made_gold()
    times = [
        {
            "start": 2,
            "end": 4,
            "text": "首相",
            "value": "2023-07-01/2023-07-31",
            "precision": "month",
            "basis": "explicit",
        }
    ]
    right = changed(record_of(gold), times=times)
    assert scores_of(gold, right, "time_span") == (1.0, 1 / 2, 2, 1)
    assert evaluate([gold], {"d1": right}, samples=0).rate("time_value") == 1.0
    wrong = changed(right, times=[{**times[0], "value": "2023"}])
    scores = evaluate([gold], {"d1": wrong}, samples=0)
    assert scores.rate("time_value") == 0.0
    assert [str(m) for m in scores.mistakes] == ["d1 time wrong: 首相 is 2023-07, not 2023 in: 日本首相山田访问美国。"]


def test_events_by_hand() -> None:
    gold = made_gold()
    base = record_of(gold).to_dict()
    visit, promise = base["events"]
    by_state = {**visit, "actors": ["JPN"], "recipients": [], "locations": [], "date": "2023-07", "status": "planned"}
    record = changed(record_of(gold), events=[by_state, {**promise, "trigger": [6, 8]}])
    scores = evaluate([gold], {"d1": record}, samples=0)
    assert scores_of(gold, record, "event") == (1 / 2, 1 / 2, 2, 2)
    assert scores_of(gold, record, "event CONSULT") == (1.0, 1.0, 1, 1)
    assert scores_of(gold, record, "event AGREE") == (0.0, 0.0, 1, 1)
    # matched: no role right, one (JPN) too much, two missed; the promise: one too much, one missed
    assert scores_of(gold, record, "event_role") == (0.0, 0.0, 3, 2)
    assert scores_of(gold, record, "event_location") == (0.0, 0.0, 1, 0)
    assert (scores.rate("event_date"), scores.rate("event_status")) == (0.0, 0.0)
    assert scores_of(gold, record, "dyad") == (0.0, 0.0, 1, 0)
    assert [str(m).removesuffix(" in: 日本首相山田访问美国。") for m in scores.mistakes] == [
        "d1 role missed: CONSULT 访问: actor yamada",
        "d1 role missed: CONSULT 访问: recipient USA",
        "d1 role wrong: CONSULT 访问: actor JPN",
        "d1 date wrong: CONSULT 访问 is 2023-07-14, not 2023-07",
        "d1 status wrong: CONSULT 访问 is actual, not planned",
        "d1 event missed: AGREE 好 (yamada → ) in: 山田说好。",
        "d1 event wrong: AGREE 访问 (yamada → )",
    ]


def test_wrong_relations_are_shown() -> None:
    gold = made_gold()
    gold["relations"].append({"type": "MEMBER_OF", "subject": "yamada", "object": "USA", "sentence": 1})
    (office,) = record_of(made_gold()).to_dict()["relations"]
    other = {**office, "type": "MEMBER_OF", "object": "JPN", "title": None, "evidence": [0, 6]}
    record = changed(record_of(gold), relations=[{**office, "title": "前首相"}, other])
    assert [str(m) for m in evaluate([gold], {"d1": record}, samples=0).mistakes] == [
        "d1 title wrong: yamada HOLDS_OFFICE JPN (首相), not 前首相 in: 日本首相山田访问美国。",
        "d1 relation missed: yamada MEMBER_OF USA in: 山田说好。",
        "d1 relation wrong: yamada MEMBER_OF JPN in: 日本首相山田访问美国。",
    ]


def test_status_is_the_mean_of_two_recalls() -> None:
    gold = made_gold()
    base = record_of(gold).to_dict()
    record = changed(record_of(gold), events=[{**event, "status": "actual"} for event in base["events"]])
    assert evaluate([gold], {"d1": record}, samples=0).rate("event_status") == 0.5


def test_relations_by_hand() -> None:
    gold = made_gold()
    office = {"type": "HOLDS_OFFICE", "subject": "yamada", "object": "JPN", "title": "外相", "basis": "text"}
    extra = {"type": "PART_OF", "subject": "yamada", "object": "USA", "basis": "text"}
    known = {**extra, "basis": "gazetteer"}
    record = changed(record_of(gold), relations=[office, extra, known])
    assert scores_of(gold, record, "relation") == (1 / 2, 1.0, 1, 2)
    assert evaluate([gold], {"d1": record}, samples=0).rate("relation_title") == 0.0
    assert scores_of(gold, changed(record, relations=[known]), "relation") == (0.0, 0.0, 1, 0)


def test_a_document_without_record_counts_as_missed() -> None:
    first, second = made_gold(), {**made_gold(), "id": "d2"}
    scores = evaluate([first, second], {"d2": record_of(second)}, samples=20)
    assert scores.missing == ("d1",)
    assert (scores.measure("ner").precision, scores.measure("ner").recall) == (1.0, 0.5)
    low, high = scores.intervals["ner"]
    assert 0.0 <= low < scores.measure("ner").f < high == 1.0
    table = format_table(scores).splitlines()
    assert table[0] == "documents 2   without a record: d1"
    assert table[1].startswith("ner              F 0.667 (")
    assert table[1].endswith("P 1.000  R 0.500   gold 8, ours 4")
    assert table[-1].startswith("events: AGREE 0.67 (2)  CONSULT 0.67 (2)")


def test_another_text_is_refused() -> None:
    gold = made_gold()
    with pytest.raises(KgError, match="d1: the text of the record is not the annotated text"):
        evaluate([gold], {"d1": changed(record_of(gold), text=TEXT + "。")})
    with pytest.raises(KgError, match="no annotated document"):
        evaluate([], {})


def test_same_days() -> None:
    assert same_days("2023 or 2022", "2022")
    assert same_days("2020-W41", "2020-10-05/2020-10-11")
    assert same_days("", None)
    assert same_days("2003/", "2003/..")
    assert not same_days("2023", None)
    assert not same_days("PAST_REF", "PAST_REF")


def test_an_incomplete_annotation_is_named(tmp_path: Path) -> None:
    gold = made_gold()
    del gold["mentions"][0]["start"]
    with pytest.raises(KgError, match="d1: not a complete annotation: KeyError"):
        evaluate([gold], {})
    (tmp_path / "a.json").write_text(json.dumps({**made_gold(), "id": 5}), encoding="utf-8")
    with pytest.raises(KgError, match=r"a\.json: id and text must be strings"):
        load_gold([tmp_path])


def test_load_gold(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.json").write_text(json.dumps(made_gold()), encoding="utf-8")
    (tmp_path / "other.json").write_text('{"id": 1}', encoding="utf-8")
    assert [gold["id"] for gold in load_gold([tmp_path])] == ["d1"]
    assert [gold["id"] for gold in load_gold([tmp_path / "deep" / "a.json", tmp_path])] == ["d1"]
    with pytest.raises(KgError, match=r"other\.json: no annotated document, it lacks entities, events"):
        load_gold([tmp_path / "other.json"])
    (tmp_path / "deep" / "a.json").unlink()
    with pytest.raises(KgError, match="no annotated document in"):
        load_gold([tmp_path])
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(KgError, match=r"broken\.json: Expecting"):
        load_gold([tmp_path])


# --- against the scorer of the development data -------------------------------------------------------------------


def disturbed(record: Record, gold: Json, random_: random.Random) -> Record:
    """Our record with all kinds of errors in it, and ids of its own."""
    data = record.to_dict()
    renamed = {e["id"]: e["id"] if e["type"] == "State" else f"x:{e['id']}" for e in gold["entities"]}
    ids = [*renamed.values(), "ZZZ"]

    def some(items: list[Any], share: float = 0.85) -> list[Any]:
        return [item for item in items if random_.random() < share]

    def any_of(found: list[str]) -> list[str]:
        return [renamed[x] if random_.random() < 0.8 else random_.choice(ids) for x in some(found, 0.9)]

    def mentions() -> Iterator[Json]:
        for item in some(data["mentions"]):
            entity = random_.choices([renamed[item["entity"]], random_.choice(ids), ""], [8, 1, 1])[0]
            label = random_.choices([item["label"], random_.choice(["PERSON", "GPE", "FAC", "LOC", "WORK"])], [9, 1])[0]
            yield {**item, "label": label, "entity": entity, "end": item["end"] + random_.choices([0, 1], [9, 1])[0]}

    def events() -> Iterator[Json]:
        for item in some(data["events"]) + some(data["events"], 0.2):
            more = {role: any_of(item[role]) for role in ("actors", "recipients", "locations")}
            yield {
                **item, **more, "trigger": random_.choice(item["triggers"]),
                "confidence": random_.choice([0.3, default_bar(), 0.9]),
                "type": random_.choices([item["type"], "CONSULT", "ACCUSE"], [8, 1, 1])[0],
                "status": random_.choices([item["status"], "actual", "negated"], [8, 1, 1])[0],
                "date": random_.choice([item["date"], None, "2020-10"]),
            }  # fmt: skip

    def relations() -> Iterator[Json]:
        for item in some(data["relations"]):
            basis, title = random_.choice(["text", "text", "gazetteer"]), random_.choice([item.get("title"), "总统"])
            sides = {"subject": renamed[item["subject"]], "object": random_.choice([renamed[item["object"]], "ZZZ"])}
            yield {**item, **sides, "basis": basis, "title": title}

    entities = [{**e, "id": renamed[e["id"]], "state": random_.choice([None, "USA", "CHN"])} for e in data["entities"]]
    times = [{**t, "value": random_.choice([t["value"], None, "2020-10-05/2020-10-11"])} for t in some(data["times"])]
    return changed(record, mentions=list(mentions()), events=list(events()), relations=list(relations()),
                   entities=entities, times=times)  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_figures_are_those_of_the_scorer_to_the_digit(shared: Path, tmp_path: Path, seed: int) -> None:
    folder, random_ = shared / "eval" / "gold" / "dev", random.Random(seed)
    gold = load_gold([folder])
    records = {document["id"]: disturbed(record_of(document), document, random_) for document in gold[seed:]}
    file = tmp_path / "records.jsonl"
    file.write_text("".join(record.to_json() + "\n" for record in records.values()), encoding="utf-8")
    command = [sys.executable, str(shared / "eval" / "score.py"), str(folder), "--pred", str(file)]
    expected = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
    scores = evaluate(gold, records)
    ours = scores.to_dict()
    del ours["event_shown"]  # what the bar lets through is a figure of our own
    assert ours == expected
    assert 0.2 < scores.measure("event").f < 0.9, "a comparison of trivial figures would show nothing"
    table = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    lines = [line.split() for line in format_table(scores).splitlines() if not line.startswith("event_shown")]
    assert lines == [line.split() for line in table.splitlines()]


def test_events_at_the_bar_are_scored_as_if_there_were_no_others(shared: Path) -> None:
    random_ = random.Random(4)
    gold = load_gold([shared / "eval" / "gold" / "dev"])
    records = {document["id"]: disturbed(record_of(document), document, random_) for document in gold}
    likely = {
        name: replace(record, events=tuple(event for event in record.events if event.confidence >= default_bar()))
        for name, record in records.items()
    }
    whole, left = evaluate(gold, records, samples=0), evaluate(gold, likely, samples=0)
    assert whole.measure("event_shown") == left.measure("event") == left.measure("event_shown")
    assert 0 < left.measure("event").found < whole.measure("event").found
    assert f"ours {left.measure('event').found} of confidence 0.6 and more" in format_table(whole)
