"""Use cases that put articles into the store."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from service.application.services import Services
from service.domain.address import domain_of
from service.domain.analysis import analyze_article
from service.domain.article import AnalyzedArticle, Article, IndexedArticle
from service.domain.errors import FieldError, InvalidInput
from service.domain.outlet import NO_OUTLET, Outlet, outlet_name_key
from service.domain.published import PublishedDate

_TRACKING_PARAMETER = re.compile(r"utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid", re.ASCII | re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as submitted, with allowed values. Exactly one of `text` and `html` is given."""

    text: str | None = None
    html: str | None = None
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: Outlet = NO_OUTLET
    published: PublishedDate | None = None
    language: str | None = None
    modified: PublishedDate | None = None


def index_article(services: Services, draft: ArticleDraft, *, refresh: bool = True) -> IndexedArticle:
    """Store one article; raises InvalidInput where its HTML holds no text."""
    [result] = index_articles(services, [draft], refresh=refresh)
    if isinstance(result, InvalidInput):
        raise result
    return result


def index_articles(
    services: Services, drafts: Sequence[ArticleDraft], *, refresh: bool = True
) -> list[IndexedArticle | InvalidInput]:
    """Store articles together; one result a draft, in order. A draft that cannot be stored costs itself alone."""
    prepared = [_prepare(services, draft) for draft in drafts]
    storable = [item for item in prepared if isinstance(item, AnalyzedArticle)]
    stored = iter(services.store.put(storable, now=services.clock(), refresh=refresh))
    return [item if isinstance(item, InvalidInput) else next(stored) for item in prepared]


def canonical_url(url: str) -> str:
    """The form in which two addresses of one page are the same.

    Lower-case host, https for http, no default port, no fragment, no tracking parameters, "/" for an empty path.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    port = parts.port
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING_PARAMETER.fullmatch(name)
    ]
    return urlunsplit(("https", host, parts.path or "/", urlencode(query), ""))


def derived_article_id(article: Article) -> str:
    """An id for an article that came without one: from its canonical URL, else from all that tells it apart.

    The same wire text from two outlets makes two ids.
    """
    if article.url is not None:
        return "url-" + digest([canonical_url(article.url)])
    outlet = article.outlet
    return "art-" + digest(
        [
            outlet_name_key(outlet.name) if outlet.name else None,
            outlet.domain,
            article.title,
            article.published.iso() if article.published else None,
            article.text,
        ]
    )


def prepared(services: Services, article: Article, *, field: str) -> AnalyzedArticle | InvalidInput:
    """An article that is ready to be stored, under its own id or a derived one.

    A text that is too long for its backup to be read back is refused; `field` is what the caller gave it in.
    """
    if len(article.text) > services.max_text_chars:
        return InvalidInput(FieldError(field, f"gives a text of more than {services.max_text_chars:,} characters"))
    identified = article if article.id else replace(article, id=derived_article_id(article))
    return analyze_article(identified, detect_language=services.detect_language, known=services.known_outlets)


def digest(parts: Sequence[str | None]) -> str:
    """32 hexadecimal digits that tell these parts from others."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _prepare(services: Services, draft: ArticleDraft) -> AnalyzedArticle | InvalidInput:
    article = _article_of(services, draft)
    if article is None:
        return InvalidInput(FieldError("/html", "holds no text that a reader would see"))
    return prepared(services, article, field="/html")


def _article_of(services: Services, draft: ArticleDraft) -> Article | None:
    stated = Article(
        id=draft.id or "",
        text=draft.text or "",
        title=draft.title,
        url=draft.url,
        outlet=draft.outlet,
        published=draft.published,
        language=draft.language,
        modified=draft.modified,
    )
    if draft.html is not None:
        page = services.page_reader.read_article(draft.html, url=draft.url)
        if page is None:
            return None
        stated = replace(
            stated,
            text=page.text,
            title=stated.title or page.title,
            url=stated.url or page.url,
            outlet=stated.outlet if stated.outlet != NO_OUTLET else page.outlet,
            published=stated.published or page.published,
            language=stated.language or page.language,
            modified=stated.modified or page.modified,
        )
    return replace(
        stated,
        outlet=stated.outlet if stated.outlet != NO_OUTLET else Outlet(domain=domain_of(stated.url)),
        language=stated.language or services.detect_language(stated.text),
    )
