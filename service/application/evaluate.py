"""Use case: judge claims whose sentences are labelled."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from time import perf_counter

from service.application.link_claim import MAX_CANDIDATES, EvidenceItem, EvidenceRequest, link_claim
from service.application.ports import ArticleStore, Verifier
from service.application.services import Services
from service.domain.analysis import analyze_claim, analyze_reading
from service.domain.article import Sentence, SentenceKind
from service.domain.claim import Claim
from service.domain.errors import ClaimlinkError
from service.domain.evaluation import Cost, DocumentLabel, JudgedClaim, JudgedSentence, Mark
from service.domain.evidence import (
    NO_CONTEXT,
    ArticleHeader,
    Candidate,
    Context,
    Reading,
    SentenceKey,
    Stance,
    Verdict,
)
from service.domain.terms import floor_weight, sentence_terms

# Sentences before one that belong to its context, as in the stores.
_BEFORE = 2
# As many as the longest text has characters.
_ALL_UNITS = 1_000_000


# The first code point and the one after the last.
Span = tuple[int, int]


class Level(StrEnum):
    """How far the labels of a row go."""

    SENTENCE = "sentence"
    SILVER = "silver"
    SET = "set"
    PAIR = "pair"
    DOC = "doc"


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A claim with a small document of its own; `support` and `refute` are indices of its sentences."""

    id: str
    claim: str
    sentences: tuple[str, ...]
    support: frozenset[int]
    refute: frozenset[int]
    label: DocumentLabel
    level: Level
    binary: bool = False
    claimed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LabelledQuote:
    """A labelled passage of an article, by `index` among the sentences that the article came in, else from `start` to
    `end`, else wherever its text stands. `field` names it in its file.
    """

    field: str
    article_id: str
    mark: Mark
    text: str | None = None
    index: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim with the passages of stored articles that are labelled; all others say nothing of it.

    `where` is its place in its file.
    """

    id: str
    where: str
    claim: str
    quotes: tuple[LabelledQuote, ...]
    claimed_at: datetime | None = None


class MisplacedLabel(ClaimlinkError):
    """A labelled passage that is not in the articles."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as a candidate to be (its weight is still 0), with its terms and its context."""

    candidate: Candidate
    terms: frozenset[str]
    context: Context = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class Judgements:
    """A verdict a passage, None below the candidate floor, and the seconds that the verifier took."""

    verdicts: tuple[Verdict | None, ...]
    seconds: float


def passages_of(header: ArticleHeader, sentences: Sequence[str], *, in_context: bool = True) -> list[Passage]:
    """Sentences that follow one another; where they do not, `in_context` is False and each stands alone."""
    passages = []
    for index, text in enumerate(sentences):
        after = sentences[index + 1] if index + 1 < len(sentences) else None
        context = Context(tuple(sentences[max(index - _BEFORE, 0) : index]), after) if in_context else NO_CONTEXT
        candidate = Candidate(SentenceKey(header.id, header.revision, index), 0, text, 0, len(text), header)
        passages.append(Passage(candidate, frozenset(sentence_terms(text)), context))
    return passages


def judge_passages(
    verifier: Verifier, claim: Claim, passages: Sequence[Passage], *, below_floor: bool = False
) -> Judgements:
    """What the service would answer if these were the stored sentences: by floor, then by reading.

    With `below_floor` the verifier judges also those that the service would not find.
    """
    floor = 0 if below_floor else floor_weight(claim.terms)
    readings: dict[int, Reading] = {}
    for index, passage in enumerate(passages):
        weight = sum(term.weight for term in claim.terms if term.term in passage.terms)
        if weight >= floor:
            # A store has the facts of its sentences already, so that reading them here is not counted.
            readings[index] = analyze_reading(replace(passage.candidate, weight=weight), passage.context)
    started = perf_counter()
    verdicts = dict(zip(readings, verifier.verify(claim, list(readings.values())), strict=True))
    seconds = perf_counter() - started
    return Judgements(tuple(verdicts.get(index) for index in range(len(passages))), seconds)


