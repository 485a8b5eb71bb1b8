"""Raw text for the teacher: `python -m scripts.texts DATA GOLD XWLB OUT [--reading FILE ...] [--characters N]`.

Sentences of the corpora (their texts only), of encyclopaedic articles (`--reading`: reading comprehension sets in
SQuAD's format; we used DRCD and CMRC 2018), and of N characters of Xinwen Lianbo (XWLB: JSON Lines with `title` and
`text`), items about foreign and security affairs first. Simplified, each sentence once, shuffled; sentences that share
twelve characters in a row with a test or dev set are left out.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from kg.language.script import to_simplified
from kg.language.sentences import split_sentences
from scripts import conllu, ner_sources

SEED = 20261120
OVERLAP = 12
SHORTEST, LONGEST = 4, 300
_FOREIGN = re.compile(
    "美国|日本|俄罗斯|联合国|总统|首相|外交|国际|欧盟|军|议会|大选|总理|韩国|朝鲜|以色列|伊朗|袭击|部长"
)
_OPENING, _FOREIGN_MINIMUM = 400, 3


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text in simplified characters; very short and very long ones are left out."""
    for start, end in split_sentences(text):
        sentence = " ".join(to_simplified(text[start:end]).split())
        if SHORTEST <= len(sentence) <= LONGEST:
            yield sentence


def reading(path: Path) -> Iterator[str]:
    """The paragraphs of a set in SQuAD's format."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        yield from (paragraph["context"] for paragraph in article["paragraphs"])


def corpora(data: Path) -> Iterator[str]:
    """The texts of the training parts."""
    ner = data / "ner"
    yield from (s.text for s in ner_sources.msra(ner / "msra" / "MSRA.zip", "msra_train_bio"))
    for units in ner_sources.pfr_sentences(ner / "pfr199801" / "199801.zip"):
        yield "".join(unit.text for unit in units)
    yield from (s.text for s in ner_sources.cluener(ner / "cluener" / "train.json"))
    yield from (s.text for s in ner_sources.uner(ner / "uner" / "GSDSIMP" / "zh_gsdsimp-ud-train.iob2"))
    for file in sorted((data / "ud" / "HK").glob("*.conllu")):
        yield from (tree.text for tree in conllu.read(file))


def broadcasts(path: Path, characters: int) -> Iterator[str]:
    """Titles and texts up to so many characters, foreign affairs first."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(SEED).shuffle(items)
    items.sort(key=lambda item: len(_FOREIGN.findall(item["text"][:_OPENING])) < _FOREIGN_MINIMUM)
    for item in items:
        if characters <= 0:
            return
        characters -= len(item["text"])
        yield item["title"]
        yield item["text"]


def pieces(text: str) -> Iterator[str]:
    """Every `OVERLAP` characters in a row of a text."""
    text = to_simplified(text)
    return (text[i : i + OVERLAP] for i in range(len(text) - OVERLAP + 1))


def reported(data: Path, gold: Path) -> frozenset[str]:
    """What stands in the sets that figures are reported on."""
    uner = ("GSDSIMP/zh_gsdsimp-ud-test", "GSDSIMP/zh_gsdsimp-ud-dev", "GSD/zh_gsd-ud-test", "PUD/zh_pud-ud-test")
    texts = [s.text for name in uner for s in ner_sources.uner(data / "ner" / "uner" / f"{name}.iob2")]
    texts += [s.text for s in ner_sources.msra(data / "ner" / "msra" / "MSRA.zip", "msra_test_bio")]
    texts += [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted((gold / "dev").glob("*.json"))]
    return frozenset(piece for text in texts for piece in pieces(text))


def main() -> None:
    """Write a sentence a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("broadcasts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reading", nargs="*", type=Path, default=[])
    parser.add_argument("--characters", type=int, default=1_000_000)
    args = parser.parse_args()
    texts = [text for path in args.reading for text in reading(path)]
    texts += [*corpora(args.data), *broadcasts(args.broadcasts, args.characters)]
    banned = reported(args.data, args.gold)
    unique = dict.fromkeys(sentence for text in texts for sentence in sentences(text))
    kept = [sentence for sentence in unique if banned.isdisjoint(pieces(sentence))]
    random.Random(SEED).shuffle(kept)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("".join(f"{sentence}\n" for sentence in kept), encoding="utf-8")
    print(f"{len(unique)} sentences, {len(kept)} kept, {sum(map(len, kept))} characters")


if __name__ == "__main__":
    main()
