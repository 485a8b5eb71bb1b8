"""Documents to records: runs the pipeline and gathers what its components found.

One document is one batch. Matrix products over another batch may differ in their last bits; a record must not
depend on how many documents or workers ran beside it.
"""

import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from threading import Semaphore

from spacy.language import Language
from spacy.tokens import Doc

from kg import resources
from kg.components import state
from kg.errors import KgError
from kg.language.script import detect_script
from kg.pipeline import DEFAULT, describe, load_pipeline
from kg.read.identity import document_id
from kg.records import Document, Record

_CHUNK = 4  # documents handed to a worker at once
_READ_AHEAD = 4 * _CHUNK  # documents a worker may have waiting


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
        if path.suffix in (".toml", ".csv") and name.parts[0] != "sample":
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def pipeline_version(pipeline: str = DEFAULT) -> dict[str, str]:
    """Name and version that records made with a pipeline carry.

    The knowledge in `seeds/` is part of the version, as its local part (`0.1.0+1f2e3d4c`): after an edit there
    the same article gives another record.
    """
    about = describe(_loaded(pipeline))
    return {**about, "version": f"{about['version']}+{_seeds_digest()}"}


def record_of(doc: Doc, pipeline: dict[str, str]) -> Record:
    """What the components left on a `Doc`, as a record.

    Args:
        doc: The result of a pipeline with the `kg_*` components.
        pipeline: Name and version, as `kg.pipeline.describe` gives them.
    """
    source = state.document(doc)
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
        entities=tuple(state.entities(doc)),
        events=tuple(state.events(doc)),
        relations=tuple(state.relations(doc)),
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
    nlp = _loaded(pipeline)
    doc = nlp.make_doc(document.text)
    state.set_document(doc, document)
    return record_of(nlp(doc), pipeline_version(pipeline))


def _extract(document: Document, pipeline: str) -> Record | Failure:
    try:
        return extract(document, pipeline)
    except KgError:
        raise  # the installation or the seeds are wrong: every other document would fail too
    except Exception as error:
        return Failure(document, " ".join(f"{type(error).__name__}: {error}".split()))


def extract_all(
    documents: Iterable[Document], *, pipeline: str = DEFAULT, workers: int = 1
) -> Iterator[Record | Failure]:
    """Records in the order of the documents.

    Args:
        documents: Read lazily.
        pipeline: What `kg.load_pipeline` takes.
        workers: Processes, each with a pipeline of its own; 1 means this process.

    Yields:
        A record a document, or a failure with its reason.
    """
    work = partial(_extract, pipeline=pipeline)
    if workers <= 1:
        yield from map(work, documents)
        return
    ahead = Semaphore(workers * _READ_AHEAD)

    def feed() -> Iterator[Document]:
        for document in documents:
            ahead.acquire()  # the pool would read the whole input into memory
            yield document

    # Spawned, since a forked Java or BLAS hangs; loaded at the start, so that a missing pipeline is told at once.
    with multiprocessing.get_context("spawn").Pool(workers, _loaded, (pipeline,)) as pool:
        for result in pool.imap(work, feed(), chunksize=_CHUNK):
            ahead.release()
            yield result
