"""A page's bytes to its characters, whatever its server and its markup claim."""

import codecs
import re
from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# As browsers read these labels (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_BY_LANGUAGE = {
    "cp1250": "pl cs sk hu ro sl hr bs sq",
    "cp1253": "el",
    "cp1254": "tr az",
    "cp1255": "he iw",
    "cp1256": "ar fa ur",
    "cp1257": "lt lv et",
    "cp1258": "vi",
    "cp874": "th",
    "cp932": "ja",
    "cp949": "ko",
    "gb18030": "zh",
}
_LANGUAGE_ENCODING = {language: name for name, languages in _BY_LANGUAGE.items() for language in languages.split()}
# Where browsers look for it: the first 1,024 bytes; pages put it later too.
_HEAD_BYTES = 8192
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.-]{1,40})")
_LANGUAGE = re.compile(rb"<html[^>]{0,500}\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2})", re.IGNORECASE)
_MARKUP = re.compile(rb"<[^>]*>?")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
# Each byte of a Cyrillic word is above 0x7f; Latin text has one such letter in ten, Vietnamese one in three.
_DENSE = 0.5
# A cut or a stray byte or two do not make a page's UTF-8 another encoding.
_FEW_FAULTS = 0.02


def decode_html(data: bytes, content_type: str | None) -> str:
    """The page's text: by its byte order mark, as UTF-8 where it is valid UTF-8, else as header and <meta> state.

    `content_type` is the HTTP header, None where there was none. Where no statement can be true, the page's language
    and the letters decide between the encodings of old; nothing raises, and what stands for no character is U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    stated = list(_stated_encodings(data, content_type))
    for encoding in stated:
        # These are told from UTF-8 by no byte.
        if (
            encoding.startswith(("utf-16", "utf-32", "iso2022", "hz"))
            and (text := _decoded(data, encoding)) is not None
        ):
            return text
    utf8 = data.decode("utf-8", errors="replace")
    high = len(_HIGH.findall(data))
    if "\ufffd" not in utf8 or utf8.count("\ufffd") <= _FEW_FAULTS * high:
        return utf8
    dense = _is_dense(data)
    for encoding in stated:
        # The name of Latin-1 is what servers send when nobody has set anything.
        if encoding.startswith("utf") or (encoding == "cp1252" and dense):
            continue
        if (text := _decoded(data, encoding)) is not None:
            return text
    return data.decode(_guessed(data, dense=dense), errors="replace")


def _stated_encodings(data: bytes, content_type: str | None) -> Iterator[str]:
    head = data[:_HEAD_BYTES]
    header = _CHARSET.search((content_type or "").encode(errors="replace"))
    stated = [header, _CHARSET.search(head), _DECLARED.search(head)]
    for found in stated:
        if found is None:
            continue
        try:
            name = codecs.lookup(found.group(1).decode()).name
            b"".decode(name)
        except (LookupError, ValueError):
            continue
        yield _MEANT.get(name, name)


def _decoded(data: bytes, encoding: str) -> str | None:
    text = data.decode(encoding, errors="replace")
    faults = text.count("\ufffd")
    return text if faults <= _FEW_FAULTS * len(text) else None


def _is_dense(data: bytes) -> bool:
    text = _MARKUP.sub(b" ", data)
    return len(_HIGH.findall(text)) > _DENSE * len(_LETTERS.findall(text))


def _guessed(data: bytes, *, dense: bool) -> str:
    language = _LANGUAGE.search(data[:_HEAD_BYTES])
    by_language = _LANGUAGE_ENCODING.get(language.group(1).decode().lower()) if language else None
    if by_language:
        return by_language
    if not dense:
        return "cp1252"
    # Small letters, which are most, fill the upper half of Windows-1251's letters and the lower half of KOI8-R's.
    upper = sum(data.count(bytes([code])) for code in range(0xE0, 0x100))
    lower = sum(data.count(bytes([code])) for code in range(0xC0, 0xE0))
    return "cp1251" if upper >= lower else "koi8-r"
