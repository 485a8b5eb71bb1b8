"""Identity across documents: records in, one graph out.

`project` decides which names of several documents are one entity and which reports are one event, and lays the
result out as nodes and edges; `load_decisions` reads what a person decided against it. Everything here is a pure
function of the set of records and of the decisions.
"""

from kg.resolve.decisions import Decisions, load_decisions
from kg.resolve.project import project
from kg.resolve.projection import Edge, Node, Projection

__all__ = ["Decisions", "Edge", "Node", "Projection", "load_decisions", "project"]
