"""/v1/articles: articles in, out and away."""

from collections.abc import Sequence
from time import perf_counter
from typing import Any

from flask import Response, request
from marshmallow import Schema, ValidationError
from werkzeug.exceptions import BadRequest

from schemas.articles import (
    ArticlePageSchema,
    BulkAnswerSchema,
    FullArticleSchema,
    IdempotencyHeaders,
    IndexedArticleSchema,
    IndexQuery,
    SentencePageSchema,
    SentenceSchema,
    article_body,
    article_input_schema,
    article_path,
    full_article_body,
    indexed_article_body,
    sentence_body,
)
from schemas.listings import (
    ArticleListQuery,
    MatchHeaders,
    NoneMatchHeaders,
    SentenceListQuery,
    article_list_schema,
    sentence_list_schema,
)
from schemas.refusals import invalid_input
from service.api import problem_types as types
from service.api.blueprint import ApiBlueprint
from service.api.bulk import Line, read_lines, spooled
from service.api.context import services
from service.api.cursors import (
    articles_cursor,
    check_revision,
    link_next,
    read_articles_cursor,
    read_sentences_cursor,
    sentences_cursor,
)
from service.api.idempotency import once
from service.api.payload import check_content_type, json_response, parse_json
from service.api.problems import problem_of, problem_of_http
from service.api.security import strong_etags
from service.application.batches import batches
from service.application.index_articles import ArticleDraft, index_article, index_articles
from service.application.outlets import widened_filter
from service.application.read_articles import (
    delete_article,
    get_article,
    get_sentence,
    list_articles,
    list_sentences,
)
from service.domain.article import IndexedArticle, IndexStatus
from service.domain.errors import InputTooLarge, InvalidInput
from service.settings import Limits

NDJSON = ("application/x-ndjson", "application/ndjson", "application/jsonl")

_STATUS = {IndexStatus.CREATED: 201, IndexStatus.UPDATED: 200, IndexStatus.UNCHANGED: 200}
_ARTICLE_HEADERS = {
    "Location": {"description": "Path of the article.", "schema": {"type": "string"}},
    "ETag": {"description": "Names this revision.", "schema": {"type": "string"}},
}
_ETAG = {"ETag": _ARTICLE_HEADERS["ETag"]}
_LINK = {"Link": {"description": 'The next page, rel="next"; absent on the last.', "schema": {"type": "string"}}}
_EXAMPLE = {
    "url": "https://harbourgazette.example/2024/grain",
    "title": "Grain returns to the harbour",
    "outlet": {"name": "Harbour Gazette", "domain": "harbourgazette.example"},
    "published_at": "2024-04-12",
    "text": "The harbour handled 40% more grain in 2023 than a year before.",
}


