import socket

import pytest

from kg.errors import ReadError
from kg.read.feed import is_feed, read_feed

_P = "石川外相周三在东京会见了到访的欧文。"
_RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>示例台</title>
<item><title>石川会见欧文</title><link>https://www.dw.com/zh/1?utm_source=rss</link>
<pubDate>Wed, 10 May 2023 18:30:00 +0900</pubDate><description>摘要一句。</description>
<content:encoded><![CDATA[<p>{_P}</p><ul><li><a href="/2">别的报道的标题</a></li></ul>
<p>© 2023</p>]]></content:encoded></item>
<item><title>第二条</title><description>&lt;p&gt;只有摘要。&lt;/p&gt;</description></item>
<item><guid>x</guid></item></channel></rss>"""
_ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>示例</title><entry><title>友邦發聲</title>
<link href="https://news.example.org/1"/><published>2023-05-10T10:00:00Z</published>
<content type="html">&lt;p&gt;{_P}&lt;/p&gt;</content><summary>短</summary></entry></feed>"""
_RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>示例</title></channel><item rdf:about="https://news.example.org/1">
<title>会谈</title><link>https://news.example.org/1</link><description>{_P}</description><dc:date>2023-05-10T18:00:00+08:00</dc:date>
</item></rdf:RDF>"""


def test_rss_takes_the_full_text_and_leaves_out_what_is_empty() -> None:
    first, second = read_feed(_RSS.encode())
    assert first.text == f"石川会见欧文\n{_P}"
    assert (first.source, first.published) == ("德国之声", "2023-05-10T09:30:00Z")
    assert (second.text, second.source, second.url) == ("第二条\n只有摘要。", "示例台", None)


def test_atom() -> None:
    (document,) = read_feed(_ATOM.encode())
    assert document.text == f"友邦發聲\n{_P}"
    assert document.published == "2023-05-10T10:00:00Z"
    assert document.source == "news.example.org"


def test_rdf() -> None:
    (document,) = read_feed(_RDF.encode())
    assert (document.text, document.published) == (f"会谈\n{_P}", "2023-05-10T10:00:00Z")


def test_declared_encoding() -> None:
    (first, _) = read_feed(_RSS.replace("utf-8", "gb18030").encode("gb18030"))
    assert first.title == "石川会见欧文"


@pytest.mark.parametrize(
    "data", [b"<rss><channel></channel></rss>", b"https://example.org/feed.xml", b"/etc/passwd", b""]
)
def test_nothing_in_it_and_nothing_fetched(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(ReadError):
        list(read_feed(data))


def test_sniffing() -> None:
    assert is_feed(_RSS)
    assert is_feed(_ATOM)
    assert is_feed(_RDF)
    assert is_feed("<?xml version='1.0'?>\n<!-- made by hand -->\n<rss>")
    assert not is_feed("<html><body>&lt;rss></body></html>")
    assert not is_feed("<html><rss></html>")


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">',
        "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9)),
        '<!ENTITY b SYSTEM "file:///etc/hostname">',
    ],
)
def test_declared_entities_are_never_expanded(declared: str) -> None:
    data = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'ha'>{declared}]>{_RSS.partition('?>')[2]}"
    assert is_feed(data)
    first, second = read_feed(data.replace("示例台", "&b;&l9;").encode())
    assert first.text == f"石川会见欧文\n{_P}"
    assert "ha" not in str((first, second)).replace("harmless", "")
