"""The use case that this service exists for: a claim in, every sentence that supports it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from service.application import kept_answers
from service.application.copies import Copy, copies_of, listed_groups
from service.application.kept_answers import KeptAnswer, RankedRow, Totals
from service.application.outlets import under_canonical_outlets, widened_filter
from service.application.ports import EVERY_ARTICLE, ArticleFilter, CandidateQuery, CandidateSet
from service.application.services import Services
from service.domain.analysis import analyze_claim, analyze_reading
from service.domain.article import WarningNote
from service.domain.claim import Claim
from service.domain.copies import copy_groups
from service.domain.evidence import (
    NO_CONTEXT,
    Candidate,
    Context,
    Coverage,
    Reading,
    SentenceKey,
    Stance,
    Verdict,
)
from service.domain.outlet import OutletRegistry, OutletTiers
from service.domain.ranking import DEFAULT_SORT, Judged, SortKey, rank
from service.domain.sources import Carried, independent_sources, is_credited
from service.domain.terms import floor_weight

MAX_CANDIDATES = 10_000

# Between two looks at the deadline: about 0.1 s where the model reads all of them, at 15 ms each on 2 cores.
_READINGS_BETWEEN_DEADLINE_CHECKS = 16


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """What a caller asks. `deadline_ms` counts from the call; `tiers` replace the server's where given."""

    claim: str
    claimed_at: datetime | None = None
    stances: tuple[Stance, ...] = (Stance.SUPPORTS,)
    where: ArticleFilter = EVERY_ARTICLE
    tiers: OutletTiers | None = None
    sort: tuple[SortKey, ...] = DEFAULT_SORT
    min_support_score: float | None = None
    max_candidates: int = 1000
    deadline_ms: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One sentence with its stance. `rank` counts from 1 over all pages; `relevance_score` is its coverage, 0..1.

    `credited` names the outlets that the sentence, or else its article, gives as its sources.
    """

    rank: int
    verdict: Verdict
    relevance_score: float
    candidate: Candidate
    context: Context
    tier: int | None
    credited: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """A page of the answer; what is not the evidence itself is the same on every page."""

    claim: Claim
    totals: Totals
    incomplete_reason: str | None
    evidence: tuple[EvidenceItem, ...]
    coverage: Coverage
    next_cursor: str | None

    @property
    def complete(self) -> bool:
        """Whether every candidate was judged."""
        return self.incomplete_reason is None

    @property
    def warnings(self) -> tuple[WarningNote, ...]:
        """What the caller should know of the claim."""
        return self.claim.warnings


@dataclass(frozen=True, slots=True)
class _Judgement:
    candidate: Candidate
    verdict: Verdict
    reading: Reading | None = None


def link_claim(services: Services, request: EvidenceRequest) -> EvidencePage:
    """The first page of every sentence with a stance asked for, ranked; further pages through `next_page`."""
    deadline = None if request.deadline_ms is None else monotonic() + request.deadline_ms / 1000
    now = services.clock()
    claim = analyze_claim(
        request.claim,
        claimed_at=request.claimed_at or now,
        language=services.detect_language(request.claim),
    )
    where = widened_filter(services.outlets, request.where)
    found = _find(services, claim, replace(request, where=where), deadline)
    judgements = _judge(services, claim, found.candidates, deadline)
    standing = [item for item in judgements if _stands(item.verdict, request.min_support_score)]
    listed = [item for item in standing if item.verdict.stance in request.stances]
    tiers = services.outlets if request.tiers is None else services.outlets.widened(request.tiers)
    ranked = rank(_judged(listed, tiers), request.sort)
    by_key = {judgement.candidate.key: judgement for judgement in judgements}
    same = copy_groups(found.candidates)

    def carried(candidate: Candidate) -> Carried:
        return Carried(candidate, _credited(services, candidate, by_key.get(candidate.key)))

    groups, places = listed_groups(same, {item.key for item in ranked}, carried, services.known_outlets.registry)
    rows = tuple(RankedRow.of(item, places.get(item.key)) for item in ranked)
    supports = [carried(item.candidate) for item in standing if item.verdict.stance is Stance.SUPPORTS]
    sources = independent_sources(
        supports, ([member.key for member in group] for group in same), services.known_outlets.registry
    )
    kept = KeptAnswer(
        claim=claim.text,
        claimed_at=claim.claimed_at,
        totals=_totals(standing, found, services.outlets, sources=sources, verified=len(judgements)),
        incomplete_reason=_incomplete_reason(found, len(judgements)),
        coverage=services.store.coverage(where, identity=services.outlets.identity),
        rows=rows,
        copy_groups=groups,
    )
    first_rows = rows[: request.limit]
    cursor = None
    if len(rows) > request.limit:
        cursor = kept_answers.keep(services.records, kept, offset=request.limit, now=now)
    shown = {row.key: by_key[row.key] for row in first_rows}
    candidates = {candidate.key: candidate for candidate in found.candidates}
    return _page(services, claim, kept, first_rows, 0, _with_readings(services, shown), candidates, cursor)


def next_page(services: Services, cursor: str, *, limit: int, claim: str | None = None) -> EvidencePage:
    """A later page of a kept answer; sentences deleted or superseded since are left out.

    Raises MalformedCursor or CursorExpired; InvalidInput where `claim` is given and is not the kept answer's.
    """
    token, offset, kept = kept_answers.recall(services.records, cursor, claim=claim, now=services.clock())
    analyzed = analyze_claim(
        kept.claim,
        claimed_at=kept.claimed_at,
        language=services.detect_language(kept.claim),
    )
    rows = kept.rows[offset : offset + limit]
    copied = {key for row in rows if row.copy_group is not None for key in kept.copy_groups[row.copy_group].members}
    loaded = services.store.load_candidates([*{row.key: None for row in rows} | dict.fromkeys(copied)])
    standing = {candidate.key: candidate for candidate in under_canonical_outlets(services.outlets, loaded.values())}
    candidates = [replace(standing[row.key], weight=row.weight) for row in rows if row.key in standing]
    judgements = {
        judgement.candidate.key: judgement for judgement in _judge(services, analyzed, candidates, deadline=None)
    }
    end = offset + limit
    following = kept_answers.cursor_of(token, end) if end < len(kept.rows) else None
    return _page(services, analyzed, kept, rows, offset, _with_readings(services, judgements), standing, following)


def _find(services: Services, claim: Claim, request: EvidenceRequest, deadline: float | None) -> CandidateSet:
    if not claim.terms:
        return CandidateSet((), 0)
    query = CandidateQuery(
        terms=claim.terms,
        min_weight=floor_weight(claim.terms),
        filter=request.where,
        limit=request.max_candidates,
        timeout_s=None if deadline is None else max(deadline - monotonic(), 0.001),
    )
    found = services.store.find_candidates(query)
    return replace(found, candidates=under_canonical_outlets(services.outlets, found.candidates))


def _judge(
    services: Services, claim: Claim, candidates: Sequence[Candidate], deadline: float | None
) -> list[_Judgement]:
    """Judge candidates; at the deadline those not yet read are left out."""
    judgements: list[_Judgement] = []
    readings = services.store.readings(candidates) if candidates else {}
    step = len(candidates) if deadline is None else _READINGS_BETWEEN_DEADLINE_CHECKS
    for start in range(0, len(candidates), step or 1):
        if deadline is not None and monotonic() >= deadline:
            break
        # One that was replaced since it was found stands in the answer all the same.
        part = [
            readings.get(candidate.key) or analyze_reading(candidate, known=services.known_outlets)
            for candidate in candidates[start : start + step]
        ]
        verdicts = services.verifier.verify(claim, part)
        judgements.extend(
            _Judgement(reading.candidate, verdict, reading) for reading, verdict in zip(part, verdicts, strict=True)
        )
    return judgements


def _stands(verdict: Verdict, min_support_score: float | None) -> bool:
    return (
        min_support_score is None or verdict.stance is not Stance.SUPPORTS or verdict.support_score >= min_support_score
    )


def _judged(judgements: Sequence[_Judgement], tiers: OutletTiers | OutletRegistry) -> list[Judged]:
    outlets = {judgement.candidate.header.outlet for judgement in judgements}
    tier_by_outlet = {outlet: tiers.tier_of(outlet) for outlet in outlets}
    return [
        Judged(
            key=candidate.key,
            stance=judgement.verdict.stance,
            support_score=judgement.verdict.support_score,
            weight=candidate.weight,
            tier=tier_by_outlet[candidate.header.outlet],
            header=candidate.header,
        )
        for judgement in judgements
        for candidate in [judgement.candidate]
    ]


def _totals(
    judgements: Sequence[_Judgement], found: CandidateSet, known: OutletRegistry, *, sources: int, verified: int
) -> Totals:
    supports = [item for item in judgements if item.verdict.stance is Stance.SUPPORTS]
    return Totals(
        supports=len(supports),
        refutes=sum(item.verdict.stance is Stance.REFUTES for item in judgements),
        outlets=len({known.identity(item.candidate.header.outlet) for item in supports} - {None}),
        independent_sources=sources,
        candidates=found.total,
        verified=verified,
    )


def _incomplete_reason(found: CandidateSet, verified: int) -> str | None:
    if found.partial:
        return "partial_index_failure"
    if found.timed_out or verified < len(found.candidates):
        return "deadline"
    if found.total > len(found.candidates):
        return "max_candidates"
    return None


def _credited(services: Services, candidate: Candidate, judgement: _Judgement | None) -> tuple[str, ...]:
    """Whom the sentence credits, else whom its article does; its own outlet is no source of it."""
    reading = judgement and judgement.reading
    if not reading or not reading.facts.credits:
        return candidate.header.credited
    names = services.outlets.canonical_names(credit.name for credit in reading.facts.credits)
    own = candidate.header.outlet
    return tuple(name for name in names if not is_credited(own, (name,), services.known_outlets.registry))


def _with_readings(services: Services, judgements: dict[SentenceKey, _Judgement]) -> dict[SentenceKey, _Judgement]:
    missing = [judgement.candidate for judgement in judgements.values() if judgement.reading is None]
    if not missing:
        return judgements
    readings = services.store.readings(missing)
    return {
        key: replace(judgement, reading=reading) if (reading := readings.get(key)) else judgement
        for key, judgement in judgements.items()
    }


def _page(
    services: Services,
    claim: Claim,
    kept: KeptAnswer,
    rows: Sequence[RankedRow],
    offset: int,
    judgements: Mapping[SentenceKey, _Judgement],
    standing: Mapping[SentenceKey, Candidate],
    cursor: str | None,
) -> EvidencePage:
    evidence = tuple(
        EvidenceItem(
            rank=offset + index,
            verdict=judgement.verdict,
            relevance_score=round(row.weight / claim.total_weight, 4),
            candidate=judgement.candidate,
            context=judgement.reading.context if judgement.reading else NO_CONTEXT,
            tier=row.tier,
            credited=_credited(services, judgement.candidate, judgement),
            copies=copies_of(row, kept.copy_groups, standing),
        )
        for index, row in enumerate(rows, start=1)
        if (judgement := judgements.get(row.key)) is not None
        # An article deleted and created again may have another sentence under the same key.
        and judgement.verdict.stance is row.stance
    )
    return EvidencePage(claim, kept.totals, kept.incomplete_reason, evidence, kept.coverage, cursor)
