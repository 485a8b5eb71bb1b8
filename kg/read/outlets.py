"""Whose article it is, and which day it was there: `seeds/outlets.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kg import resources
from kg.errors import SeedError
from kg.language.script import to_simplified
from kg.ontology import load_toml

_YEARS = range(1900, 2100)


@dataclass(frozen=True)
class Outlet:
    """A news outlet; `name` in simplified Chinese, `timezone` an IANA name, `titles` other signatures of its pages."""

    name: str
    timezone: str
    hosts: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its days begin."""
        return ZoneInfo(self.timezone)


def load_outlets(path: Path) -> Mapping[str, Outlet]:
    """The outlets by host (some with the beginning of a path behind it).

    Raises:
        SeedError: The file is missing, a key is missing, a time zone unknown, or a host named twice.
    """
    by_host: dict[str, Outlet] = {}
    where = ""
    try:
        for entry in load_toml(path)["outlet"]:
            where = entry["name"]
            found = Outlet(where, entry["timezone"], tuple(entry["hosts"]), tuple(entry.get("titles", ())))
            ZoneInfo(found.timezone)
            for host in found.hosts:
                if host in by_host:
                    raise SeedError(f"{path}: {where}: the host {host} is named twice")
                by_host[host] = found
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise SeedError(f"{path}: {where}: {error}") from error
    return MappingProxyType(by_host)


@cache
def _cached(path: Path) -> Mapping[str, Outlet]:
    return load_outlets(path)


def outlets() -> Mapping[str, Outlet]:
    """All outlets by host, loaded once."""
    return _cached(resources.seeds() / "outlets.toml")


def host_of(url: str | None) -> str:
    """The host in lower case without `www.`, or an empty string.

    >>> host_of("https://WWW.voachinese.com/a/1.html")
    'voachinese.com'
    """
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


def outlet(url: str | None) -> Outlet | None:
    """The outlet that a URL belongs to: the host itself or the nearest domain above it.

    >>> outlet("https://www.voachinese.com/a/1.html").name
    '美国之音'
    """
    host = host_of(url)
    if not host:
        return None
    known = outlets()
    first = urlsplit(url or "").path.strip("/").split("/")[0]
    labels = host.split(".")
    for i in range(len(labels) - 1):
        domain = ".".join(labels[i:])
        found = known.get(f"{domain}/{first}") or known.get(domain)
        if found:
            return found
    return None


def source_of(url: str | None) -> str | None:
    """The outlet's name, else the host; None without a URL."""
    found = outlet(url)
    return found.name if found else host_of(url) or None


def instant(published: str) -> datetime:
    """A publication instant as text (`2023-09-12T14:39:03Z`) to a time in UTC.

    Raises:
        ValueError: It is no ISO 8601 date or time.
    """
    when = datetime.fromisoformat(published)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def publication(stated: str | None, url: str | None) -> str | None:
    """The instant of publication as a record has it, from a date as a page or a line of JSON states it.

    Without an offset it is the outlet's own time (unknown outlet: UTC); a day alone is that day's noon. None for what
    is no ISO 8601 date of the years 1900 to 2099.

    >>> publication("2020-10-12T01:20:00", "https://www.rfi.fr/cn/1"), publication("yesterday", None)
    ('2020-10-11T23:20:00Z', None)
    """
    text = (stated or "").strip().replace("/", "-")
    found = outlet(url)
    try:
        when = datetime.fromisoformat(text)
        if when.tzinfo is None:
            when = when.replace(tzinfo=found.zone if found else UTC)
            when = when.replace(hour=12) if len(text) <= len("2020-01-01") else when
        when = when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if when.year in _YEARS else None


def local_day(published: str, url: str | None) -> date:
    """The day of publication in the outlet's own time zone; UTC where the outlet is unknown.

    A text that gives a day alone is that day everywhere.

    Raises:
        ValueError: `published` is no ISO 8601 date or time.

    >>> local_day("2020-09-30T16:30:00Z", "https://cn.nytimes.com/china/1/").isoformat()
    '2020-10-01'
    """
    if len(published) == len("2020-09-30"):
        return date.fromisoformat(published)
    found = outlet(url)
    return instant(published).astimezone(found.zone if found else UTC).date()


def strip_signature(title: str, url: str | None) -> str:
    """A page title without the outlet's own name behind it.

    >>> strip_signature("双方会谈 – 法国国际广播电台 - RFI", "https://www.rfi.fr/cn/1")
    '双方会谈'
    """
    found = outlet(url)
    if not found:
        return title
    names = {to_simplified(name).casefold() for name in (found.name, *found.titles)}
    while True:
        plain = to_simplified(title).casefold()
        cut = max(
            (
                i
                for i in range(1, len(title) - 1)
                if title[i] in "-–—|｜_" and plain[i + 1 :].strip() in names and title[:i].strip()
            ),
            default=0,
        )
        if not cut:
            return title
        title = title[:cut].rstrip(" -–—|｜_")