def evaluate_rows(
    services: Services, rows: Iterable[LabelledRow], *, claimed_at: datetime, below_floor: bool = False
) -> Iterator[JudgedClaim]:
    """Each row judged by the verifier on its own sentences, those below the candidate floor only where asked for.

    `claimed_at` is the date of claims without one.
    """
    for row in rows:
        claim = analyze_claim(
            row.claim, claimed_at=row.claimed_at or claimed_at, language=services.detect_language(row.claim)
        )
        # Those of a set or a pair do not stand beside one another in a text.
        in_context = row.level not in (Level.SET, Level.PAIR)
        passages = passages_of(ArticleHeader(row.id, 1), row.sentences, in_context=in_context)
        judged = judge_passages(services.verifier, claim, passages, below_floor=below_floor)
        candidates = sum(verdict is not None for verdict in judged.verdicts)
        yield JudgedClaim(
            id=row.id,
            text=row.claim,
            label=row.label,
            sentences=tuple(
                JudgedSentence(f"sentence {index}", text, _row_mark(row, index), verdict)
                for index, (text, verdict) in enumerate(zip(row.sentences, judged.verdicts, strict=True))
            ),
            cost=Cost(len(row.sentences), candidates, judged.seconds),
            sentences_scored=row.level is not Level.DOC,
            refutes_scored=not row.binary,
            only_positives=row.level is Level.SILVER,
        )


def evaluate_claims(
    services: Services,
    claims: Sequence[LabelledClaim],
    offsets: Mapping[str, Sequence[Span]],
    *,
    claimed_at: datetime,
) -> Iterator[JudgedClaim]:
    """Each claim linked to all stored articles; `offsets` are those of the sentences that an article came in.

    `claimed_at` is the date of claims without one. Raises MisplacedLabel before the first claim where a labelled
    passage is not there.
    """
    sentences = _StoredSentences(services.store)
    placed = [list(_located(sentences, offsets, claim)) for claim in claims]
    for claim, quotes in zip(claims, placed, strict=True):
        started = perf_counter()
        page = link_claim(
            services,
            EvidenceRequest(
                claim.claim,
                claimed_at=claim.claimed_at or claimed_at,
                stances=tuple(Stance),
                max_candidates=MAX_CANDIDATES,
                limit=MAX_CANDIDATES,
            ),
        )
        seconds = perf_counter() - started
        yield JudgedClaim(
            id=claim.id,
            text=claim.claim,
            label=_label_of(quotes),
            sentences=tuple(_match(quotes, page.evidence, sentences)),
            cost=Cost(page.coverage.sentences, page.totals.candidates, seconds),
        )


def _row_mark(row: LabelledRow, index: int) -> Mark:
    if index in row.support:
        return Mark.PART_OF_SUPPORT if _are_parts(row, row.support) else Mark.SUPPORTS
    if index in row.refute:
        return Mark.PART_OF_REFUTATION if _are_parts(row, row.refute) else Mark.REFUTES
    return Mark.NEITHER


def _are_parts(row: LabelledRow, marked: frozenset[int]) -> bool:
    """Whether sentences hold only together, or carry something of a claim that is not supported as a whole."""
    return row.label is DocumentLabel.NEI or (row.level is Level.SET and len(marked) > 1)


@dataclass(frozen=True, slots=True)
class _Quote:
    article_id: str
    mark: Mark
    start: int
    end: int
    text: str


