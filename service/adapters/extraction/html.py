"""HTML to an article's text and metadata, with trafilatura."""

import re
from configparser import ConfigParser
from copy import deepcopy
from itertools import islice

from lxml import etree, html  # type: ignore[import-untyped]  # it comes without type hints
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # as above
from trafilatura import bare_extraction, extract_metadata
from trafilatura.settings import use_config

from service.adapters.extraction import metadata
from service.application.ports import ExtractedArticle
from service.domain.outlet import Outlet

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r"\s*\n\s*")

# trafilatura's own names for elements beside those of HTML.
_BLOCK_NAMES = """
    p div head item list quote row table code ab article section main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd tr pre
    blockquote figure figcaption address hr details summary body center fieldset
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(["cell", "td", "th"])
_BREAKS = frozenset(["lb", "br"])
_UNREAD_NAMES = """
    script style noscript template svg math iframe object select textarea button nav footer aside form video audio
    canvas title
"""
_NOT_READ = frozenset(_UNREAD_NAMES.split())
# Scripts may show it later; hidden="until-found" shows itself.
_hidden_in = etree.XPath(
    "//body//*[self::template or (@hidden and @hidden != 'until-found')"
    " or contains(translate(@style, 'DISPLAYNOE ', 'displaynoe'), 'display:none')]"
)
# A character that no parsed page holds.
_BLOCK_EDGE = "\x01"
# What trafilatura and lxml raise on odd markup.
_ODD_MARKUP = (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)
# trafilatura's own default for "enough text"; below it what was found may be a side box.
_ENOUGH_TEXT = 250
# trafilatura's time grows faster than a page: 1 s at 20,000 paragraphs, 16 s at 500,000 line breaks.
_MOST_ELEMENTS = 30_000
# libxml2 compares each attribute of an element with all others; a tag this long is none that anybody reads.
_OVERLONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)\s[^<>]{20000,}>")


def read_html_article(
    page: str, *, url: str | None, max_title_chars: int, max_url_chars: int
) -> ExtractedArticle | None:
    """The page's article as a reader sees it, paragraphs separated by blank lines; None where there is no text.

    Markup never raises, however broken: what cannot be read is left out, as is what is nested deeper than libxml2
    goes (256 elements). `url` is where the page was found; the page's own canonical address goes before it.
    """
    tree = _parsed(page)
    if tree is None:
        return None
    text = _article_text(_visible(tree))
    if not text:
        return None
    own_url = _bounded(metadata.canonical_url(tree, base=url), max_url_chars) or url
    return ExtractedArticle(
        text=text,
        title=_bounded(_title(tree), max_title_chars),
        url=own_url,
        outlet=Outlet(metadata.site_name(tree), metadata.domain_of(url or own_url)),
        published=metadata.published(tree),
        language=metadata.language(tree),
    )


def _bounded(stated: str | None, max_chars: int) -> str | None:
    return stated if stated is not None and len(stated) <= max_chars else None


def _parsed(page: str) -> HtmlElement | None:
    # Bytes in a stated encoding: what the page says of its encoding was true before it became a string.
    cleaned = _XML_DECLARATION.sub("", _OVERLONG_TAG.sub(r"<\1>", _NOT_XML.sub("", page)), count=1).encode()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(cleaned, parser=parser)
    except _ODD_MARKUP:
        return None


def _visible(tree: HtmlElement) -> HtmlElement:
    """The page without what its own markup hides from readers; its metadata may stand there."""
    if not _hidden_in(tree):
        return tree
    visible = deepcopy(tree)
    for element in _hidden_in(visible):
        # Taking it out would join what stands before and after it: quadratic time where there are very many.
        element.clear(keep_tail=True)
    return visible


def _config() -> ConfigParser:
    config = use_config()
    # Below this size trafilatura runs all paragraphs into one.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return config


_CONFIG = _config()


def _article_text(tree: HtmlElement) -> str:
    """The article's paragraphs; of a page with little text, all that a reader sees beside menus."""
    found = "" if _is_huge(tree) else _extracted_text(tree)
    if len(found) >= _ENOUGH_TEXT:
        return found
    body = tree.find("body")
    seen = _rendered(tree if body is None else body)
    return seen if len(seen) > 2 * len(found) else found


def _extracted_text(tree: HtmlElement) -> str:
    try:
        document = bare_extraction(tree, include_comments=False, config=_CONFIG)
    except _ODD_MARKUP:
        return ""
    body = getattr(document, "body", None)
    return "" if body is None else _rendered(body)


def _is_huge(tree: HtmlElement) -> bool:
    return next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None


def _title(tree: HtmlElement) -> str | None:
    stated: str | None = tree.findtext(".//title")
    if not _is_huge(tree):
        try:
            stated = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True}).title
        except _ODD_MARKUP:
            stated = None
    return " ".join((stated or "").split()) or None


def _rendered(root: HtmlElement) -> str:
    """An element's text as a reader sees it: a blank line between blocks, a line break for a line break."""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        if tag in _NOT_READ:
            hidden += 1 if starts else -1
        pieces.append(_edge(tag, starts=starts))
        text = element.text if starts else element.tail
        if text and not hidden and (starts or element is not root):
            pieces.append(" ".join(text.split("\n")))
    blocks = "".join(pieces).split(_BLOCK_EDGE)
    tidy = (_LINE_BREAKS.sub("\n", _SPACES.sub(" ", block)).strip() for block in blocks)
    return "\n\n".join(block for block in tidy if block)


def _edge(tag: str, *, starts: bool) -> str:
    if tag in _BLOCKS:
        return _BLOCK_EDGE
    if tag in _BREAKS:
        return "\n" if starts else ""
    return " " if tag in _CELLS else ""
