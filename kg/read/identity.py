"""Which document it is: the id from the canonical URL, else from the content."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_.*|at_(medium|campaign|custom.*)|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref|ref_src|ref_url|spm|"
    r"from|share.*|smid|smtyp|ocid|cmpid|cmp|xtor|ito|s_cid|ns_.*|_ga|wt_.*",
    re.I,
)
_LENGTH = 16
_PORTS = {"http": 80, "https": 443}


def usable_url(url: str | None) -> str | None:
    """The URL as it stands, if it is an absolute one of the web; None for anything else (`javascript:`, a path)."""
    candidate = re.sub(r"[\x00-\x20\x7f]+", "", url or "")
    try:
        parts = urlsplit(candidate)
        return candidate if parts.scheme.lower() in _PORTS and parts.hostname else None
    except ValueError:
        return None


def canonical_url(url: str) -> str:
    """One form for all spellings of an address; only for comparison, since http and https become one.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters, the rest of the query in
    order, one spelling of percent escapes, single slashes, none at the end.

    Raises:
        ValueError: It is no URL.

    >>> canonical_url("HTTP://www.RFI.fr//cn/1/?utm_source=x&id=2#top")
    'https://www.rfi.fr/cn/1?id=2'
    """
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(scheme) else ""
    path = unquote(re.sub(r"/{2,}", "/", parts.path), errors="surrogateescape")
    path = quote(path, safe="/:@!$&'()*+,;=~", errors="surrogateescape")
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    return urlunsplit(("https" if scheme == "http" else scheme, host + port, path.rstrip("/"), urlencode(query), ""))


def document_id(url: str | None, text: str) -> str:
    """Sixteen hexadecimal digits: of the canonical URL where there is one, else of the text.

    >>> document_id("http://example.org/a?utm_source=x", "") == document_id("https://example.org/a/", "another")
    True
    """
    try:
        key = canonical_url(url) if url else text
    except (ValueError, UnicodeError):
        key = url or text
    return sha256(key.encode("utf-8", errors="surrogatepass")).hexdigest()[:_LENGTH]
