"""The store's articles as NDJSON that `claimlink index` and `POST /v1/articles/bulk` take: the backup."""

from collections.abc import Iterator
from typing import Any

import orjson

from service.application.ports import EVERY_ARTICLE, ArticleStore
from service.application.read_articles import list_articles
from service.domain.article import Article

_PAGE = 200


def export_lines(store: ArticleStore) -> Iterator[bytes]:
    """Every article as a line, by id; one written or deleted meanwhile may be in it or not."""
    after: str | None = None
    while True:
        page, after = list_articles(store, EVERY_ARTICLE, after=after, limit=_PAGE)
        found = store.get_many([listed.header.id for listed in page])
        for listed in page:
            if (stored := found.get(listed.header.id)) is not None:
                yield orjson.dumps(article_input(stored.article), option=orjson.OPT_APPEND_NEWLINE)
        if after is None:
            return


def article_input(article: Article) -> dict[str, Any]:
    """The article in the form in which it may be posted; what it does not state is left out."""
    outlet = {"name": article.outlet.name, "domain": article.outlet.domain}
    stated = {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": {name: value for name, value in outlet.items() if value is not None} or None,
        "published_at": article.published and article.published.iso(),
        "modified_at": article.modified and article.modified.iso(),
        "language": article.language,
        "text": article.text,
    }
    return {name: value for name, value in stated.items() if value is not None}
