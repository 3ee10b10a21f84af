"""What can go wrong, in the product's own words.

Adapters turn their library's exceptions into these once; the API turns these into problem+json once.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One refused value: a JSON pointer to it and what is allowed there."""

    pointer: str
    detail: str


class ClaimlinkError(Exception):
    """Base of every error that this service raises on purpose."""


class InvalidInput(ClaimlinkError):
    """Well-formed input with values that are not allowed."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__("; ".join(f"{error.pointer}: {error.detail}" for error in errors))
        self.errors = errors


class MalformedCursor(ClaimlinkError):
    """A cursor that this service never gave out."""


class CursorExpired(ClaimlinkError):
    """A cursor whose kept answer is gone."""


class ArticleNotFound(ClaimlinkError):
    """No article has this id."""

    def __init__(self, article_id: str) -> None:
        super().__init__(f"no article has the id {article_id!r}")
        self.article_id = article_id


class SentenceNotFound(ClaimlinkError):
    """The article has no sentence at this position."""

    def __init__(self, article_id: str, position: int) -> None:
        super().__init__(f"article {article_id!r} has no sentence at position {position}")
        self.article_id = article_id
        self.position = position


class PreconditionFailed(ClaimlinkError):
    """If-Match names another revision than the current one."""


class InputTooLarge(ClaimlinkError):
    """More than a stated limit allows."""


class IdempotencyKeyReused(ClaimlinkError):
    """The same Idempotency-Key came with another request body."""


class IdempotencyKeyInUse(ClaimlinkError):
    """A request with this Idempotency-Key is still running."""


class StoreUnavailable(ClaimlinkError):
    """The store does not answer; a later try may succeed."""

    def __init__(self, detail: str, *, retry_after_s: int = 5) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class IndexOutdated(ClaimlinkError):
    """The index was made by another version of the text analysis."""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(
            f"the index was made by text analysis {found}, this version has {wanted}; run `claimlink reindex`"
        )
        self.found = found
        self.wanted = wanted
