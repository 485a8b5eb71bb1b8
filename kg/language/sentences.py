"""Sentences by punctuation: a line break always ends one, so a title or caption is a sentence of its own."""

import re

from kg.records import Span

# A run of enders takes the closing quotes and brackets behind it along.
_SENTENCE = re.compile(r"[^。！？!?；\n]*[。！？!?；]+[”’」』）)]*|[^。！？!?；\n]+")


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences in order, without the white space around them.

    >>> split_sentences("会谈\\n他说：「好。」她没有回答。")
    [(0, 2), (3, 10), (10, 16)]
    """
    spans = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        start = match.start() + len(sentence) - len(sentence.lstrip())
        end = start + len(sentence.strip())
        if end > start:
            spans.append((start, end))
    return spans
