import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.identity import canonical_url, document_id, usable_url


@pytest.mark.parametrize(
    "other",
    [
        "http://www.rfi.fr/cn/新闻?id=2&p=1",
        "https://www.RFI.fr//cn/%E6%96%B0%E9%97%BB/?p=1&id=2",
        "https://www.rfi.fr:443/cn/%e6%96%b0%e9%97%bb?p=1&id=2&utm_source=x&fbclid=y#top",
    ],
)
def test_spellings_of_one_address(other: str) -> None:
    assert canonical_url(other) == "https://www.rfi.fr/cn/%E6%96%B0%E9%97%BB?id=2&p=1"


def test_different_addresses_stay_apart() -> None:
    urls = [
        "https://a.org/1",
        "https://a.org/2",
        "https://a.org/1?id=1",
        "https://b.org/1",
        "https://a.org/A",
        "https://a.org/a",
    ]
    assert len({document_id(url, "x") for url in urls}) == len(urls)


def test_content_counts_without_address() -> None:
    assert document_id(None, "会谈") == document_id("", "会谈") != document_id(None, "会议")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "/a/b", "", None, "https://", "http://[::1", "ftp://a.org/"]
)
def test_unusable(url: str | None) -> None:
    assert usable_url(url) is None


@given(st.text())
def test_any_text_as_address(url: str) -> None:
    assert len(document_id(url, "x")) == 16
    usable = usable_url(url)
    assert usable is None or usable.lower().startswith(("http://", "https://"))
