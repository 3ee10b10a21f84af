"""Use cases that read or delete articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.application.ports import ArticleFilter, ArticleStore
from service.domain.article import ListedArticle, StoredArticle, StoredSentence
from service.domain.errors import ArticleNotFound, SentenceNotFound


@dataclass(frozen=True, slots=True)
class SentencePage:
    """Units of one revision of an article, and the position to go on from where there are more."""

    revision: int
    sentences: list[StoredSentence]
    next_position: int | None


def get_article(store: ArticleStore, article_id: str) -> StoredArticle:
    """The article's current revision; raises ArticleNotFound."""
    article = store.get(article_id)
    if article is None:
        raise ArticleNotFound(article_id)
    return article


def list_articles(
    store: ArticleStore, where: ArticleFilter, *, after: str | None, limit: int
) -> tuple[list[ListedArticle], str | None]:
    """A page of articles by id, and the id to go on after where there are more."""
    articles = store.list_articles(where, after=after, limit=limit + 1)
    page = articles[:limit]
    return page, page[-1].header.id if len(articles) > limit else None


def list_sentences(store: ArticleStore, article_id: str, *, first: int, limit: int) -> SentencePage:
    """A page of an article's sentences; raises ArticleNotFound."""
    revision, sentences = _sentences_of_one_revision(store, article_id, first=first, limit=limit + 1)
    page = sentences[:limit]
    return SentencePage(revision, page, page[-1].sentence.position + 1 if len(sentences) > limit else None)


def get_sentence(store: ArticleStore, article_id: str, position: int) -> tuple[int, StoredSentence]:
    """The article's revision and one sentence of it; raises ArticleNotFound or SentenceNotFound."""
    revision, sentences = _sentences_of_one_revision(store, article_id, first=position, limit=1)
    for stored in sentences:
        if stored.sentence.position == position:
            return revision, stored
    raise SentenceNotFound(article_id, position)


def delete_article(store: ArticleStore, article_id: str, *, if_match: Sequence[str] | None = None) -> None:
    """Remove an article from every later answer; raises ArticleNotFound or PreconditionFailed."""
    if not store.delete(article_id, if_match=if_match):
        raise ArticleNotFound(article_id)


def _sentences_of_one_revision(
    store: ArticleStore, article_id: str, *, first: int, limit: int
) -> tuple[int, list[StoredSentence]]:
    revision = get_article(store, article_id).revision
    while True:
        sentences = store.sentences(article_id, first=first, limit=limit)
        current = get_article(store, article_id).revision
        if current == revision:
            return revision, sentences
        revision = current
