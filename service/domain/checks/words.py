"""The terms of texts, kept for the next claim."""

from functools import lru_cache

from service.domain.terms import sentence_terms

_KEPT_LENGTH = 1000

NEAR = 4
"""Two terms of a claim are close in a sentence when at most this many of its terms lie from one to the other."""

_kept_terms = lru_cache(maxsize=8192)(sentence_terms)


def terms_of(text: str) -> tuple[str, ...]:
    """The terms of a text, as `sentence_terms` gives them.

    Neighbours of candidates are often candidates, or neighbours of others, so terms are kept; texts of unusual length
    would fill memory.
    """
    return _kept_terms(text) if len(text) <= _KEPT_LENGTH else sentence_terms(text)
