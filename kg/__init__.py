"""A named-entity and event knowledge graph for Chinese-language news.

Modules in the order data flows: `kg.read` (files to documents), the spaCy pipeline (`kg.pipeline`, `kg.language`)
with `kg.components` and what they are made of (`kg.times`, `kg.offices`, `kg.events`), `kg.extract` (documents to
records), `kg.resolve` (identity across documents), `kg.store` and `kg.queries` (the graph in the embedded engine or
Neo4j), `kg.graph` and `kg.export` (NetworkX and files), `kg.evaluate`. `kg.records` holds what flows, `kg.ontology`
and `kg.resources` what is known before reading.
"""

from typing import TYPE_CHECKING, Any

from kg.records import Document, Record

if TYPE_CHECKING:
    from kg.pipeline import load_pipeline

__version__ = "0.1.0"
__all__ = ["Document", "Record", "__version__", "load_pipeline"]


def __getattr__(name: str) -> Any:
    if name == "load_pipeline":  # spaCy takes seconds to import; `kg --help` shall not wait for it
        from kg.pipeline import load_pipeline  # noqa: PLC0415

        return load_pipeline
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
