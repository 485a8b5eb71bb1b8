"""Scores names, entities and times of one document."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from kg.evaluate.alignment import found_states, gold_states
from kg.evaluate.mistakes import Mistake, mistake
from kg.evaluate.tally import Clusters, Matches, Rate
from kg.records import Json, Record, Span
from kg.times.edtf import days

LABELS = ("PERSON", "GPE", "ORG", "LOC")

Name: TypeAlias = tuple[int, int, str]


def compare(gold: set[Any], found: set[Any]) -> Matches:
    """How two sets agree."""
    return Matches(len(gold & found), len(found - gold), len(gold - found))


def _label(label: str) -> str:
    return "LOC" if label == "FAC" else label


def name_sets(gold: Json, record: Record) -> tuple[set[Name], set[Name]]:
    """Annotated and found names with their labels."""
    annotated = {(m["start"], m["end"], _label(m["label"])) for m in gold["mentions"]}
    found = {(m.start, m.end, _label(m.label)) for m in record.mentions}
    return annotated, {name for name in found if name[2] in LABELS}


def score_names(gold: Json, record: Record) -> dict[str, Matches]:
    """`ner`, `ner LABEL` and `state_link`."""
    annotated, found = name_sets(gold, record)
    result = {"ner": compare(annotated, found)}
    for label in LABELS:
        result[f"ner {label}"] = compare({n for n in annotated if n[2] == label}, {n for n in found if n[2] == label})
    states, ours = gold_states(gold), found_states(record)
    result["state_link"] = compare(
        {(m["start"], m["end"], m["entity"]) for m in gold["mentions"] if m["entity"] in states},
        {(m.start, m.end, m.entity) for m in record.mentions if m.entity in ours},
    )
    return result


def name_mistakes(gold: Json, record: Record) -> Iterator[Mistake]:
    """Names missed and names too many, in their sentences."""
    annotated, found = name_sets(gold, record)
    for kind, names in (("name missed", annotated - found), ("name wrong", found - annotated)):
        for start, end, label in sorted(names):
            yield mistake(gold, kind, start, f"{label} {gold['text'][start:end]}")


def _b_cubed(keys: Sequence[Span], gold: Mapping[Span, Hashable], found: Mapping[Span, Hashable]) -> Clusters:
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for key in keys:
        by_gold[gold[key]].add(key)
        by_found[found[key]].add(key)
    total = Clusters()
    for key in keys:
        ours, theirs = by_found[found[key]], by_gold[gold[key]]
        shared = len(ours & theirs)
        total += Clusters(shared / len(ours), shared / len(theirs), 1)
    return total


def score_entities(gold: Json, record: Record) -> dict[str, Clusters]:
    """`entity_cluster` and `entity_variants`: over names of both sides that stand for no State."""
    states = gold_states(gold)
    entity_of = {(m["start"], m["end"]): m["entity"] for m in gold["mentions"] if m["entity"] not in states}
    # A name without entity is its own cluster.
    found_of: dict[Span, Hashable] = {(m.start, m.end): m.entity or m.start for m in record.mentions}
    both = sorted(key for key in entity_of if key in found_of)
    ways = defaultdict(set)
    for mention in gold["mentions"]:
        ways[mention["entity"]].add(mention["text"])
    varied = [key for key in both if len(ways[entity_of[key]]) > 1]
    return {
        "entity_cluster": _b_cubed(both, entity_of, found_of),
        "entity_variants": _b_cubed(varied, entity_of, found_of),
    }


def same_days(gold: str | None, found: str | None) -> bool:
    """Whether two EDTF values cover the same days, or neither is there; the first may offer `A or B`."""
    if not gold or not found:
        return not gold and not found
    covered = days(found)
    return covered is not None and covered in [days(choice.strip()) for choice in gold.split(" or ")]


def _calendar_times(gold: Json, record: Record) -> Iterator[tuple[Span, str, str | None]]:
    """Annotated expressions with a calendar value, and what we say of each."""
    found = {(t.start, t.end): t.value for t in record.times}
    for (start, end), value in {(t["start"], t["end"]): t["value"] for t in gold["times"]}.items():
        if days(value.split(" or ")[0]):
            yield (start, end), value, found.get((start, end))


def score_times(gold: Json, record: Record) -> tuple[dict[str, Matches], dict[str, Rate]]:
    """`time_span` and `time_value`."""
    spans = compare({(t["start"], t["end"]) for t in gold["times"]}, {(t.start, t.end) for t in record.times})
    value = Rate()
    for _, annotated, found in _calendar_times(gold, record):
        value += Rate(int(same_days(annotated, found)), 1)
    return {"time_span": spans}, {"time_value": value}


def time_mistakes(gold: Json, record: Record) -> Iterator[Mistake]:
    """Times with another value, or without one."""
    for (start, end), annotated, found in _calendar_times(gold, record):
        if not same_days(annotated, found):
            yield mistake(gold, "time wrong", start, f"{gold['text'][start:end]} is {annotated}, not {found}")
