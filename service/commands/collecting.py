"""From the arguments of `claimlink index` to the articles and pages behind them, one after another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from marshmallow import Schema, ValidationError

from schemas.articles import article_input_schema
from schemas.base import parse_language
from schemas.pages import page_input_schema
from schemas.refusals import invalid_input
from service.application.index_articles import canonical_url
from service.application.index_pages import PageDraft
from service.application.sources import (
    ArchivedRecord,
    Fetched,
    ListedPage,
    ListedSitemap,
    PageSources,
    RefusalCode,
    Refused,
)
from service.commands.documents import (
    LINE_SUFFIXES,
    Document,
    NoText,
    Unreadable,
    decode_text,
    find_files,
    kind_of,
    read_bytes,
    read_file,
    read_lines,
)
from service.commands.found import Found
from service.commands.indexing import describe
from service.commands.journal import Journal, Mark
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import PublishedDate
from service.settings import Limits

STDIN = "-"

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_ARCHIVE_SUFFIXES = (".warc",)
_ARTICLE_SUFFIXES = (".json", *LINE_SUFFIXES)
# In a folder, too; a list of pages leads elsewhere and is read where it is named.
_FOLDER_SUFFIXES = (*_ARTICLE_SUFFIXES, ".txt", *_PAGE_SUFFIXES, *_ARCHIVE_SUFFIXES)
_LIST_SUFFIXES = (".xml", ".rss", ".atom", ".rdf")

# sitemaps.org: an index lists sitemaps alone; some sites nest them all the same.
_MOST_SITEMAP_DEPTH = 3
_MOST_SITEMAPS = 1_000
# The most that a sitemap may have by its protocol.
_MOST_LIST_BYTES = 52_428_800

_READ_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})


@dataclass(frozen=True, slots=True)
class Stated:
    """What the command line says of every page: it goes before what a page says itself."""

    outlet: Outlet = NO_OUTLET
    published: PublishedDate | None = None
    language: str | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The same in the form of POST /v1/articles."""
        outlet = {"name": self.outlet.name, "domain": self.outlet.domain}
        return {
            "outlet": outlet if self.outlet != NO_OUTLET else None,
            "published_at": None if self.published is None else self.published.iso(),
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class Choices:
    """How sources are read: see the options of `claimlink index`."""

    stated: Stated = Stated()
    whole_text: bool = False
    fetch: bool = True
    since: PublishedDate | None = None
    most_pages: int | None = None


class Collector:
    """Finds what is behind the arguments, reading and fetching no more than is asked for next."""

    def __init__(
        self, sources: PageSources, limits: Limits, choices: Choices, journal: Journal, stdin: IO[bytes] | None = None
    ) -> None:
        self._sources = sources
        self._limits = limits
        self._choices = choices
        self._journal = journal
        self._stdin = stdin
        self._article_schema = article_input_schema(limits)
        self._page_schema = page_input_schema(limits)
        self._seen_urls: set[str] = set()
        self._fetched_pages = 0
        self._sitemaps = 0

    def found(self, arguments: Sequence[str]) -> Iterator[Found]:
        """Everything behind the arguments, in their order."""
        for argument in arguments:
            if argument == STDIN:
                yield from self._standard_input()
            elif is_url(argument):
                yield from self._named_url(argument)
            else:
                yield from self._path(Path(argument))

    def _standard_input(self) -> Iterator[Found]:
        if self._stdin is None:
            return
        for item in read_lines(self._stdin, "standard input", max_bytes=self._limits.bulk_line_bytes):
            yield self._document(item, item.size)

    def _path(self, path: Path) -> Iterator[Found]:
        for file in find_paths([path]):
            if isinstance(file, Unreadable):
                yield Found(file.where, file)
            elif kind_of(file) in LINE_SUFFIXES:
                yield from self._lines(file)
            elif kind_of(file) in _ARCHIVE_SUFFIXES:
                yield from self._archive(file)
            elif kind_of(file) in _LIST_SUFFIXES:
                yield from self._list_file(file)
            else:
                yield self._single(file)

    def _single(self, file: Path) -> Found:
        size, mark = file.stat().st_size, Mark(_file_key(file))
        if self._journal.done(mark.source):
            return _done_before(str(file), size)
        suffix = kind_of(file)
        if suffix in _ARTICLE_SUFFIXES or (suffix == ".txt" and self._choices.whole_text):
            most = self._limits.bulk_line_bytes
            [item] = read_file(file, max_bytes=most, text_fields=self._choices.stated.fields)
            return replace(self._document(item, size), mark=mark)
        data = read_bytes(file, max_bytes=self._limits.page_bytes)
        if isinstance(data, Unreadable):
            return Found(str(file), data, size, mark)
        if suffix == ".txt":
            return replace(self._page(str(file), decode_text(data), is_html=False), size=size, mark=mark)
        return replace(self._page(str(file), self._sources.decode_html(data, None)), size=size, mark=mark)

    def _lines(self, file: Path) -> Iterator[Found]:
        source, left = _file_key(file), file.stat().st_size
        done = self._journal.done(source)
        if done:
            yield _done_before(f"{file} line 1 to {done}", 0)
        items = read_file(file, max_bytes=self._limits.bulk_line_bytes, text_fields={}, after=done)
        for item in items:
            # A compressed file has fewer bytes than its lines.
            step = min(item.size, left)
            left -= step
            yield replace(self._document(item, step), mark=Mark(source, item.line))

    def _archive(self, file: Path) -> Iterator[Found]:
        source, taken = _file_key(file), 0
        done = self._journal.done(source)
        if done:
            yield _done_before(f"{file} record 1 to {done}", 0)
        try:
            with file.open("rb") as archive:
                for record in self._sources.archives.read(archive, max_bytes=self._limits.page_bytes, after=done):
                    position = archive.tell()
                    found = self._record(f"{file} record {record.number}", record)
                    yield replace(found, size=position - taken, mark=Mark(source, record.number))
                    taken = position
        except OSError as error:
            yield Found(str(file), Unreadable(str(file), error.strerror or str(error)))

    def _record(self, name: str, record: ArchivedRecord) -> Found:
        where = f"{name} ({record.url})" if record.url else name
        content = record.content
        if isinstance(content, Refused):
            return _refused(where, content)
        html = self._sources.decode_html(content.body, content.content_type)
        return self._page(where, html, url=record.url, at=content.at)

    def _list_file(self, file: Path) -> Iterator[Found]:
        data = read_bytes(file, max_bytes=_MOST_LIST_BYTES)
        if isinstance(data, Unreadable):
            yield Found(str(file), data)
            return
        yield from self._listed(str(file), data, url=None)

    def _named_url(self, url: str) -> Iterator[Found]:
        if self._journal.done(url):
            yield _done_before(url, 0)
            return
        fetched = self._sources.fetcher.fetch(url)
        if isinstance(fetched, Refused):
            yield replace(_refused(url, fetched), mark=Mark(url))
        elif self._sources.listings.is_listing(fetched.body):
            yield from self._listed(url, fetched.body, url=fetched.url)
        else:
            self._seen_urls.add(canonical_url(url))
            yield replace(self._fetched_page(url, fetched), mark=Mark(url))

    def _listed(self, where: str, body: bytes, *, url: str | None, depth: int = 1) -> Iterator[Found]:
        """What a feed or a sitemap lists."""
        for listed in self._sources.listings.read(body, url=url):
            if isinstance(listed, Refused):
                yield _refused(where, listed)
            elif isinstance(listed, ListedPage):
                if self._most_fetched():
                    detail = f"lists more; {self._fetched_pages} pages were fetched (--max-pages)"
                    yield _refused(where, Refused(RefusalCode.LIMIT, detail))
                    return
                yield self._listed_page(listed)
            else:
                yield from self._listed_sitemap(listed, depth)

    def _listed_sitemap(self, listed: ListedSitemap, depth: int) -> Iterator[Found]:
        refused = self._unwanted(listed.url, listed.modified)
        if refused is None and depth >= _MOST_SITEMAP_DEPTH:
            refused = Refused(RefusalCode.LIMIT, f"is a sitemap below {depth} others; it is not read")
        if refused is None and self._sitemaps >= _MOST_SITEMAPS:
            refused = Refused(RefusalCode.LIMIT, f"is a sitemap after {_MOST_SITEMAPS} others; it is not read")
        if refused is None and not self._choices.fetch:
            refused = Refused(RefusalCode.NOT_FETCHED, "is a sitemap and was not fetched (--no-fetch)")
        if refused is not None:
            yield _refused(listed.url, refused)
            return
        self._sitemaps += 1
        fetched = self._sources.fetcher.fetch(listed.url)
        if isinstance(fetched, Refused):
            yield _refused(listed.url, fetched)
        elif not self._sources.listings.is_listing(fetched.body):
            yield _refused(listed.url, Refused(RefusalCode.CONTENT_TYPE, "is listed as a sitemap and is none"))
        else:
            yield from self._listed(listed.url, fetched.body, url=fetched.url, depth=depth + 1)

    def _listed_page(self, page: ListedPage) -> Found:
        changed = page.modified or page.published
        mark = Mark(page.url if changed is None else f"{page.url} {changed.iso()}")
        refused = self._unwanted(page.url, changed)
        if refused is None and self._journal.done(mark.source):
            return _done_before(page.url, 0)
        if refused is not None:
            return _refused(page.url, refused)
        if not self._choices.fetch:
            return replace(self._carried_page(page), mark=mark)
        self._fetched_pages += 1
        fetched = self._sources.fetcher.fetch(page.url)
        if isinstance(fetched, Refused):
            found = _refused(page.url, fetched)
        elif self._sources.listings.is_listing(fetched.body):
            found = _refused(page.url, Refused(RefusalCode.CONTENT_TYPE, "is listed as a page and is a list itself"))
        else:
            found = _with_list(self._fetched_page(page.url, fetched), page, self._limits)
        return replace(found, mark=mark)

    def _unwanted(self, url: str, changed: PublishedDate | None) -> Refused | None:
        since = self._choices.since
        if since is not None and changed is not None and changed.end <= since.start:
            return Refused(RefusalCode.BEFORE_SINCE, f"is from {changed.iso()}, before --since")
        known = canonical_url(url)
        if known in self._seen_urls:
            return Refused(RefusalCode.LISTED_TWICE, "was listed before")
        self._seen_urls.add(known)
        return None

    def _most_fetched(self) -> bool:
        most = self._choices.most_pages
        return most is not None and self._fetched_pages >= most

    def _carried_page(self, page: ListedPage) -> Found:
        """A page as its feed carries it, with what the feed states of it."""
        if page.html is None:
            return _refused(page.url, Refused(RefusalCode.NOT_FETCHED, "is not carried whole by its feed (--no-fetch)"))
        stated, limits = self._choices.stated, self._limits
        fields = {
            "url": page.url,
            "title": _bounded(page.title, limits.title_chars),
            "html": page.html,
            "outlet": {"name": _bounded(page.outlet.name, limits.title_chars)},
            "published_at": None if page.published is None else page.published.iso(),
            "language": _language(page.language),
        }
        given = {name: value for name, value in stated.fields.items() if value is not None}
        return self._document(Document(page.url, fields | given, len(page.html)), 0)

    def _fetched_page(self, where: str, fetched: Fetched) -> Found:
        if fetched.media_type not in _READ_TYPES:
            detail = f"is {fetched.media_type[:100]}, and neither a page nor a list of pages"
            return _refused(where, Refused(RefusalCode.CONTENT_TYPE, detail))
        text = self._sources.decode_html(fetched.body, fetched.content_type)
        is_html = fetched.media_type != "text/plain"
        return self._page(where, text, url=fetched.url, at=fetched.at, is_html=is_html)

    def _page(
        self,
        where: str,
        text: str | NoText,
        *,
        url: str | None = None,
        at: datetime | None = None,
        is_html: bool = True,
    ) -> Found:
        if isinstance(text, NoText):
            return Found(where, Unreadable(where, text.reason, code=text.code))
        fields = {"html" if is_html else "text": text, "url": url}
        loaded = _loaded(self._page_schema, where, fields)
        if not isinstance(loaded, PageDraft):
            return Found(where, loaded)
        stated = self._choices.stated
        draft = replace(
            loaded, fetched_at=at, outlet=stated.outlet, published=stated.published, language=stated.language
        )
        return Found(where, draft)

    def _document(self, item: Document | Unreadable, size: int) -> Found:
        if isinstance(item, Unreadable):
            return Found(item.where, item, size)
        return Found(item.where, _loaded(self._article_schema, item.where, item.content), size)


def is_url(argument: str) -> bool:
    """Whether an argument is an address, not a file."""
    return "://" in argument


def find_paths(paths: Sequence[Path]) -> Iterator[Path | Unreadable]:
    """The files of all kinds that can be read, as `find_files` finds them."""
    return find_files(paths, suffixes=_FOLDER_SUFFIXES, named=_LIST_SUFFIXES)


def known_size(arguments: Sequence[str]) -> int | None:
    """Bytes of all files together; None where something else than files is to be read."""
    if any(
        argument == STDIN or is_url(argument) or kind_of(Path(argument)) in _LIST_SUFFIXES for argument in arguments
    ):
        return None
    files = find_paths([Path(argument) for argument in arguments])
    return sum(file.stat().st_size for file in files if isinstance(file, Path))


def parse_stated(fields: Mapping[str, Any], limits: Limits) -> Stated:
    """What is stated on the command line, checked as in POST /v1/articles; raises ValidationError."""
    draft = article_input_schema(limits).load({**fields, "text": "."})
    return Stated(draft.outlet, draft.published, draft.language)


def _with_list(found: Found, page: ListedPage, limits: Limits) -> Found:
    """A fetched page with what its list says of it."""
    if not isinstance(found.content, PageDraft):
        return found
    outlet = Outlet(_bounded(page.outlet.name, limits.title_chars))
    return replace(found, content=replace(found.content, listed_outlet=outlet, listed_published=page.published))


def _loaded(schema: Schema, where: str, fields: Any) -> Any:
    try:
        return schema.load(fields)
    except ValidationError as error:
        return Unreadable(where, describe(invalid_input(error.messages)), code=RefusalCode.INVALID)


def _refused(where: str, refused: Refused) -> Found:
    return Found(where, Unreadable(where, refused.detail, code=refused.code))


def _done_before(where: str, size: int) -> Found:
    return Found(where, Unreadable(where, "was done in an earlier run (--resume)", code=RefusalCode.DONE_BEFORE), size)


def _file_key(file: Path) -> str:
    """Names a file as it is now: one that changed since is another source."""
    state = file.stat()
    return f"{file.resolve()} {state.st_size} {state.st_mtime_ns}"


def _bounded(text: str | None, most: int) -> str | None:
    return text if text is not None and len(text) <= most else None


def _language(tag: str | None) -> str | None:
    try:
        return None if tag is None else parse_language(tag)
    except ValueError:
        return None
