"""Against hand-coded articles: spans and values stay above what was reached."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.components.times import publication_day
from kg.language.sentences import split_sentences
from kg.records import Document
from kg.times import edtf, find_times


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("part", "span_f", "value_right"), [("train", 0.95, 0.93), ("dev", 0.94, 0.91), ("dev-hant", 0.94, 0.91)]
)
def test_gold(shared: Path, part: str, span_f: float, value_right: float) -> None:
    both = ours = theirs = right = dated = 0
    for gold in _documents(shared / "eval" / "gold" / part):
        day = publication_day(Document(gold["text"], url=gold.get("url"), published=gold.get("published")))
        found = {(t.start, t.end): t.value for t in find_times(gold["text"], split_sentences(gold["text"]), day)}
        wanted = {(t["start"], t["end"]): t["value"].split(" or ") for t in gold["times"]}
        both, ours, theirs = both + len(found.keys() & wanted.keys()), ours + len(found), theirs + len(wanted)
        for span, accepted in wanted.items():
            covered = [edtf.days(value) for value in accepted]
            dated += covered[0] is not None
            right += covered[0] is not None and edtf.days(found.get(span)) in covered
    assert 2 * both / (ours + theirs) >= span_f
    assert right / dated >= value_right
