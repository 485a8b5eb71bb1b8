"""Single errors, each in its sentence, for a person who wants to know why."""

from dataclasses import dataclass

from kg.records import Json


@dataclass(frozen=True)
class Mistake:
    """One error: `kind` such as `name missed` or `event wrong`, `what` it is about, and the sentence."""

    document: str
    kind: str
    what: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.document} {self.kind}: {self.what} in: {self.sentence}"


def sentence_at(gold: Json, position: int) -> int | None:
    """The number of the sentence around a character."""
    return next((i for i, (start, end) in enumerate(gold["sentences"]) if start <= position < end), None)


def mistake(gold: Json, kind: str, position: int, what: str) -> Mistake:
    """An error at a character of a document."""
    number = sentence_at(gold, position)
    start, end = (position, position) if number is None else gold["sentences"][number]
    return Mistake(gold["id"], kind, what, gold["text"][start:end].replace("\n", " "))