class _StoredSentences:
    """Texts and evidence sentences of stored articles, each read once."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._texts: dict[str, str | None] = {}
        self._sentences: dict[str, list[Sentence]] = {}

    def text(self, article_id: str) -> str | None:
        if article_id not in self._texts:
            stored = self._store.get(article_id)
            self._texts[article_id] = stored.article.text if stored else None
        return self._texts[article_id]

    def sentences(self, article_id: str) -> list[Sentence]:
        if article_id not in self._sentences:
            units = [unit.sentence for unit in self._store.sentences(article_id, first=0, limit=_ALL_UNITS)]
            self._sentences[article_id] = [unit for unit in units if unit.kind is SentenceKind.SENTENCE]
        return self._sentences[article_id]


def _located(
    sentences: _StoredSentences, offsets: Mapping[str, Sequence[Span]], claim: LabelledClaim
) -> Iterator[_Quote]:
    for quote in claim.quotes:
        where = f"{claim.where}: {quote.field}"
        text = sentences.text(quote.article_id)
        if text is None:
            raise MisplacedLabel(f"{where}: no article or page has the id {quote.article_id!r}")
        spans = list(_spans(quote, text, offsets.get(quote.article_id, ())))
        if not spans:
            raise MisplacedLabel(f"{where}: {quote.article_id!r} holds no such text there")
        for start, end in spans:
            yield _Quote(quote.article_id, quote.mark, start, end, text[start:end])


def _spans(quote: LabelledQuote, text: str, offsets: Sequence[Span]) -> Iterator[Span]:
    if quote.index is not None:
        stated = offsets[quote.index : quote.index + 1]
    elif quote.start is not None and quote.end is not None:
        stated = [(quote.start, quote.end)]
    else:
        yield from _occurrences(quote.text or "", text)
        return
    for start, end in stated:
        if start < end <= len(text) and quote.text in (None, text[start:end]):
            yield start, end


def _occurrences(part: str, text: str) -> Iterator[Span]:
    start = text.find(part) if part else -1
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + len(part))


def _label_of(quotes: Sequence[_Quote]) -> DocumentLabel:
    marks = {quote.mark for quote in quotes}
    if Mark.SUPPORTS in marks:
        return DocumentLabel.SUPPORTS
    return DocumentLabel.REFUTES if Mark.REFUTES in marks else DocumentLabel.NEI


def _match(
    quotes: Sequence[_Quote], evidence: Sequence[EvidenceItem], sentences: _StoredSentences
) -> Iterator[JudgedSentence]:
    """The labelled passages with the verdicts on the sentences that they are, and what else was returned."""
    by_article: Mapping[str, list[EvidenceItem]] = defaultdict(list)
    for item in evidence:
        by_article[item.candidate.key.article_id].append(item)
    for quote in quotes:
        if quote.mark is Mark.NEUTRAL:
            continue
        own = [item for item in by_article[quote.article_id] if _same(quote, item.candidate)]
        verdict = max((item.verdict for item in own), key=_preference(quote.mark), default=None)
        stored = any(_same(quote, sentence) for sentence in sentences.sentences(quote.article_id))
        yield JudgedSentence(f"{quote.article_id}:{quote.start}", quote.text, quote.mark, verdict, stored)
    for item in evidence:
        key, candidate = item.candidate.key, item.candidate
        marks = {quote.mark for quote in quotes if quote.article_id == key.article_id and _same(quote, candidate)}
        if marks <= {Mark.NEUTRAL}:
            mark = Mark.NEUTRAL if marks else Mark.NEITHER
            yield JudgedSentence(f"{key.article_id}:{candidate.start}", candidate.text, mark, item.verdict)


def _same(quote: _Quote, sentence: Candidate | Sentence) -> bool:
    """Whether they share at least half of the shorter one, in code points: sentences may be cut otherwise here."""
    shared = min(quote.end, sentence.end) - max(quote.start, sentence.start)
    return shared > 0 and 2 * shared >= min(quote.end - quote.start, sentence.end - sentence.start)


def _preference(mark: Mark) -> Callable[[Verdict], tuple[bool, float]]:
    """Of the sentences that a labelled one was cut into, the one with its stance counts."""
    return lambda verdict: (verdict.stance == mark.value, verdict.support_score)
