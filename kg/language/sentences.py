"""Sentences by punctuation: a line break always ends one, so a title or caption is a sentence of its own."""

import re

from kg.records import Span

LONGEST = 500
"""Characters in a sentence at most: no writer's sentence has as many, and nothing may take long because of one."""

_MARKS = "，,、：:　 "

# A run of enders takes the closing quotes and brackets behind it along.
_SENTENCE = re.compile(r"[^。！？!?；\n]*[。！？!?；]+[”’」』）)]*|[^。！？!?；\n]+")

_INK = re.compile(r"\S")


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences in order, without the white space around them.

    One longer than `LONGEST` is cut behind a comma in its second half, else anywhere.

    >>> split_sentences("会谈\\n他说：「好。」她没有回答。")
    [(0, 2), (3, 10), (10, 16)]
    """
    spans = []
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        start = match.start() + len(sentence) - len(sentence.lstrip())
        end = start + len(sentence.strip())
        while end - start > LONGEST:
            cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in _MARKS) + 1
            cut = cut or start + LONGEST
            spans.append((start, start + len(text[start:cut].rstrip())))
            start = _INK.search(text, cut, end).start()  # type: ignore[union-attr]  # it ends in no white space
        if end > start:
            spans.append((start, end))
    return spans
