"""The one place where a spaCy pipeline is loaded and our components are put behind it.

Our own pipeline, `zh_kg_news`, travels with the package. Any other Chinese pipeline with OntoNotes' names can stand in
its place (`zh_core_web_sm`, or a folder): our components work on the text itself.
"""

from collections.abc import Callable, Iterator
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, get_current_ops

# Imported for what they register with spaCy: components and the tokenizer.
import kg.components.sentences
import kg.language.network
import kg.language.tokenizer  # noqa: F401
from kg import resources
from kg.components import state
from kg.errors import KgError, PipelineError
from kg.language.script import without_surrogates
from kg.language.sentences import split_sentences
from kg.records import Document

DEFAULT: Final = "zh_kg_news"
SENTENCES: Final = "kg_sentences"
COMPONENTS: Final = (
    "kg_times",
    "kg_gazetteer",
    "kg_linker",
    "kg_offices",
    "kg_triggers",
    "kg_roles",
    "kg_status",
)
"""What is put behind the model, in this order."""

_PIECE = 8_000  # characters that the networks see at most; few articles are longer than half of it


def _load(name: str) -> Language:
    if name == DEFAULT:
        try:
            folder = resources.pipeline()
        except KgError as error:
            raise PipelineError(f"the pipeline {DEFAULT} is not there: {error}") from error
        if not (folder / "config.cfg").is_file():
            raise PipelineError(
                f"the pipeline {DEFAULT} is not there: no config.cfg in {folder}; train it or name another"
            )
        return spacy.load(folder)
    folder = Path(name)
    if not (folder / "config.cfg").is_file() and not spacy.util.is_package(name):
        raise PipelineError(f"no spaCy pipeline {name}: it is no folder with a config.cfg and no installed package")
    try:
        return spacy.load(folder if (folder / "config.cfg").is_file() else name)
    except (OSError, ValueError, ImportError) as error:  # spaCy's own reasons are of these kinds
        raise PipelineError(f"the pipeline {name} cannot be loaded: {_first_line(error)}") from error


def _use_processor_well(nlp: Language) -> None:
    """Let spaCy's own networks multiply matrices with numpy, faster than the blis that thinc takes by itself."""
    if not isinstance(get_current_ops(), NumpyOps):
        return
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                node.ops = ops


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def load_pipeline(name: str = DEFAULT, *, components: bool = True) -> Language:
    """A pipeline that is ready for `kg.extract`.

    Args:
        name: `zh_kg_news`, an installed pipeline package, or a folder written by `nlp.to_disk`.
        components: False leaves our components away: names, words and sentences only.

    Raises:
        PipelineError: There is no such pipeline, it cannot be loaded, or it is not for Chinese.

    >>> nlp = load_pipeline()  # doctest: +SKIP
    >>> [(e.text, e.label_) for e in nlp("日本外务省周三抗议。").ents]  # doctest: +SKIP
    [('日本外务省', 'ORG')]
    """
    nlp = _load(name)
    if nlp.lang != "zh":
        raise PipelineError(f"the pipeline {name} is for the language {nlp.lang!r}; a Chinese one (zh) is needed")
    _use_processor_well(nlp)
    if SENTENCES not in nlp.pipe_names:
        nlp.add_pipe(SENTENCES, first=True)
    if components:
        for component in COMPONENTS:
            import_module(f"kg.components.{component.removeprefix('kg_')}")  # registers it, installed or not
            if component not in nlp.pipe_names:
                nlp.add_pipe(component, last=True)
    return nlp


def _pieces(text: str) -> Iterator[str]:
    """The text cut before sentences into pieces of at most `_PIECE` characters; long white space is cut anywhere."""
    start = 0
    for begin, _ in (*split_sentences(text), (len(text), len(text))):
        while begin - start > _PIECE:
            yield text[start : start + _PIECE]
            start += _PIECE
        if 2 * (begin - start) > _PIECE:
            yield text[start:begin]
            start = begin
    if start < len(text) or not text:
        yield text[start:]


def analyse(nlp: Language, document: Document) -> Doc:
    """Run a pipeline over a document of any length.

    The networks need some tens of kilobytes a character, so they see a long text in pieces; our components see it
    whole.

    Args:
        nlp: From `load_pipeline`.
        document: Its text is taken as it is, but for lone surrogates, which no file can hold: U+FFFD takes their place
            in every field of the document.
    """
    document = Document.from_dict({k: v and without_surrogates(v) for k, v in document.to_dict().items()})
    model = [pipe for name, pipe in nlp.pipeline if name not in COMPONENTS]
    ours = [pipe for name, pipe in nlp.pipeline if name in COMPONENTS]
    docs = [reduce(_apply, model, nlp.make_doc(piece)) for piece in _pieces(document.text)]
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
    state.set_document(doc, document)
    return reduce(_apply, ours, doc)


def _apply(doc: Doc, pipe: Callable[[Doc], Doc]) -> Doc:
    return pipe(doc)


def describe(nlp: Language) -> dict[str, str]:
    """Name and version for records.

    >>> describe(load_pipeline())  # doctest: +SKIP
    {'name': 'zh_kg_news', 'version': '0.4.0'}
    """
    meta = nlp.meta
    name, language = str(meta.get("name", "")), str(meta.get("lang", ""))
    full = name if name.startswith(f"{language}_") or not language else f"{language}_{name}"
    return {"name": full, "version": str(meta.get("version", ""))}
