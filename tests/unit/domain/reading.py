"""Claims and readings of invented sentences."""

from datetime import UTC, datetime

from service.domain.analysis import analyze_reading
from service.domain.claim import Claim
from service.domain.evidence import ArticleHeader, Candidate, Context, Reading, SentenceKey
from service.domain.facts.extract import extract_facts
from service.domain.published import parse_published
from service.domain.terms import claim_terms, sentence_terms

CLAIMED_AT = datetime(2025, 1, 15, tzinfo=UTC)


def claim_of(text: str) -> Claim:
    """A claim as the service analyses it."""
    return Claim(text, CLAIMED_AT, "en", claim_terms(text), extract_facts(text, reference=CLAIMED_AT.date()))


def reading_of(
    sentence: str,
    *,
    before: tuple[str, ...] = (),
    title: str | None = None,
    published: str | None = None,
    claim: Claim | None = None,
) -> Reading:
    """A sentence as it stands in an article; its weight is that of the claim's terms in it."""
    header = ArticleHeader("harbour", 1, title=title, published=parse_published(published) if published else None)
    terms = set(sentence_terms(sentence))
    weight = sum(term.weight for term in claim.terms if term.term in terms) if claim else 0
    candidate = Candidate(SentenceKey("harbour", 1, 0), weight, sentence, 0, len(sentence), header)
    return analyze_reading(candidate, Context(before=before))
