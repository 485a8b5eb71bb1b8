"""Canned queries: `queries` lists them, `run` asks one, `find_entity` and `suggest` know names.

One file a question under `cypher/`; `kg.queries.header` says what stands in its header.
"""

from kg.queries.answer import Result, named, run
from kg.queries.header import Parameter, Query, parse, queries
from kg.queries.names import find_entity, suggest

__all__ = ["Parameter", "Query", "Result", "find_entity", "named", "parse", "queries", "run", "suggest"]
