"""The readers on real articles, which are never part of this repository."""

import json
import re
from pathlib import Path

from kg.read import read_all, read_path
from kg.records import Document

_MARKUP = re.compile(
    r"<[a-z/!]|&[a-z]{2,6};|\bArray\b|feedx|获取更多|獲取更多|window\.|function ?\(|图像来源|Cookie|javascript", re.I
)


def test_all_documents_are_read(shared: Path) -> None:
    outcomes = list(read_all([shared / "seeds", shared / "corpus"]))
    documents = [o for o in outcomes if isinstance(o, Document)]
    assert len(documents) == len(outcomes) == 58
    assert len({d.id for d in documents}) == 58
    archived = [d for d in documents if d.url]
    assert len(archived) == 57
    for document in archived:
        assert document.title
        assert document.published
        assert document.source
        assert not _MARKUP.search(document.text), document.path


def test_paragraphs_agree_with_those_of_the_annotators(shared: Path) -> None:
    same, gold_paragraphs, kept = 0, 0, 0
    for file in sorted((shared / "eval" / "gold").glob("[td]*/*.json")):
        if file.parent.name == "dev-hant":
            continue
        gold = json.loads(file.read_text(encoding="utf-8"))
        (document,) = read_path(shared / "corpus" / f"{gold['id']}.md")
        assert isinstance(document, Document)
        assert document.published == gold["published"]
        assert document.url == gold["url"]
        ours, theirs = document.text.split("\n"), gold["text"].split("\n")
        same += ours == theirs
        gold_paragraphs += len(theirs)
        kept += len(set(ours) & set(theirs))
        # Nothing of ours that they do not have but for titles without the outlet's name and captions without credit.
        assert all(any(p in t.replace("  ", " ") or p in re.sub(" +", " ", t) for t in theirs) for p in ours)
    assert same >= 30
    assert kept >= 0.92 * gold_paragraphs
