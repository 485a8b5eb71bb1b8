"""Records as the store keeps them: the graph is a projection of these and can always be made again."""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from kg.errors import StoreError
from kg.records import Record

# Of two records with one document id the greater one counts.
Rank = tuple[str, str, str]


def pack(data: str) -> str:
    """Text made small, in characters that every engine stores."""
    return base64.b64encode(zlib.compress(data.encode("utf-8", "surrogatepass"), 6)).decode("ascii")


def unpack(packed: str) -> str:
    """What was packed.

    Raises:
        StoreError: It was not made by `pack`.
    """
    try:
        return zlib.decompress(base64.b64decode(packed)).decode("utf-8", "surrogatepass")
    except (ValueError, zlib.error) as error:
        raise StoreError(f"the graph holds a damaged record: {error}") from error


def digest(text: str) -> str:
    """SHA-256 of any text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def rank(record: Record) -> Rank:
    """What decides which record of a document counts: its publication, then its text, then what is said about it.

    Two records with equal rank are extractions from the same document; the one that is given later replaces the
    other, so that a better pipeline is never held back.
    """
    about = json.dumps([record.url, record.title, record.source], ensure_ascii=True)
    return record.published or "", digest(record.text), digest(about)


def fingerprint(text: str, published: str | None, pipeline: Mapping[str, str]) -> str:
    """What an extraction depends on; equal to that of a stored record, the document need not be read again.

    Args:
        text: The document's text.
        published: Its instant of publication, which relative dates hang on.
        pipeline: As in the record: name, version and whatever else tells one extraction from another.
    """
    return digest(json.dumps([text, published, sorted(pipeline.items())], ensure_ascii=True))


def row(record: Record) -> dict[str, Any]:
    """The properties of a record's node."""
    line = record.to_json()
    return {
        "id": record.id,
        "data": pack(line),
        "digest": digest(line),
        "rank": list(rank(record)),
        "pipeline": " ".join(filter(None, (record.pipeline.get("name"), record.pipeline.get("version")))),
        "fingerprint": fingerprint(record.text, record.published, record.pipeline),
    }
