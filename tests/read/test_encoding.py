import pytest

from kg.errors import ReadError
from kg.read.encoding import decode

_HANS = "石川外相周三在东京会见了到访的欧文，双方讨论了南海局势，没有发表声明。"
_HANT = "石川外相週三在東京會見了到訪的歐文，雙方討論了南海局勢，沒有發表聲明。"


@pytest.mark.parametrize("length", [4, 6, 10, 20, 36, 360])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_HANS, "utf-8"),
        (_HANS, "utf-8-sig"),
        (_HANS, "utf-16"),
        (_HANS, "gb18030"),
        (_HANT, "gb18030"),
        (_HANT, "big5"),
    ],
)
def test_short_and_long(text: str, encoding: str, length: int) -> None:
    text = (text * 10)[:length]
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(("declared", "encoding"), [("gb2312", "gbk"), ("GBK", "gb18030"), ("Big5", "big5hkscs")])
def test_declared_in_a_page(declared: str, encoding: str) -> None:
    text = f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>訪問</p>'
    assert decode(text.encode(encoding))[0] == text


def test_wrong_declaration_does_not_win() -> None:
    text = f"<meta charset=big5>{_HANS}"
    assert decode(text.encode("utf-8")) == (text, "utf-8")


def test_utf8_cut_inside_a_character() -> None:
    text, encoding = decode((_HANS * 5).encode()[:-1])
    assert encoding == "utf-8"
    assert text[:-1] == (_HANS * 5)[:-1]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n...", b"PK\x03\x04aaaa", b"\x89PNG\r\n", b"a\0b\0", bytes(range(128, 256)) * 9]
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(ReadError, match="not"):
        decode(data)
