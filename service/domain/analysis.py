"""Articles, claims and readings, analysed: what the store holds, what a search asks for, what a verifier reads."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from service.domain.article import AnalyzedArticle, AnalyzedSentence, Article, Sentence, SentenceKind, WarningNote
from service.domain.claim import Claim
from service.domain.credits import SHIPPED_OUTLETS, KnownOutlets, credited_outlets, line_credits
from service.domain.evidence import NO_CONTEXT, Candidate, Context, Reading
from service.domain.facts import Credit, Facts
from service.domain.facts.extract import extract_facts
from service.domain.published import PublishedDate
from service.domain.segmentation import segment
from service.domain.terms import WeightedTerm, claim_terms, sentence_terms

DetectLanguage = Callable[[str], str | None]
"""Gives the ISO 639 code of a text's language, None where it is short or unclear."""

_LANGUAGE = "en"
# One term alone is warned of as too short.
_LEAST_NAME_TERMS = 2


def analyze_article(
    article: Article,
    *,
    detect_language: DetectLanguage = lambda _: None,
    known: KnownOutlets = SHIPPED_OUTLETS,
) -> AnalyzedArticle:
    """The article's units, with terms, facts and language for those that are evidence, and whom it credits.

    Its text and metadata stay as they are. "Last year" in a sentence is meant from the day of publication; `known` are
    the outlets that are recognised where it credits them.
    """
    sentences = tuple(
        _analyzed(sentence, article.published, detect_language, known)
        for sentence in segment(article.text, title=article.title)
    )
    warnings = []
    if not any(analyzed.sentence.kind is SentenceKind.SENTENCE for analyzed in sentences):
        warnings.append(WarningNote("no_sentences", "The text holds no sentence that could support a claim."))
    detail = f"The article's language is {article.language!r}; support is judged by a verifier made for English."
    credited = credited_outlets(_credits(article.title, sentences, known), article.outlet, known)
    return AnalyzedArticle(article, sentences, (*warnings, *_language_warnings(article.language, detail)), credited)


def analyze_claim(text: str, *, claimed_at: datetime, language: str | None = None) -> Claim:
    """What a claim states and asks for.

    `claimed_at` (aware) is the instant from which "last year" is meant, `language` a BCP 47 tag, None where unknown.
    """
    terms = claim_terms(text)
    facts = extract_facts(text, reference=claimed_at.astimezone(UTC).date())
    language_warnings = _language_warnings(
        language,
        f"The claim's language is {language!r}; the verifier reads English alone, so nothing is said to support it.",
    )
    return Claim(
        text=text,
        claimed_at=claimed_at,
        language=language,
        terms=terms,
        facts=facts,
        warnings=(
            *_weight_warnings(text, terms),
            *_name_warnings(terms, facts),
            *language_warnings,
        ),
        is_checkable=len(text.split()) > 1 and not language_warnings,
    )


def analyze_reading(
    candidate: Candidate, context: Context = NO_CONTEXT, *, known: KnownOutlets = SHIPPED_OUTLETS
) -> Reading:
    """A reading of a sentence whose facts no store holds (any more), equal to the store's own."""
    return Reading(candidate, _facts(candidate.text, candidate.header.published, known), context)


def _analyzed(
    sentence: Sentence, published: PublishedDate | None, detect_language: DetectLanguage, known: KnownOutlets
) -> AnalyzedSentence:
    if sentence.kind is not SentenceKind.SENTENCE:
        return AnalyzedSentence(sentence)
    text = sentence.text
    return AnalyzedSentence(sentence, sentence_terms(text), _facts(text, published, known), detect_language(text))


def _facts(text: str, published: PublishedDate | None, known: KnownOutlets) -> Facts:
    return extract_facts(text, reference=published.start.date() if published else None, known=known)


def _credits(title: str | None, units: Iterable[AnalyzedSentence], known: KnownOutlets) -> Iterator[Credit]:
    """What an article credits: a photo's source is not the report's."""
    yield from line_credits(title or "", known)
    for unit in units:
        if unit.sentence.kind is SentenceKind.SENTENCE:
            yield from unit.facts.credits
        elif unit.sentence.kind is not SentenceKind.CAPTION:
            yield from line_credits(unit.sentence.text, known)


def _weight_warnings(text: str, terms: tuple[WeightedTerm, ...]) -> tuple[WarningNote, ...]:
    if not terms:
        detail = "The claim holds only common words, so no sentence can be found by it."
        return (WarningNote("claim_without_weight", detail),)
    if len(text.split()) == 1:
        detail = "A claim of one word states nothing that could be checked, so nothing is said to support it."
        return (WarningNote("claim_too_short", detail),)
    if len(terms) == 1:
        detail = "The claim says too little to be judged well; a full sentence gives better evidence."
        return (WarningNote("claim_too_short", detail),)
    return ()


def _name_warnings(terms: tuple[WeightedTerm, ...], facts: Facts) -> tuple[WarningNote, ...]:
    named = {term for name in facts.names for term in sentence_terms(name.text)}
    if len(terms) < _LEAST_NAME_TERMS or any(term.term not in named for term in terms):
        return ()
    detail = "The claim names somebody or something and states nothing of it, so no sentence can support it."
    return (WarningNote("claim_states_nothing", detail),)


def _language_warnings(language: str | None, detail: str) -> tuple[WarningNote, ...]:
    if language is None or language.lower().replace("_", "-").split("-")[0] == _LANGUAGE:
        return ()
    return (WarningNote("language_unsupported", detail),)
