"""Neo4j Browser's own style sheet, which it calls GraSS: captions that read well, colours that mean something."""

from collections.abc import Iterator, Mapping

from kg.ontology import ontology
from kg.resolve.projection import STRUCTURE
from kg.store.schema import LINKED

# The colours of docs/graph.svg, each with one for its rim.
_NODES = {
    "State": ("#2f5d8a", "#234669"),
    "Person": ("#b4541f", "#873f17"),
    "Organization": ("#5b7f3a", "#445f2b"),
    "Location": ("#8a8a8a", "#676767"),
    "Event": ("#f2d16b", "#c9a73c"),
    "Document": ("#d9d4c7", "#b3ac9a"),
}
_LIGHT = {"Event", "Document"}
_COOPERATION, _NEUTRAL, _CONFLICT = "#3d9970", "#9aa0a6", "#c0392b"
_NEAR_ZERO = 1.0  # of a score from -10 to 10


def _rules() -> Iterator[tuple[str, Mapping[str, str]]]:
    # The last rule that fits wins: the general ones come first.
    yield "node", {"diameter": "65px", "color": _NEUTRAL, "border-color": "#6f757b", "border-width": "2px"} | _ink()
    yield (
        "relationship",
        {
            "color": _NEUTRAL,
            "shaft-width": "1px",
            "font-size": "9px",
            "padding": "3px",
            "text-color-external": "#333333",
            "text-color-internal": "#ffffff",
            "caption": '"<type>"',
        },
    )
    yield "node.Entity", {"caption": '"{name}"'}
    for label, (fill, rim) in _NODES.items():
        captions = {"Event": '"{name}"', "Document": '"{title}"'}
        caption = {"caption": captions[label]} if label in captions else {}
        size = {"diameter": "80px"} if label == "Event" else {}
        yield f"node.{label}", {"color": fill, "border-color": rim} | _ink(label in _LIGHT) | size | caption
    for event in ontology().events.values():
        kind = _NEUTRAL if abs(event.score) < _NEAR_ZERO else _COOPERATION if event.score > 0 else _CONFLICT
        yield f"relationship.{event.name}", {"color": kind, "shaft-width": "2px"}
    for name in (*STRUCTURE, *ontology().relations):
        yield f"relationship.{name}", {"color": "#6f757b"}
    yield f"relationship.{LINKED}", {"color": "#dddddd"}


def _ink(light: bool = False) -> dict[str, str]:
    return {"text-color-internal": "#2a2c34" if light else "#ffffff", "font-size": "10px"}


def grass() -> str:
    """The text of the style sheet."""
    blocks = []
    for selector, properties in _rules():
        lines = "\n".join(f"  {name}: {value};" for name, value in properties.items())
        blocks.append(f"{selector} {{\n{lines}\n}}\n")
    return "\n".join(blocks)
