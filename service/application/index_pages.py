"""The use case that puts pages into the store: each with none, one or several articles in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.application.index_articles import canonical_url, derived_article_id, digest, prepared
from service.application.ports import Discarded, ExtractedArticle, ExtractedPage
from service.application.services import Services
from service.domain.article import AnalyzedArticle, Article, IndexedArticle
from service.domain.errors import InvalidInput
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import PublishedDate

_IDENTIFYING_CHARS = 200


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page as submitted, with allowed values. Exactly one of `text` and `html` is given.

    `url` is where it was found, `fetched_at` (aware) when. What is stated of outlet, date and language goes before
    what the page says itself, for every article in it. `listed_outlet` and `listed_published` are what the feed or
    sitemap that led to the page says of it: they stand in where a page with one article does not say so itself.
    """

    text: str | None = None
    html: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    outlet: Outlet = NO_OUTLET
    published: PublishedDate | None = None
    language: str | None = None
    listed_outlet: Outlet = NO_OUTLET
    listed_published: PublishedDate | None = None


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """The page's articles as they are stored, in its order, and what of it belongs to none of them."""

    articles: tuple[IndexedArticle, ...]
    discarded: tuple[Discarded, ...] = ()


def index_page(services: Services, draft: PageDraft, *, refresh: bool = True) -> IndexedPage:
    """Store the articles of one page; raises InvalidInput where one of them may not be stored."""
    [result] = index_pages(services, [draft], refresh=refresh)
    if isinstance(result, InvalidInput):
        raise result
    return result


def index_pages(
    services: Services, drafts: Sequence[PageDraft], *, refresh: bool = True
) -> list[IndexedPage | InvalidInput]:
    """Store the articles of pages together; one result a page, in order.

    Of a page with an article that may not be stored nothing is stored; it costs no other page.
    """
    pages = [_read(services, draft) for draft in drafts]
    analyzed = [_analyzed(services, draft, page) for draft, page in zip(drafts, pages, strict=True)]
    storable = [article for articles in analyzed if not isinstance(articles, InvalidInput) for article in articles]
    stored = iter(services.store.put(storable, now=services.clock(), refresh=refresh) if storable else ())
    return [
        articles
        if isinstance(articles, InvalidInput)
        else IndexedPage(tuple(next(stored) for _ in articles), page.discarded)
        for page, articles in zip(pages, analyzed, strict=True)
    ]


def page_article_ids(articles: Sequence[Article]) -> list[str]:
    """Ids for the articles of one page, the same ones each time that the page is read.

    An article that has its address to itself is known by it. Of several with one address each is known by the address
    and its title, or by how its text begins, wherever on the page it stands by then.
    """
    sharing = Counter(canonical_url(article.url) for article in articles if article.url is not None)
    ids: list[str] = []
    seen: Counter[tuple[str, str]] = Counter()
    for article in articles:
        if article.url is None or sharing[canonical_url(article.url)] == 1:
            ids.append(derived_article_id(article))
            continue
        known_by = (canonical_url(article.url), _folded(article.title or article.text[:_IDENTIFYING_CHARS]))
        seen[known_by] += 1
        ids.append("url-" + digest([*known_by, str(seen[known_by])]))
    return ids


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _read(services: Services, draft: PageDraft) -> ExtractedPage:
    if draft.html is not None:
        return services.page_reader.read_html(draft.html, url=draft.url, fetched_at=draft.fetched_at)
    return services.page_reader.read_text(draft.text or "", url=draft.url, fetched_at=draft.fetched_at)


def _analyzed(services: Services, draft: PageDraft, page: ExtractedPage) -> list[AnalyzedArticle] | InvalidInput:
    if len(page.articles) > 1:
        draft = replace(draft, listed_outlet=NO_OUTLET, listed_published=None)
    articles = [_article(services, draft, found) for found in page.articles]
    field = "/text" if draft.html is None else "/html"
    analyzed: list[AnalyzedArticle] = []
    for article, article_id in zip(articles, page_article_ids(articles), strict=True):
        result = prepared(services, replace(article, id=article_id), field=field)
        if isinstance(result, InvalidInput):
            return result
        analyzed.append(result)
    return analyzed


def _article(services: Services, draft: PageDraft, found: ExtractedArticle) -> Article:
    listed = draft.listed_outlet
    own = Outlet(found.outlet.name or listed.name, found.outlet.domain or listed.domain)
    return Article(
        id="",
        text=found.text,
        title=found.title,
        url=found.url or draft.url,
        outlet=draft.outlet if draft.outlet != NO_OUTLET else own,
        published=draft.published or found.published or draft.listed_published,
        language=draft.language or found.language or services.detect_language(found.text),
        modified=found.modified,
    )
