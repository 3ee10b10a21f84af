import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.extraction.charset import decode_html

RUSSIAN = "<p>Паром сел на мель у посёлка, сообщила дирекция порта.</p>"
FRENCH = "<p>Le musée d’Arvel a rouvert après six années.</p>"


@pytest.mark.parametrize(
    ("data", "content_type", "text"),
    [
        (FRENCH.encode(), None, FRENCH),
        (FRENCH.encode(), "text/html; charset=iso-8859-1", FRENCH),
        (FRENCH.encode("cp1252"), "text/html; charset=ISO-8859-1", FRENCH),
        (FRENCH.encode("cp1252"), "text/html; charset=utf-8", FRENCH),
        (codecs.BOM_UTF8 + FRENCH.encode(), "text/html; charset=windows-1251", FRENCH),
        (FRENCH.encode("utf-16"), None, FRENCH),
        (RUSSIAN.encode("cp1251"), "text/html; charset=utf-8", RUSSIAN),
        (RUSSIAN.encode("cp1251"), "text/html; charset=iso-8859-1", RUSSIAN),
        (RUSSIAN.encode("koi8-r"), None, RUSSIAN),
        (b"<meta charset=koi8-r>" + RUSSIAN.encode("koi8-r"), "text/html", "<meta charset=koi8-r>" + RUSSIAN),
        ("<html lang=pl><p>żółć".encode("cp1250"), None, "<html lang=pl><p>żółć"),
        ("<p>日本語の記事です。".encode("shift_jis"), "text/html; charset=Shift_JIS", "<p>日本語の記事です。"),
        (b"<p>plain", "text/html; charset=no-such-thing", "<p>plain"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(data: bytes, content_type: str | None, text: str) -> None:
    assert decode_html(data, content_type) == text


def test_a_stray_byte_does_not_make_a_page_another_encoding() -> None:
    page = RUSSIAN * 3

    assert decode_html(page.encode() + b"\xff", "text/html") == page + "\ufffd"


@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_bytes_raise(data: bytes, charset: str) -> None:
    assert isinstance(decode_html(data, f"text/html; charset={charset}"), str)
