"""The titles that a page states, and the block that shows the article's."""

from collections.abc import Iterator
from html import unescape

from service.adapters.extraction import metadata
from service.adapters.extraction.classified_blocks import LONGEST_TITLE, Reading
from service.adapters.extraction.json_ld import text_of
from service.adapters.extraction.outlet_names import name_key, title_parts
from service.application.ports import DiscardReason


def stated_titles(reading: Reading) -> Iterator[str]:
    for node in reading.statements.json_ld.articles:
        if headline := text_of(node, "headline"):
            yield headline
    yield from reading.statements.meta("og:title", "twitter:title", "title", "dc.title")
    for prop in reading.page.properties:
        if prop.name == "headline" and prop.value:
            yield prop.value


def _title_parts(reading: Reading) -> Iterator[str]:
    for title in (reading.statements.document_title, *reading.statements.meta("og:title", "twitter:title")):
        if title:
            yield from title_parts(title)


def document_title(reading: Reading) -> str | None:
    """The page's title where no block shows one: as stated for sharing, else the <title> without the site's name."""
    stated = next(stated_titles(reading), None)
    if stated:
        return metadata.one_line(unescape(stated))
    whole = reading.statements.document_title
    if not whole:
        return None
    site = {name_key(name) for name in reading.statements.meta("og:site_name", "application-name")}
    site |= {
        name
        for node in reading.statements.json_ld.articles
        for name in map(name_key, reading.statements.json_ld.names(node.get("publisher")))
    }
    shown = {key for key in reading.keys if key}
    parts = title_parts(whole)
    for part in parts[1:]:
        rest = _other_part(whole, part)
        if rest and (name_key(rest) in site or (name_key(rest) in shown and name_key(part) not in shown)):
            return part
    return whole


def _other_part(whole: str, part: str) -> str:
    rest = whole.removeprefix(part) if whole.startswith(part) else whole.removesuffix(part)
    return rest.strip(" |-–—·•»«:/")


def document_title_of(reading: Reading, title: str | None) -> str | None:
    """The title by which the <title> is told from its suffix: that of the article, else as stated."""
    whole = name_key(reading.statements.document_title or "")
    for known in (title, *stated_titles(reading)):
        if known and name_key(known) in whole:
            return known
    return title


def is_own_title(reading: Reading, title: str) -> bool:
    """Whether a heading is the article's and not the site's name."""
    key = name_key(title)
    names = {name_key(name) for name in reading.statements.meta("og:site_name", "application-name")}
    return key not in names


def find_title_block(reading: Reading, first: int, end: int) -> int | None:
    """The block that shows the article's title."""
    stated = {name_key(title) for title in stated_titles(reading)} - {""}
    parts = {name_key(part) for part in _title_parts(reading)} - {""}
    shown = [
        index
        for index, block in enumerate(reading.blocks[:end])
        if reading.reasons[index] in (None, DiscardReason.TITLE, DiscardReason.BYLINE, DiscardReason.DATE)
        and len(block.text) < LONGEST_TITLE
    ]
    body = next((index for index in range(first, end) if reading.prose[index]), end)
    before = [index for index in shown if index <= body]
    for keys in (stated, parts):
        fitting = [index for index in before if reading.keys[index] in keys]
        headings = [index for index in fitting if reading.blocks[index].heading]
        if headings:
            return min(headings, key=lambda index: (reading.blocks[index].heading, index))
        if fitting and keys is stated:
            return fitting[-1]
        if fitting:
            # Of a name and a title, the title is longer.
            return max(fitting, key=lambda index: len(reading.keys[index]))
    tops = [index for index in before if reading.blocks[index].heading == 1]
    if tops:
        return tops[-1]
    if stated:
        return None
    heads = [index for index in before if reading.blocks[index].heading and index >= first - 4]
    return min(heads, key=lambda index: (reading.blocks[index].heading, index), default=None)
