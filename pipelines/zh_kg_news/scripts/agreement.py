"""What the better corpora know and the others leave out.

The People's Daily corpus has 外交部 as a plain noun and 访华 as one word; MSRA and our own articles mark a name in
both. Where one of the others has nothing at such a place, its silence is no evidence: the network is told that the
place is unknown.
"""

from collections import Counter
from collections.abc import Iterable

from kg.language.script import to_simplified
from scripts.ner_sources import Sentence

_MINIMUM, _SHARE = 3, 0.7
_LONGEST = 8
_ARMY = "军"
_NOT_ARMY = frozenset("事官舰机演售购营校人备费工民医衔区委团旅")


def armies(sentence: Sentence) -> Sentence:
    """MSRA marks the state in 美军; for us the armed forces are the name."""
    text, spans = sentence.text, []
    for start, end, label in sentence.spans:
        short = label == "GPE" and end - start <= 2 and to_simplified(text[end : end + 1]) == _ARMY
        if short and text[end + 1 : end + 2] not in _NOT_ARMY:
            spans.append((start, end + 1, "ORG"))
        else:
            spans.append((start, end, label))
    return Sentence(text, tuple(spans))


def sure_strings(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Names, and single-character names with a neighbour, that are marked in most of their occurrences."""
    texts, masked, candidates = [], [], Counter[str]()
    for sentence in sentences:
        text = to_simplified(sentence.text)
        characters = list(text)
        for start, end, _ in sentence.spans:
            characters[start:end] = "\0" * (end - start)
            if 2 <= end - start <= _LONGEST:
                candidates[text[start:end]] += 1
            elif end - start == 1:
                candidates.update(pair for pair in (text[start - 1 : end], text[start : end + 1]) if len(pair) == 2)
        texts.append(text)
        masked.append("".join(characters))
    everything, rest = "\n".join(texts), "\n".join(masked)
    sure = set()
    for candidate, count in candidates.items():
        if count >= _MINIMUM and rest.count(candidate) <= (1 - _SHARE) * everything.count(candidate):
            sure.add(candidate)
    return frozenset(sure)


def with_unknown(sentence: Sentence, sure: frozenset[str]) -> Sentence:
    """The sentence with the places that are probably names and are not marked."""
    text = to_simplified(sentence.text)
    marked = {i for start, end, _ in sentence.spans for i in range(start, end)}
    unknown = tuple(
        (i, i + size)
        for i in range(len(text) - 1)
        for size in range(2, _LONGEST + 1)
        if text[i : i + size] in sure and marked.isdisjoint(range(i, i + size))
    )
    return Sentence(sentence.text, sentence.spans, unknown)
