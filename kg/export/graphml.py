"""GraphML, for networkx, Gephi, yEd and Cytoscape."""

from typing import BinaryIO

import networkx as nx

from kg.export.plain import plain


def write(graph: "nx.DiGraph[str]", file: BinaryIO) -> None:
    """Write a view of `kg.graph`.

    The key of an edge is its `id` in the file, because Gephi drops edges that share one; a number that is whole
    here and broken there is declared as broken everywhere.

    >>> from io import BytesIO
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("JPN", "event:1", key="ACTOR|JPN|event:1|", relation="ACTOR")
    >>> write(graph, file := BytesIO())
    >>> '<edge source="JPN" target="event:1" id="ACTOR|JPN|event:1|">' in file.getvalue().decode()
    True
    """
    nx.write_graphml(plain(graph), file, infer_numeric_types=True)
