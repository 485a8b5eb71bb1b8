"""`kg_triggers`: the words that name an event, each as an event without actors."""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import state
from kg.events.lexicon import Lexicon, lexicon
from kg.events.matching import Match, find_triggers
from kg.records import Event, Mention, Span


def _event(match: Match, sentence: Span) -> Event:
    return Event(
        id="",
        type=match.rule.type,
        mode=match.rule.mode,
        status="actual",
        date=None,
        date_start=None,
        date_end=None,
        date_precision=None,
        date_basis="publication",
        actors=(),
        recipients=(),
        locations=(),
        trigger=(match.start, match.end),
        triggers=((match.start, match.end),),
        sentence=sentence,
        confidence=round(match.rule.weight, 2),
    )


def propose_events(text: str, sentences: Sequence[Span], mentions: Sequence[Mention], words: Lexicon) -> list[Event]:
    """One event for every trigger in the sentences; roles, status and date are still open.

    `布林肯访问日本` gives one CONSULT (mode visit) with the trigger 访问.
    """
    events = []
    matches = iter(find_triggers(text, mentions, words))
    match = next(matches, None)
    for start, end in sentences:
        while match is not None and match.start < end:
            if match.start >= start and match.end <= end:
                events.append(_event(match, (start, end)))
            match = next(matches, None)
    return events


class Triggers:
    """Sets the events of the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Replace what events there are by those that the lexicon proposes."""
        found = propose_events(doc.text, state.sentences(doc), state.mentions(doc), lexicon())
        state.set_events(doc, found)
        return doc


@Language.factory("kg_triggers")
def make_triggers(nlp: Language, name: str) -> Triggers:  # noqa: ARG001 - the signature is spaCy's
    """The factory of `kg_triggers`."""
    return Triggers()
