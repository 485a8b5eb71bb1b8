"""Documents to records: every record satisfies the contract, whatever the text is."""

import multiprocessing
import random
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

import pytest

from kg.components.gazetteer_data import gazetteer
from kg.errors import KgError, PipelineError
from kg.extract import Failure, _seeds_digest, extract, extract_all, with_unnamed
from kg.records import Document, Entity, Event, Record, Relation
from kg.resolve.contract import check

_PUBLISHED = "2023-09-12T00:00:00Z"
_WORDS = (
    *("访问", "会见", "抗议", "制裁", "指责", "援助", "首脑会谈", "总统", "前首相", "外交部长", "发言人", "周三"),
    *("上个月", "2月30日", "民国112年", "，", "。", "、", "和", "对", "在", "将", "如果", "（", "）", "“", "”", "\n"),
)


def test_what_is_spoken_of_without_a_name_is_listed() -> None:
    biden = Entity("person:joe-biden", "Person", "拜登")
    office = Relation("HOLDS_OFFICE", biden.id, "USA", title="总统", evidence=(0, 4))
    assert with_unnamed([biden], [], [office]) == [biden, Entity("USA", "State", "美国", name_en="United States")]
    span = (4, 6)
    visit = Event(
        "E1", "CONSULT", "visit", "actual", None, None, None, None, "publication", (biden.id,), ("THA",), ("THA",),
        span, (span,), (0, 9), 0.8,
    )  # fmt: skip
    assert [entity.id for entity in with_unnamed([biden], [visit], [office])] == [biden.id, "THA", "USA"]
    assert with_unnamed([biden], [], []) == [biden]


def test_another_bar_makes_no_other_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SEEDS", str(tmp_path))
    versions = []
    for name, text in (("times.toml", "a = 1"), ("confidence.toml", "bar = 0.6"), ("times.toml", "a = 2")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        versions.append(_seeds_digest.__wrapped__())
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize(
    "text", ["总统拜登访问曼谷。", "前总统拜登和首相岸田文雄会谈。", "外长王毅抵达河内，会见首相。"]
)
def test_a_state_need_not_be_named(text: str) -> None:
    record = check(extract(Document(text, id="a", published=_PUBLISHED)))
    assert {entity.id for entity in record.entities if entity.type == "State"}


def test_any_row_of_names_and_words_makes_a_record_that_satisfies_the_contract() -> None:
    draw = random.Random(7)
    names = [name for entry in gazetteer().entries.values() for name in (entry.name, *entry.names)]
    for number in range(40):
        pieces = chain.from_iterable((draw.choice(names), draw.choice(_WORDS)) for _ in range(draw.randint(2, 30)))
        check(extract(Document("".join(pieces), id=str(number), published=draw.choice((_PUBLISHED, None)))))


def test_a_component_that_breaks_costs_its_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, pipeline: str) -> None:
        raise RuntimeError(f"no {pipeline}\nfor {document.id}")

    monkeypatch.setattr("kg.extract.extract", broken)
    (failure,) = extract_all([Document("会谈", id="a")])
    assert isinstance(failure, Failure)
    assert failure.reason == "RuntimeError: no zh_kg_news for a"


def test_workers_read_no_further_than_they_must_and_end_with_their_reader() -> None:
    handed_out = 0

    def endless() -> Iterator[Document]:
        nonlocal handed_out
        while True:
            handed_out += 1
            yield Document("挪威谴责秘鲁。", id=str(handed_out))

    results = extract_all(endless(), workers=2)
    first = next(results)
    assert isinstance(first, Record)
    assert first.id == "1"
    results.close()
    assert handed_out <= 20


def test_a_missing_pipeline_is_told_by_workers_too() -> None:
    with pytest.raises(PipelineError, match="no spaCy pipeline nope"):
        list(extract_all([Document("会谈")] * 3, pipeline="nope", workers=2))


def test_a_killed_worker_is_an_error_not_a_wait() -> None:
    results = extract_all((Document("会谈") for _ in count()), workers=2)
    assert isinstance(next(results), Record)
    for child in multiprocessing.active_children():
        child.kill()
    with pytest.raises(KgError, match="a worker process was killed"):
        list(results)