def articles_blueprint(limits: Limits) -> ApiBlueprint:
    """The endpoints of articles and their sentences."""
    articles = ApiBlueprint("articles", __name__, description="Articles and their sentences.")
    article_schema = article_input_schema(limits)

    @articles.endpoint("POST", "/v1/articles")
    @articles.takes(article_schema, example=_EXAMPLE)
    @articles.takes(IndexQuery, location="query")
    @articles.takes(IdempotencyHeaders, location="headers")
    @articles.answers(201, IndexedArticleSchema, "A new article.", headers=_ARTICLE_HEADERS)
    @articles.answers(200, IndexedArticleSchema, "A new revision, or an unchanged article.", headers=_ARTICLE_HEADERS)
    @articles.fails_with(
        types.MALFORMED_REQUEST,
        types.IDEMPOTENCY_KEY_IN_USE,
        types.CONTENT_TOO_LARGE,
        types.UNSUPPORTED_MEDIA_TYPE,
        types.VALIDATION,
        types.IDEMPOTENCY_KEY_REUSED,
        types.STORE_UNAVAILABLE,
    )
    def post_article(draft: ArticleDraft, query: dict[str, Any], headers: dict[str, Any]) -> Response:
        """Index one article.

        After the answer the article is searchable. An article with the same id gets a new revision, unless neither
        text nor metadata differ.
        """

        def answer() -> Response:
            return _indexed(index_article(services(), draft, refresh=query["refresh"]))

        return once(headers.get("idempotency_key"), "POST /v1/articles", request.get_data(), answer)

    @articles.endpoint("POST", "/v1/articles/bulk")
    @articles.takes(IndexQuery, location="query")
    @articles.takes(IdempotencyHeaders, location="headers")
    @articles.documented(requestBody=_bulk_body(limits))
    @articles.answers(200, BulkAnswerSchema, "What became of each line.")
    @articles.fails_with(
        types.MALFORMED_REQUEST,
        types.IDEMPOTENCY_KEY_IN_USE,
        types.CONTENT_TOO_LARGE,
        types.UNSUPPORTED_MEDIA_TYPE,
        types.VALIDATION,
        types.IDEMPOTENCY_KEY_REUSED,
        types.STORE_UNAVAILABLE,
    )
    def post_bulk(query: dict[str, Any], headers: dict[str, Any]) -> Response:
        """Index many articles, one a line.

        A bad line costs that line alone. Lines are stored in order, some hundred at a time; where the store fails on
        the way the request fails, and what was stored until then stays.
        """
        check_content_type(request, NDJSON)
        request.max_content_length = limits.bulk_bytes
        started = perf_counter()
        with spooled(request.stream, limits) as (file, digest):

            def answer() -> Response:
                items = [
                    item
                    for batch in batches(read_lines(file, limits.bulk_line_bytes), _line_bytes)
                    for item in _index_lines(article_schema, batch, refresh=query["refresh"])
                ]
                errors = sum(item["error"] is not None for item in items)
                took_ms = round((perf_counter() - started) * 1000)
                return json_response({"took_ms": took_ms, "errors": errors, "items": items})

            return once(headers.get("idempotency_key"), "POST /v1/articles/bulk", digest, answer)

    @articles.endpoint("GET", "/v1/articles")
    @articles.takes(article_list_schema(limits), location="query")
    @articles.answers(200, ArticlePageSchema, "A page of articles.", headers=_LINK)
    @articles.fails_with(types.MALFORMED_REQUEST, types.MALFORMED_CURSOR, types.VALIDATION, types.STORE_UNAVAILABLE)
    def get_articles(query: ArticleListQuery) -> Response:
        """List articles, by id, without their texts."""
        after = None if query.cursor is None else read_articles_cursor(query.cursor)
        where = widened_filter(services().outlets, query.where)
        page, last_id = list_articles(services().store, where, after=after, limit=query.limit)
        cursor = None if last_id is None else articles_cursor(last_id)
        body = {"articles": [article_body(article) for article in page], "next_cursor": cursor}
        return link_next(json_response(body), request, cursor)

    @articles.endpoint("GET", "/v1/articles/<article_id:article_id>")
    @articles.takes_no_query
    @articles.takes(NoneMatchHeaders, location="headers")
    @articles.answers(200, FullArticleSchema, "The article.", headers=_ETAG)
    @articles.answers(304, None, "The article is the one that If-None-Match names.")
    @articles.fails_with(types.ARTICLE_NOT_FOUND, types.VALIDATION, types.STORE_UNAVAILABLE)
    def get_one_article(_headers: dict[str, Any], article_id: str) -> Response:
        """Read an article with its text."""
        stored = get_article(services().store, article_id)
        headers = {"ETag": stored.etag, "Cache-Control": "private, no-cache"}
        return json_response(full_article_body(stored), headers=headers)

    @articles.endpoint("DELETE", "/v1/articles/<article_id:article_id>")
    @articles.takes_no_query
    @articles.takes(MatchHeaders, location="headers")
    @articles.answers(204, None, "The article is gone.")
    @articles.fails_with(types.ARTICLE_NOT_FOUND, types.PRECONDITION_FAILED, types.VALIDATION, types.STORE_UNAVAILABLE)
    def delete_one_article(headers: dict[str, Any], article_id: str) -> Response:
        """Delete an article; its sentences are gone from every later answer."""
        etags = request.if_match
        is_any = "if_match" not in headers or etags.star_tag
        delete_article(services().store, article_id, if_match=None if is_any else strong_etags(etags))
        response = Response(status=204)
        del response.headers["Content-Type"]
        return response

    @articles.endpoint("GET", "/v1/articles/<article_id:article_id>/sentences")
    @articles.takes(sentence_list_schema(limits), location="query")
    @articles.answers(200, SentencePageSchema, "A page of sentences.", headers=_LINK)
    @articles.fails_with(
        types.MALFORMED_REQUEST,
        types.MALFORMED_CURSOR,
        types.ARTICLE_NOT_FOUND,
        types.CURSOR_EXPIRED,
        types.VALIDATION,
        types.STORE_UNAVAILABLE,
    )
    def get_sentences(query: SentenceListQuery, article_id: str) -> Response:
        """List the units of an article's text, in order, with what each sentence states."""
        revision, first = (None, 0) if query.cursor is None else read_sentences_cursor(query.cursor)
        page = list_sentences(services().store, article_id, first=first, limit=query.limit)
        check_revision(revision, page.revision)
        cursor = None if page.next_position is None else sentences_cursor(page.revision, page.next_position)
        sentences = [sentence_body(article_id, page.revision, sentence) for sentence in page.sentences]
        return link_next(json_response({"sentences": sentences, "next_cursor": cursor}), request, cursor)

    @articles.endpoint("GET", "/v1/articles/<article_id:article_id>/sentences/<position:position>")
    @articles.takes_no_query
    @articles.answers(200, SentenceSchema, "The sentence.")
    @articles.fails_with(
        types.NOT_FOUND,
        types.ARTICLE_NOT_FOUND,
        types.SENTENCE_NOT_FOUND,
        types.VALIDATION,
        types.STORE_UNAVAILABLE,
    )
    def get_one_sentence(article_id: str, position: int) -> Response:
        """Read one unit of an article's text."""
        revision, sentence = get_sentence(services().store, article_id, position)
        return json_response(sentence_body(article_id, revision, sentence))

    return articles


