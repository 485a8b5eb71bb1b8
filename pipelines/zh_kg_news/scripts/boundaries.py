"""Words or characters as tokens? `python -m scripts.boundaries DATA GOLD [--model FOLDER]`.

A pipeline whose tokens are words can find a name only where the name begins and ends with a word. This prints, for
some segmenters and sets, the share of the annotated names for which that holds: the highest recall such a pipeline can
reach. jieba and spacy-pkuseg (spaCy's choices for Chinese) are measured where they are installed; they are given the
text as it is and, for traditional sets, simplified as well.
"""

import argparse
import importlib
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path

import spacy

from kg.language.script import to_simplified
from kg.language.words import words
from scripts import ner_sources
from scripts.ner_sources import Sentence

Segmenter = Callable[[str], Iterable[str]]


def segmenters(model: Path) -> dict[str, Segmenter]:
    """What is installed, and our own words."""
    nlp = spacy.load(model)
    found: dict[str, Segmenter] = {}
    try:
        found["jieba"] = importlib.import_module("jieba").lcut
    except ImportError:
        print("jieba is not installed")
    try:
        found["pkuseg"] = importlib.import_module("spacy_pkuseg").pkuseg().cut
    except (ImportError, OSError) as error:
        print(f"spacy-pkuseg cannot be used: {error}")
    found["ours"] = lambda text: _ours(nlp, text)
    return found


def _ours(nlp: spacy.language.Language, text: str) -> list[str]:
    pieces, position = [], 0
    for word in words(nlp(text)):
        pieces += [text[position : word.start], text[word.start : word.end]]
        position = word.end
    return [*pieces, text[position:]]


def share(sentences: Iterable[Sentence], cut: Segmenter, *, simplified: bool) -> float:
    """The share of names that begin and end with a word."""
    aligned = names = 0
    for sentence in sentences:
        text = to_simplified(sentence.text) if simplified else sentence.text
        pieces = list(cut(text))
        if "".join(pieces) != text:  # white space is dropped or changed: offsets would be wrong
            continue
        ends = {0, *accumulate(map(len, pieces))}
        names += len(sentence.spans)
        aligned += sum(start in ends and end in ends for start, end, _ in sentence.spans)
    return aligned / names if names else 0.0


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", type=Path, default=Path("model"))
    args = parser.parse_args()
    uner = args.data / "ner" / "uner"
    sets = {
        "UNER GSDSimp dev": list(ner_sources.uner(uner / "GSDSIMP" / "zh_gsdsimp-ud-dev.iob2")),
        "UNER GSD dev (traditional)": list(ner_sources.uner(uner / "GSD" / "zh_gsd-ud-dev.iob2")),
    }
    for part in ("dev", "dev-hant"):
        paths = sorted((args.gold / part).glob("*.json"))
        sets[f"articles {part}"] = [s for path in paths for s in ner_sources.gold(path)]
    cutters = segmenters(args.model)
    print("| set | " + " | ".join(f"{name} | {name}, simplified first" for name in cutters) + " |")
    print("|--|" + "--|" * 2 * len(cutters))
    for name, sentences in sets.items():
        shares = (share(sentences, cut, simplified=s) for cut in cutters.values() for s in (False, True))
        print(f"| {name} | " + " | ".join(f"{100 * value:.1f}" for value in shares) + " |")


if __name__ == "__main__":
    main()
