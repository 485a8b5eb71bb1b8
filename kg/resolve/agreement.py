"""How far two reports of one type agree that they speak of the same event.

A contradiction in what both say decides against it. Otherwise what they share is counted; the weights say how much
each thing narrows down which event it can be: two states quarrel every week, but a person is in one place a day.
"""

from collections.abc import Iterable
from datetime import date

from kg.resolve.reports import Report

THRESHOLD = 3.75

_SAME_RECIPIENT = 2.0
_BOTH_WITHOUT_RECIPIENT = 0.5
_SAME_PERSON_OR_BODY = 0.75
_PERSON_AND_BODY = -1.0  # one names a person, the other a body of the same State: perhaps its spokesman
_OTHERS_TOO = -0.75  # half or more of the actors are the same, but one report has others too
_SAME_DAY = 2.0  # the time of both is known to the week, and meets
_SAME_PERIOD = 0.75  # the time of one is known less well, or only from the publication of the two
_SAME_LONG_PERIOD = 0.5  # both name the same year or other long period
_SAME_MODE = 1.0
_SAME_TRIGGER = 1.0
_SIMILAR_TRIGGER = 0.5
_SAME_PLACE = 1.0
_SAME_WORDS = 2.0  # times the share of pairs of characters that the sentences have in common
_WEEK, _LONG = 7, 31  # days


def days(report: Report) -> tuple[int, int] | None:
    """First and last day of the event as ordinals, where the report gives both."""
    start, end = report.event.date_start, report.event.date_end
    if start is None or end is None:
        return None
    return date.fromisoformat(start).toordinal(), date.fromisoformat(end).toordinal()


def is_long(report: Report) -> bool:
    """Whether its time is so long, or open at its end, that an event like it may have happened twice in it."""
    period = days(report)
    return report.event.date_start is not None and (period is None or period[1] - period[0] >= _LONG)


def _specific(report: Report, entities: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """Persons and bodies by the State that they act for; who has none acts for himself."""
    result: dict[tuple[str, str], set[str]] = {}
    for entity in entities:
        if report.types[entity] != "State":
            result.setdefault((report.home[entity], report.types[entity]), set()).add(entity)
    return result


def _specifics(a: Report, b: Report, of_a: Iterable[str], of_b: Iterable[str]) -> float | None:
    """None where both name persons (or bodies) of one State and not one of them is the same."""
    first, second = _specific(a, of_a), _specific(b, of_b)
    shared = first.keys() & second.keys()
    if any(not first[key] & second[key] for key in shared):
        return None
    if shared:
        return _SAME_PERSON_OR_BODY
    states = {state for state, _ in first} & {state for state, _ in second}
    return _PERSON_AND_BODY if states - {*of_a, *of_b} else 0.0


def _alike(a: frozenset[str], b: frozenset[str]) -> float | None:
    """What a difference between two casts takes away; None where less than half is the same."""
    if a == b:
        return 0.0
    return _OTHERS_TOO if 2 * len(a & b) >= len(a | b) else None


def _mutual(a: Report, b: Report) -> float | None:
    """Who takes part in something that has two sides or more, whoever is called the actor."""
    (actors, recipients, _), (other_actors, other_recipients, _) = a.rolled, b.rolled
    straight = actors & other_actors or recipients & other_recipients
    if not straight and a.event.mode is not None and a.event.mode == b.event.mode:
        return None  # a visit there and a visit back
    cast, others = a.cast, b.cast
    alike = _alike(cast, others)
    shared = _specifics(a, b, (*a.actors, *a.recipients), (*b.actors, *b.recipients))
    if alike is None or shared is None:
        return None
    if len(cast & others) > 1:
        return alike + shared + _SAME_RECIPIENT
    return alike + shared + (_BOTH_WITHOUT_RECIPIENT if cast == others else 0.0)


def _directed(a: Report, b: Report) -> float | None:
    """Who does it, and to whom."""
    recipients, others = a.rolled[1], b.rolled[1]
    alike = _alike(a.cast, b.cast)
    doing, suffering = _specifics(a, b, a.actors, b.actors), _specifics(a, b, a.recipients, b.recipients)
    if alike is None or doing is None or suffering is None:
        return None
    if recipients and others:
        to_the_same = _alike(recipients, others)
        return None if to_the_same is None else alike + doing + suffering + _SAME_RECIPIENT
    return alike + doing + (0.0 if recipients or others else _BOTH_WITHOUT_RECIPIENT)


def _places(a: Report, b: Report) -> float | None:
    """None where the places are in different States; of a place whose State is unknown nothing follows."""
    first, second = ({report.home[place] for place in report.locations if report.located(place)} for report in (a, b))
    if first & second or set(a.locations) & set(b.locations):
        return _SAME_PLACE
    return None if first and second else 0.0


def _roles(a: Report, b: Report) -> float | None:
    place = _places(a, b)
    taking_part = _mutual(a, b) if a.symmetric else _directed(a, b)
    return None if place is None or taking_part is None else place + taking_part


def _times(a: Report, b: Report) -> float:
    """What the times add; that they meet is known already."""
    if is_long(a):
        return _SAME_LONG_PERIOD
    first, second = days(a), days(b)
    if first is None or second is None:
        return _SAME_PERIOD
    return _SAME_DAY if max(first[1] - first[0], second[1] - second[0]) < _WEEK else _SAME_PERIOD


def _wording(a: Report, b: Report) -> float:
    same = _SAME_TRIGGER if a.trigger == b.trigger else _SIMILAR_TRIGGER if set(a.trigger) & set(b.trigger) else 0.0
    first, second = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (a.sentences, b.sentences))
    alike = len(first & second) / len(first | second) if first | second else 0.0
    return same + _SAME_WORDS * alike


def agreement(a: Report, b: Report) -> float | None:
    """How well two reports whose times meet fit together; None where they contradict each other.

    Args:
        a: A report.
        b: One of another document and of the same type.
    """
    if a.document == b.document or a.event.status != b.event.status:
        return None  # within one document extraction has told the events apart
    if a.event.mode and b.event.mode and a.event.mode != b.event.mode:
        return None
    roles = _roles(a, b)
    if roles is None:
        return None
    mode = _SAME_MODE if a.event.mode and a.event.mode == b.event.mode else 0.0
    return round(roles + mode + _times(a, b) + _wording(a, b), 6)