def _indexed(indexed: IndexedArticle) -> Response:
    headers = {"Location": article_path(indexed.stored.article.id), "ETag": indexed.stored.etag}
    return json_response(indexed_article_body(indexed), _STATUS[indexed.status], headers)


def _line_bytes(line: Line) -> int:
    return len(line.data or b"")


def _index_lines(schema: Schema, batch: Sequence[Line], *, refresh: bool) -> list[dict[str, Any]]:
    """One BulkItemSchema a line, in order."""
    read = [_read_line(schema, line) for line in batch]
    drafts = [draft for draft in read if isinstance(draft, ArticleDraft)]
    results = iter(index_articles(services(), drafts, refresh=refresh))
    return [
        _bulk_item(line, next(results), draft.id) if isinstance(draft, ArticleDraft) else draft
        for line, draft in zip(batch, read, strict=True)
    ]


def _read_line(schema: Schema, line: Line) -> ArticleDraft | dict[str, Any]:
    """The article of a line, or the item that says what is wrong with it."""
    if line.data is None:
        return _failed_item(line, problem_of(InputTooLarge("the line is longer than a line may be")))
    try:
        content = parse_json(line.data)
    except BadRequest as error:
        return _failed_item(line, problem_of_http(error))
    try:
        draft: ArticleDraft = schema.load(content)
    except ValidationError as error:
        stated = content.get("id") if isinstance(content, dict) else None
        # An id that is itself refused is none to show.
        article_id = stated if isinstance(stated, str) and "id" not in error.messages_dict else None
        return _failed_item(line, problem_of(invalid_input(error.messages)), article_id)
    return draft


def _bulk_item(line: Line, result: IndexedArticle | InvalidInput, draft_id: str | None) -> dict[str, Any]:
    if isinstance(result, InvalidInput):
        return _failed_item(line, problem_of(result), draft_id)
    return {
        "line": line.number,
        "id": result.stored.article.id,
        "status": _STATUS[result.status],
        "result": result.status,
        "error": None,
    }


def _failed_item(line: Line, problem: dict[str, Any], article_id: str | None = None) -> dict[str, Any]:
    return {"line": line.number, "id": article_id, "status": problem["status"], "result": None, "error": problem}


def _bulk_body(limits: Limits) -> dict[str, Any]:
    return {
        "required": True,
        "description": f"One ArticleInput a line: up to {limits.bulk_lines:,} lines, {limits.bulk_line_bytes:,} bytes "
        f"a line and {limits.bulk_bytes:,} bytes in all. Blank lines are passed over.",
        "content": {
            NDJSON[0]: {
                "schema": {"type": "string", "maxLength": limits.bulk_bytes},
                "example": '{"id": "grain-1", "text": "The harbour handled 40% more grain in 2023."}\n',
            }
        },
    }
