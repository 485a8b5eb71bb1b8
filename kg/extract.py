"""Documents to records: runs the pipeline and gathers what its components found.

One document is one batch. Matrix products over another batch may differ in their last bits; a record must not
depend on how many documents or workers ran beside it.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.components import state
from kg.components.gazetteer_data import gazetteer
from kg.errors import KgError
from kg.language.script import detect_script
from kg.pipeline import DEFAULT, analyse, describe, load_pipeline
from kg.read.identity import document_id
from kg.records import Document, Entity, Event, Record, Relation

_READ_AHEAD = 8  # documents a worker may have waiting
# Of the seeds these have no part in a record: invented articles, and what is shown of the events.
_NO_KNOWLEDGE = ("sample", "confidence.toml")


@dataclass(frozen=True)
class Failure:
    """A document that could not be extracted; `reason` is one line for the user."""

    document: Document
    reason: str


@cache
def _loaded(pipeline: str) -> Language:
    return load_pipeline(pipeline)


@cache
def _seeds_digest() -> str:
    digest, root = sha256(), resources.seeds()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.suffix in (".toml", ".csv") and name.parts[0] not in _NO_KNOWLEDGE:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def pipeline_version(pipeline: str = DEFAULT) -> dict[str, str]:
    """Name and version that records made with a pipeline carry.

    The knowledge in `seeds/` is part of the version, as its local part (`0.1.0+1f2e3d4c`): after an edit there
    the same article gives another record.
    """
    about = describe(_loaded(pipeline))
    return {**about, "version": f"{about['version']}+{_seeds_digest()}"}


def with_unnamed(entities: Sequence[Entity], events: Iterable[Event], relations: Iterable[Relation]) -> list[Entity]:
    """The entities, and behind them those that events and relations speak of though no name of them stands in the text.

    总统拜登 speaks of the United States, 访问曼谷 of Thailand; the gazetteer knows what they are.
    """
    listed, known = {entity.id for entity in entities}, gazetteer()
    spoken_of = [id_ for event in events for id_ in (*event.actors, *event.recipients, *event.locations)]
    spoken_of += [id_ for relation in relations for id_ in (relation.subject, relation.object)]
    entries = [known.get(id_) for id_ in dict.fromkeys(spoken_of) if id_ not in listed]
    unnamed = [
        Entity(
            entry.id,
            entry.type,
            entry.name,
            name_en=entry.name_en or None,
            state=(entry.state or None) if entry.type != "State" else None,
        )
        for entry in entries
        if entry
    ]
    return [*entities, *unnamed]


def record_of(doc: Doc, pipeline: dict[str, str]) -> Record:
    """What the components left on a `Doc`, as a record.

    Args:
        doc: The result of a pipeline with the `kg_*` components.
        pipeline: Name and version, as `kg.pipeline.describe` gives them.
    """
    source = state.document(doc)
    entities, events, relations = state.entities(doc), state.events(doc), state.relations(doc)
    return Record(
        id=source.id or document_id(source.url, doc.text),
        url=source.url,
        title=source.title,
        source=source.source,
        published=source.published,
        script=detect_script(doc.text),
        text=doc.text,
        sentences=tuple(state.sentences(doc)),
        mentions=tuple(state.mentions(doc)),
        times=tuple(state.times(doc)),
        entities=tuple(with_unnamed(entities, events, relations)),
        events=tuple(events),
        relations=tuple(relations),
        pipeline=pipeline,
    )


def extract(document: Document, pipeline: str = DEFAULT) -> Record:
    """The record of one document.

    Args:
        document: Text and origin; the text is taken as it is.
        pipeline: What `kg.load_pipeline` takes; it is loaded once.

    >>> extract(Document("日本外务省抗议。")).events[0].type  # doctest: +SKIP
    'ACCUSE'
    """
    return record_of(analyse(_loaded(pipeline), document), pipeline_version(pipeline))


def _extract(document: Document, pipeline: str) -> Record | Failure:
    try:
        return extract(document, pipeline)
    except KgError:
        raise  # the installation or the seeds are wrong: every other document would fail too
    except Exception as error:
        return Failure(document, " ".join(f"{type(error).__name__}: {error}".split()))


def extract_all(
    documents: Iterable[Document], *, pipeline: str = DEFAULT, workers: int = 1
) -> Generator[Record | Failure, None, None]:
    """Records in the order of the documents.

    Args:
        documents: Read lazily.
        pipeline: What `kg.load_pipeline` takes.
        workers: Processes, each with a pipeline of its own; 1 means this process.

    Yields:
        A record a document, or a failure with its reason.

    Raises:
        KgError: The pipeline cannot be loaded, or a worker process was killed.
    """
    if workers <= 1:
        yield from (_extract(document, pipeline) for document in documents)
        return
    # Spawned, since a forked Java or BLAS hangs.
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_leave_interrupts_to_parent)
    waiting: deque[Future[Record | Failure]] = deque()
    try:
        for _ in range(workers):  # all start now: one that starts while another is found dead would be waited for
            pool.submit(_loads, pipeline)
        for document in documents:
            waiting.append(pool.submit(_extract, document, pipeline))
            if len(waiting) >= workers * _READ_AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise KgError("a worker process was killed, perhaps for want of memory: try fewer workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _loads(pipeline: str) -> None:
    _loaded(pipeline)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
