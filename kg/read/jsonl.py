"""JSON Lines: one document a line, its text taken as it is."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.language.script import without_surrogates
from kg.read.identity import document_id, usable_url
from kg.read.outcome import Failed
from kg.read.outlets import publication, source_of
from kg.records import Document

# Each becomes one character, so that offsets into the text given still hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def is_jsonl(text: str) -> bool:
    """Whether the first line that is not empty is a JSON object."""
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return re.match(r'\{\s*"', first) is not None


def harmless(text: str) -> str:
    """The same text, of the same length, with lone surrogates as U+FFFD and control characters as spaces."""
    return _CONTROL.sub(" ", without_surrogates(text))


def _string(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(f"{key} is no string")
    return harmless(str(value))


def _document(line: str, path: str) -> Document:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    text = data.get("text")
    if not isinstance(text, str):
        raise ValueError("no text" if text is None else "text is no string")
    if not text.strip():
        raise ValueError("the text is empty")
    text, url = harmless(text), usable_url(_string(data, "url"))
    stated = _string(data, "published")
    published = publication(stated, url)
    if stated and not published:
        raise ValueError(f"published is no date such as 2023-09-12T14:39:03Z: {stated[:40]}")
    return Document(
        text=text,
        id=_string(data, "id") or document_id(url, text),
        url=url,
        title=_string(data, "title"),
        source=_string(data, "source") or source_of(url),
        published=published,
        path=path or None,
    )


def read_jsonl(lines: Iterable[bytes | str], path: str = "") -> Iterator[Document | Failed]:
    """A document for every line that is one, a failure naming file and line for every other; empty lines are nothing.

    `text` is taken as it is: offsets counted in the input hold in the document (a control character counts as a
    space, a lone surrogate as U+FFFD). `published` may be any date of ISO 8601, see `kg.read.outlets.publication`.
    """
    for number, raw in enumerate(lines, 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8") if isinstance(raw, bytes) else raw
            if line.strip("\ufeff \t\r\n"):
                yield _document(line.lstrip("\ufeff"), path)
        except UnicodeDecodeError:
            yield Failed(f"{path}:{number}", "not in UTF-8")
        except json.JSONDecodeError as error:
            yield Failed(f"{path}:{number}", f"not JSON: {error.msg} (column {error.colno})")
        except RecursionError:
            yield Failed(f"{path}:{number}", "not JSON: nested too deeply")
        except ValueError as error:
            yield Failed(f"{path}:{number}", str(error))
