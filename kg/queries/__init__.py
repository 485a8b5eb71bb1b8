"""Canned queries: `queries` lists them, `run` asks one, `find_entity` and `suggest` know names.

`left_out` tells what the bar of confidence keeps from an answer.

One file a question under `cypher/`; `kg.queries.header` says what stands in its header.
"""

from kg.queries.answer import LeftOut, Result, left_out, named, run
from kg.queries.header import MIN_CONFIDENCE, Parameter, Query, parse, queries
from kg.queries.names import find_entity, suggest

__all__ = [
    "MIN_CONFIDENCE",
    "LeftOut",
    "Parameter",
    "Query",
    "Result",
    "find_entity",
    "left_out",
    "named",
    "parse",
    "queries",
    "run",
    "suggest",
]
