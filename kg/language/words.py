"""Words read out of a pipeline's `Doc`, whether its tokens are characters or words.

Our own tagger gives every character a tag `B-NN|NOUN` or `I-NN|NOUN`: whether it begins a word, the treebank's own part
of speech, the universal one. Its parser attaches every character but the last of a word to the next one (`char`), so
the last character carries the word's head and relation. A `Doc` with other tags is taken as it is: its tokens are the
words.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

# The relation between the characters of one word.
INNER = "char"
_BEGIN, _INSIDE = "B-", "I-"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its syntax.

    Attributes:
        start: Character offset in `doc.text`.
        end: Character offset behind its last character.
        text: The word as written.
        upos: Universal part of speech.
        xpos: The treebank's own part of speech.
        head: Index of the head in the list of words; its own index for the root of a sentence.
        dep: Relation to the head; `ROOT` for the root.
    """

    start: int
    end: int
    text: str
    upos: str
    xpos: str
    head: int
    dep: str


def make_tag(xpos: str, upos: str, *, first: bool) -> str:
    """The tag of a character.

    >>> make_tag("NN", "NOUN", first=True)
    'B-NN|NOUN'
    """
    return f"{_BEGIN if first else _INSIDE}{xpos}|{upos}"


def split_tag(tag: str) -> tuple[bool, str, str] | None:
    """Whether a character begins a word, its xpos and upos; None for a tag that is not one of ours.

    >>> split_tag("I-NN|NOUN"), split_tag("NN")
    ((False, 'NN', 'NOUN'), None)
    """
    if tag[:2] not in (_BEGIN, _INSIDE) or "|" not in tag:
        return None
    xpos, _, upos = tag[2:].rpartition("|")
    return tag[:2] == _BEGIN, xpos, upos


def _groups(doc: Doc) -> list[list[Token]]:
    """The tokens of each word; white space belongs to none and ends one."""
    groups: list[list[Token]] = []
    open_word = False
    for token in doc:
        if token.is_space:
            open_word = False
            continue
        parts = split_tag(token.tag_)
        if open_word and not token.is_sent_start and parts is not None and not parts[0]:
            groups[-1].append(token)
        else:
            groups.append([token])
        open_word = not token.whitespace_
    return groups


def _depths(doc: Doc) -> list[int]:
    """Steps from each token to its root."""
    depths = [-1] * len(doc)
    for token in doc:
        path = []
        while depths[token.i] < 0 and token.head.i != token.i:
            path.append(token.i)
            token = token.head  # noqa: PLW2901 - walks up
        depths[token.i] = max(depths[token.i], 0)
        for above, i in enumerate(reversed(path), start=depths[token.i] + 1):
            depths[i] = above
    return depths


def words(doc: Doc) -> list[Word]:
    """The words in order; without a parse every word is its own head with an empty relation.

    Where tags and parse disagree, the character nearest to the root speaks for its word, so the heads form a tree
    whatever the parser did.
    """
    groups = _groups(doc)
    word_of = {token.i: index for index, group in enumerate(groups) for token in group}
    depths = _depths(doc)
    text = doc.text
    found = []
    for index, group in enumerate(groups):
        top = min(group, key=lambda token: (depths[token.i], -token.i))
        above = top.head
        while above.is_space and above.head.i != above.i:
            above = above.head
        head = word_of.get(above.i, index)
        start, end = group[0].idx, group[-1].idx + len(group[-1])
        tags = split_tag(top.tag_)
        xpos, upos = (tags[1], tags[2]) if tags else (top.tag_, top.pos_)
        found.append(Word(start, end, text[start:end], upos, xpos, head, top.dep_))
    return found
