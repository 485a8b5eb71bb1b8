"""Bytes to text: UTF-8, GB18030 and Big5, and what is no text at all."""

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CANDIDATES = ("gb18030", "big5hkscs", "cp950")
# The names that pages use for an encoding, and the largest encoding that contains it.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "cp950",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,80}encoding\s*=\s*["'])([A-Za-z0-9_-]{2,20})""", re.I)
_HEAD = 4096
# Below this many bytes the library is wrong one time in ten (measured: 6 to 10 characters of news), see `_commonness`.
_SHORT = 64
# A UTF-8 file that was cut inside a character, or has a few broken bytes, is still UTF-8.
_BROKEN_SHARE = 0.01
_MAGIC = {
    b"%PDF-": "a PDF file; turn it into text first (pdftotext)",
    b"PK\x03\x04": "a ZIP, Word or EPUB file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
}


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_common(character: str) -> bool:
    """Whether it stands in the first level, the everyday characters, of GB2312 or of Big5."""
    for encoding, last in (("gb2312", 0xD7), ("big5", 0xC6)):
        try:
            if 0xA1 <= character.encode(encoding)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _commonness(text: str) -> float:
    """Share of everyday characters among those beyond ASCII; bytes read in the wrong encoding make rare ones."""
    wide = [c for c in text if not c.isascii()]
    return sum(map(_is_common, wide)) / len(wide) if wide else 0.0


def _guess(data: bytes) -> str | None:
    """The most plausible Chinese encoding that reads all the bytes."""
    if len(data) >= _SHORT:
        match = from_bytes(data, cp_isolation=list(_CANDIDATES)).best()
        if match is not None and match.encoding in _CANDIDATES:
            return str(match.encoding)
    readable = [(name, text) for name in _CANDIDATES if (text := _decoded(data, name)) is not None]
    return max(readable, key=lambda pair: _commonness(pair[1]))[0] if readable else None


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of the encoding it was in.

    A byte order mark decides, then strict UTF-8, then what a page declares (if it holds), then the most plausible of
    GB18030 and Big5. A few broken bytes in a long UTF-8 file become U+FFFD.

    Raises:
        ReadError: It is no text, or in none of these encodings.

    >>> decode("会谈".encode("gb18030"))
    ('会谈', 'gb18030')
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"not text: {what}")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    if b"\0" in data[:_HEAD]:
        raise ReadError("not text: it holds NUL bytes")
    if (text := _decoded(data, "utf-8")) is not None:
        return text, "utf-8"
    declared = _DECLARED.search(data[:_HEAD])
    name = _SUPERSETS.get(declared[1].decode("ascii").lower(), "") if declared else ""
    if name and (text := _decoded(data, name)) is not None:
        return text, name
    # Chinese in a double-byte encoding breaks UTF-8 at nearly every character, a damaged file only here and there.
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= max(1, _BROKEN_SHARE * len(text)) and len(text) >= _SHORT:
        return text, "utf-8"
    guess = _guess(data)
    if guess is None:
        raise ReadError("not text, or not in UTF-8, GB18030 or Big5")
    return data.decode(guess), guess
