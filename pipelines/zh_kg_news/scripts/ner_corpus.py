"""Build the NER corpora: `python -m scripts.ner_corpus DATA OUT GOLD [GOLD ...]`, GOLD folders of annotated articles.

MSRA, PFR 1998, UNER, CLUENER and the annotated articles, under one set of labels and one set of conventions: all of
them for the network; less of them, with less repeated, for its teacher, which learns slowly; and those nearest to what
we call a name, for the network's last phase. The test sets of MSRA, UNER and PUD are not read here.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from scripts import corpus, ner_sources
from scripts.agreement import armies, sure_strings, with_unknown
from scripts.augment import Names
from scripts.ner_sources import Sentence, Span
from scripts.places import Places, countries

SEED = 20261120
MSRA_DEV = 800
GOLD_COPIES = 3
GOLD_RENAMED = 7
UNER_COPIES = 4
RENAMED_SHARE = 0.3
TEACHER_SHARES = (0.65, 0.2, 3 / 8)  # of MSRA, PFR, and the copies of UNER


def mapped(sentence: Sentence, places: Places) -> Sentence:
    """The same sentence under our labels."""
    spans: list[Span] = []
    for start, end, label in sentence.spans:
        name = sentence.text[start:end]
        if label == "PER":
            spans.append((start, end, "PERSON"))
        elif label in ("LOC", "SCENE"):
            ours = places.label(name)
            spans += [(start, end, "FAC" if label == "SCENE" and ours == "GPE" else ours)] if ours else []
        elif label == "ORG":
            ours, length = places.organization(name)
            spans += [(start, start + length, ours)] if ours else []
        else:
            spans.append((start, end, label))
    return Sentence(sentence.text, tuple(spans))


def _observed(sentences: Iterable[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        for start, end, label in sentence.spans:
            if label == "LOC":
                yield sentence.text[start:end]


def _write(name: str, sentences: list[Sentence], out: Path) -> None:
    nlp = corpus.blank()
    docs: list[Doc] = []
    for sentence in sentences:
        doc = corpus.named(nlp, sentence)
        if doc is not None:
            docs.append(doc)
    random.Random(SEED).shuffle(docs)
    written = corpus.write(docs, out / f"{name}.spacy", ["ENT_IOB", "ENT_TYPE"])
    labels = Counter(entity.label_ for doc in docs for entity in doc.ents)
    unknown = sum(token.ent_iob == 0 for doc in docs for token in doc)
    tokens = sum(map(len, docs))
    print(f"{name}: {written} of {len(sentences)} sentences, {tokens} tokens, {unknown} unknown, {dict(labels)}")


def main() -> None:
    """Write `train.spacy`, `teacher.spacy`, `near.spacy` and `dev.spacy`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    args = parser.parse_args()
    ner: Path = args.data / "ner"
    bare = Places.load(args.data / "gazetteer", frozenset())

    msra = list(ner_sources.msra(ner / "msra" / "MSRA.zip", "msra_train_bio"))
    random.Random(SEED).shuffle(msra)
    pfr = [
        ner_sources.pfr_names(units, bare.single_gpe, bare.organizations)
        for units in ner_sources.pfr_sentences(ner / "pfr199801" / "199801.zip")
    ]
    uner = [
        sentence
        for name in ("GSD/zh_gsd", "GSDSIMP/zh_gsdsimp")
        for sentence in ner_sources.uner(ner / "uner" / f"{name}-ud-train.iob2")
    ]
    cluener = list(ner_sources.cluener(ner / "cluener" / "train.json"))
    articles = ner_sources.articles(args.gold)
    gold = [sentence for path in articles for sentence in ner_sources.gold(path)]
    windows = [sentence for path in articles for window in (0, 4) for sentence in ner_sources.gold(path, window=window)]
    places = Places.load(args.data / "gazetteer", frozenset(_observed([*msra, *pfr, *uner])))
    persons = (s.text[a:b] for s in [*msra, *pfr, *uner] for a, b, label in s.spans if label == "PER")
    names = Names.collect(
        ner_sources.pfr_sentences(ner / "pfr199801" / "199801.zip"),
        persons,
        args.data / "gazetteer" / "names" / "Japanese_Names_18W.txt",
        countries(args.data / "gazetteer"),
    )
    rng = random.Random(SEED)
    better = [armies(mapped(s, places)) for s in msra[MSRA_DEV:]]
    sure = sure_strings([*better, *gold])
    other = [
        [with_unknown(armies(mapped(s, places)), sure) for s in sentences]
        for sentences in (pfr, uner * UNER_COPIES, cluener)
    ]
    news = [*better, *other[0]]
    news = [names.renamed(s, rng) if rng.random() < RENAMED_SHARE else s for s in news]
    own = gold * GOLD_COPIES + windows
    own += [names.renamed(s, rng) for s in [*gold * GOLD_RENAMED, *windows, *windows]]

    train = [*news, *other[1], *other[2], *own]
    dev = [armies(mapped(s, places)) for s in msra[:MSRA_DEV]]
    dev += [mapped(s, places) for s in ner_sources.uner(ner / "uner" / "GSDSIMP" / "zh_gsdsimp-ud-dev.iob2")]
    parts = zip((better, other[0], other[1]), TEACHER_SHARES, strict=True)
    teacher = [s for sentences, share in parts for s in rng.sample(sentences, round(share * len(sentences)))]
    renamed = [names.renamed(s, rng) for s in gold]
    teacher += [*gold, *renamed, *rng.sample(windows, len(windows) // 4)]
    near = [*better, *other[1][: len(uner)], *gold, *renamed, *windows]
    for name, sentences in (("train", train), ("teacher", teacher), ("near", near), ("dev", dev)):
        _write(name, sentences, args.out)


if __name__ == "__main__":
    main()
