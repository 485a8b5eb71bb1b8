"""The alphabet of the network, out of the vocabulary of the model that it begins with.

Left out are the entries that no token of ours can be: pieces of words, and forms that our normal form does not leave.
"""

import json
from pathlib import Path

from kg.language.characters import BEGIN, END, PADDING, SPACE, UNKNOWN, Alphabet
from kg.language.tokenizer import normal_form

# A free place of the vocabulary for what BERT's own tokenizer leaves out.
_SIGNS = {PADDING: "[PAD]", UNKNOWN: "[UNK]", BEGIN: "[CLS]", END: "[SEP]", SPACE: "[unused1]"}


def select(tokenizer: Path) -> tuple[Alphabet, list[int]]:
    """The alphabet, and for each entry the number of its vector in the model.

    Args:
        tokenizer: The model's `tokenizer.json`.
    """
    vocabulary: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    ours = [
        entry
        for entry in sorted(vocabulary, key=vocabulary.__getitem__)
        if not entry.startswith(("##", "[")) and entry == normal_form(entry)
    ]
    entries = [*_SIGNS, *ours, "["]
    return Alphabet(entries), [vocabulary[_SIGNS.get(entry, entry)] for entry in entries]


def places(alphabet: Alphabet, vocabulary: list[str]) -> list[int]:
    """For each entry of an alphabet, its number in another model's vocabulary, in whatever case it has it there."""
    numbers = {entry: number for number, entry in enumerate(vocabulary)}
    unknown = numbers["[UNK]"]

    def number(entry: str) -> int:
        forms = (_SIGNS.get(entry, entry), entry, entry.capitalize(), entry.upper())
        return next((numbers[form] for form in forms if form in numbers), unknown)

    return [number(entry) for entry in alphabet.entries]
