"""Every kind of error this service answers with; each has a page under /problems."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of error (RFC 9457): `meaning` and `remedy` make its page."""

    slug: str
    status: int
    title: str
    meaning: str
    remedy: str

    @property
    def path(self) -> str:
        """What `type` holds: the path of the page."""
        return f"/problems/{self.slug}"


MALFORMED_REQUEST = ProblemType(
    "malformed-request",
    400,
    "The request cannot be read",
    "The request is no valid HTTP, or its body is no valid JSON in UTF-8: a syntax error, a lone surrogate such as "
    "\\ud800 in a string, NaN or Infinity, or nesting deeper than a thousand levels.",
    "Let a JSON library write the body. `detail` says where reading stopped.",
)
MALFORMED_CURSOR = ProblemType(
    "malformed-cursor",
    400,
    "The cursor is none of this service's",
    "A cursor is opaque: it is sent back exactly as it came in `next_cursor` or in the Link header.",
    "Start again without a cursor and follow `next_cursor`.",
)
NOT_FOUND = ProblemType(
    "not-found",
    404,
    "There is nothing at this path",
    "No endpoint of this service has this path.",
    "The endpoints are listed at /docs.",
)
ARTICLE_NOT_FOUND = ProblemType(
    "article-not-found",
    404,
    "There is no such article",
    "No article has this id, or it was deleted.",
    "GET /v1/articles lists the articles there are.",
)
SENTENCE_NOT_FOUND = ProblemType(
    "sentence-not-found",
    404,
    "There is no such sentence",
    "The article exists, but its current revision has no sentence at this position.",
    "GET /v1/articles/{id}/sentences lists the sentences there are.",
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed",
    405,
    "The path does not take this method",
    "The path exists, but not for this method.",
    "The Allow header names the methods that it takes.",
)
IDEMPOTENCY_KEY_IN_USE = ProblemType(
    "idempotency-key-in-use",
    409,
    "A request with this Idempotency-Key is still running",
    "The first request with this key has not been answered yet.",
    "Send the request again a little later; it then gets the first request's answer.",
)
CURSOR_EXPIRED = ProblemType(
    "cursor-expired",
    410,
    "The cursor has expired",
    "Ranked lists are kept for 15 minutes, and the sentences of an article are listed within one revision.",
    "Start again without a cursor.",
)
PRECONDITION_FAILED = ProblemType(
    "precondition-failed",
    412,
    "The article is not the one that If-Match names",
    "The article was changed since its ETag was read.",
    "Read the article again, decide anew, and send the new ETag.",
)
CONTENT_TOO_LARGE = ProblemType(
    "content-too-large",
    413,
    "The request is larger than allowed",
    "The body, or the number of lines in it, is beyond a limit; /openapi.json states the limits.",
    "Send less at once, or raise the limit in the service's settings.",
)
URI_TOO_LONG = ProblemType(
    "uri-too-long",
    414,
    "The request line is too long",
    "A request line may have up to 8,190 bytes.",
    "Send long claims and many filters by POST.",
)
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type",
    415,
    "The body is of another type than this endpoint takes",
    "Bodies are application/json in UTF-8; /v1/articles/bulk takes application/x-ndjson. Bodies are sent uncompressed.",
    "Set the Content-Type header. curl needs it given: -H 'Content-Type: application/json'.",
)
VALIDATION = ProblemType(
    "validation",
    422,
    "The request holds values that are not allowed",
    "The request can be read, but a field is missing, unknown or has a value that is not allowed.",
    "`errors` names each field by a JSON pointer and says what is allowed there.",
)
IDEMPOTENCY_KEY_REUSED = ProblemType(
    "idempotency-key-reused",
    422,
    "The Idempotency-Key belongs to another request",
    "The same key came within 24 hours with another body.",
    "Use a new key for every new request.",
)
HEADERS_TOO_LARGE = ProblemType(
    "headers-too-large",
    431,
    "The request headers are too large",
    "A request may have up to 100 headers of up to 8,190 bytes each.",
    "Send fewer or shorter headers.",
)
INTERNAL_ERROR = ProblemType(
    "internal-error",
    500,
    "The service failed",
    "This is a fault of the service. Its log holds the details under the request id.",
    "Report it with the `request_id`.",
)
STORE_UNAVAILABLE = ProblemType(
    "store-unavailable",
    503,
    "The store does not answer",
    "Articles cannot be read or written at the moment.",
    "Send the request again after the seconds that the Retry-After header states.",
)
INDEX_OUTDATED = ProblemType(
    "index-outdated",
    503,
    "The index was made by another version",
    "The index was made by another version of the text analysis and would answer wrongly.",
    "The operator runs `claimlink reindex`.",
)

PROBLEM_TYPES = (
    MALFORMED_REQUEST,
    MALFORMED_CURSOR,
    NOT_FOUND,
    ARTICLE_NOT_FOUND,
    SENTENCE_NOT_FOUND,
    METHOD_NOT_ALLOWED,
    IDEMPOTENCY_KEY_IN_USE,
    CURSOR_EXPIRED,
    PRECONDITION_FAILED,
    CONTENT_TOO_LARGE,
    URI_TOO_LONG,
    UNSUPPORTED_MEDIA_TYPE,
    VALIDATION,
    IDEMPOTENCY_KEY_REUSED,
    HEADERS_TOO_LARGE,
    INTERNAL_ERROR,
    STORE_UNAVAILABLE,
    INDEX_OUTDATED,
)
