"""A named-entity and event knowledge graph for Chinese-language news.

Modules in the order data flows: `kg.read` (files to documents), the spaCy pipeline with `kg.components`,
`kg.extract` (documents to records), `kg.resolve` (identity across documents), `kg.store` and `kg.queries` (the
graph in the embedded engine or Neo4j), `kg.graph` and `kg.export` (NetworkX and files), `kg.evaluate`.
`kg.records` holds what flows, `kg.ontology` and `kg.resources` what is known before reading.
"""

__version__ = "0.1.0"
