"""Records as the store keeps them: the graph is a projection of these and can always be made again."""

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from kg.errors import StoreError
from kg.records import Record
from kg.resolve.documents import digest, rank


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


def pack_ledger(part: Mapping[str, str]) -> str:
    """A part of the ledger, always the same for the same content."""
    return pack(json.dumps(part, sort_keys=True))


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
