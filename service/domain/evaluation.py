"""How well claims with labelled sentences were judged: rates with their counts, and errors by kind."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from service.domain.evidence import Aspect, CheckVerdict, Stance, Verdict

# The 97.5th percentile of the normal distribution: both sides together leave out 5 %.
_Z = 1.959964


class Mark(StrEnum):
    """What the labels say of a sentence towards its claim.

    A part is one of several sentences that only hold together, or one that carries no more than a part of the claim.
    """

    SUPPORTS = "supports"
    REFUTES = "refutes"
    PART_OF_SUPPORT = "part of the support"
    PART_OF_REFUTATION = "part of the refutation"
    NEITHER = "neither"
    NEUTRAL = "neutral"


class DocumentLabel(StrEnum):
    """How all sentences that a claim was labelled on stand to it together."""

    SUPPORTS = "SUPPORTS"
    REFUTES = "REFUTES"
    NEI = "NEI"


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence with its label and its verdict, None where it was not returned as a candidate.

    `place` says where it stands; `stored` is False where no stored sentence is this one, so that it could
    not be returned.
    """

    place: str
    text: str
    mark: Mark
    verdict: Verdict | None
    stored: bool = True

    def returned_as(self, stance: Stance) -> bool:
        """Whether the verdict is this stance."""
        return self.verdict is not None and self.verdict.stance is stance


@dataclass(frozen=True, slots=True)
class Cost:
    """What judging took: sentences searched, candidates judged, and the seconds that judging them needed."""

    searched: int
    candidates: int
    seconds: float


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim with every sentence that is labelled or was returned.

    `label` is the document's; where `sentences_scored` is False only that counts; where `refutes_scored` is False
    nothing is known of refutations, so that NEI says no more than "not supported"; with `only_positives` an unmarked
    sentence may support or refute all the same.
    """

    id: str
    text: str
    label: DocumentLabel
    sentences: tuple[JudgedSentence, ...]
    cost: Cost
    sentences_scored: bool = True
    refutes_scored: bool = True
    only_positives: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a count."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """0..1, None of nothing."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % score interval (Wilson 1927), which holds for small counts and near 0 and 1."""
        if not self.total:
            return None
        share, weight = self.hits / self.total, _Z * _Z / self.total
        centre = (share + weight / 2) / (1 + weight)
        half = _Z * math.sqrt(share * (1 - share) / self.total + weight / (4 * self.total)) / (1 + weight)
        return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Counts:
    """Sentences of one stance: rightly returned, wrongly returned, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> Rate:
        """How many of the returned ones are right."""
        return Rate(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Rate:
        """How many of the labelled ones were returned."""
        return Rate(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both, None where there was nothing to return and nothing returned."""
        everything = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / everything if everything else None


@dataclass(frozen=True, slots=True)
class MacroAverages:
    """Means over claims: precision over those with something returned, recall over those with something labelled,
    F1 over those with either."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class StanceFigures:
    """One stance over all claims. `below_floor` and `not_stored` are why that many of the missed were no candidates.

    `claims_without` have no sentence of this stance, and `returned_without` is what was returned for them.
    """

    counts: Counts
    below_floor: int
    not_stored: int
    claims_without: int
    returned_without: int
    macro: MacroAverages


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the support scores are worth without their threshold, parts of a support counted as wanted.

    `best_f1` is over all thresholds, "score >= threshold", chosen on the same sentences.
    """

    average_precision: float
    best_f1: float
    threshold: float | None
    precision: Rate
    recall: Rate


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """Labels of documents. `supported` takes REFUTES and NEI as one; `best` is the same at the best threshold.

    `confusion` counts by true, then by found label, without documents of which refutations are not known.
    """

    label: Rate
    supported: Rate
    best: Rate
    threshold: float | None
    confusion: dict[DocumentLabel, Counter[DocumentLabel]]


@dataclass(frozen=True, slots=True)
class Caveats:
    """How many claims have labels that say less than all, and how many sentences are no more than parts."""

    only_positives: int
    documents_only: int
    refutes_unknown: int
    parts: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures; None where no claim has what they are made of."""

    claims: int
    labels: Counter[DocumentLabel]
    caveats: Caveats
    cost: Cost
    supports: StanceFigures | None
    refutes: StanceFigures | None
    ranking: Ranking | None
    documents: DocumentFigures | None


@dataclass(frozen=True, slots=True)
class JudgementError:
    """A sentence that was wrongly returned or missed, and the kind of that."""

    kind: str
    claim: JudgedClaim
    sentence: JudgedSentence


_LABELS = {Stance.SUPPORTS: DocumentLabel.SUPPORTS, Stance.REFUTES: DocumentLabel.REFUTES}
_WANTED = {Stance.SUPPORTS: Mark.SUPPORTS, Stance.REFUTES: Mark.REFUTES}
# Neither right nor wrong where they are returned with their own stance, and never missed.
_PARTS = {Stance.SUPPORTS: Mark.PART_OF_SUPPORT, Stance.REFUTES: Mark.PART_OF_REFUTATION}
# That words are missing, or who says it, is told of nearly every sentence.
_NO_REASON = frozenset({Aspect.COVERAGE, Aspect.ATTRIBUTION})
_OPPOSITE = {
    Stance.SUPPORTS: frozenset({Mark.REFUTES, Mark.PART_OF_REFUTATION}),
    Stance.REFUTES: frozenset({Mark.SUPPORTS, Mark.PART_OF_SUPPORT}),
}


def figures_of(claims: Sequence[JudgedClaim]) -> Figures:
    """Every figure over the claims."""
    scored = [claim for claim in claims if claim.sentences_scored]
    with_refutes = [claim for claim in scored if claim.refutes_scored]
    return Figures(
        claims=len(claims),
        labels=Counter(claim.label for claim in claims),
        caveats=Caveats(
            only_positives=sum(claim.only_positives for claim in claims),
            documents_only=sum(not claim.sentences_scored for claim in claims),
            refutes_unknown=sum(not claim.refutes_scored for claim in claims),
            parts=sum(sentence.mark in _PARTS.values() for claim in claims for sentence in claim.sentences),
        ),
        cost=Cost(
            sum(claim.cost.searched for claim in claims),
            sum(claim.cost.candidates for claim in claims),
            sum(claim.cost.seconds for claim in claims),
        ),
        supports=_stance_figures(scored, Stance.SUPPORTS) if scored else None,
        refutes=_stance_figures(with_refutes, Stance.REFUTES) if with_refutes else None,
        ranking=_ranking([sentence for claim in scored for sentence in claim.sentences]),
        documents=_document_figures(claims) if claims else None,
    )


def errors_of(claims: Iterable[JudgedClaim]) -> list[JudgementError]:
    """Every sentence that was wrongly returned or missed, in the order of the claims.

    One that is missed as a support and wrongly returned as a refutation is both.
    """
    return [
        JudgementError(kind, claim, sentence)
        for claim in claims
        if claim.sentences_scored
        for sentence in claim.sentences
        for stance in (Stance.SUPPORTS, Stance.REFUTES)
        if (stance is Stance.SUPPORTS or claim.refutes_scored) and (kind := _error_kind(claim, sentence, stance))
    ]


def counts_of(claim: JudgedClaim, stance: Stance) -> Counts:
    """The claim's sentences that were rightly and wrongly returned with a stance, and missed."""
    return Counts(
        right=sum(s.mark is _WANTED[stance] and s.returned_as(stance) for s in claim.sentences),
        wrong=sum(_is_wrong(s, stance) for s in claim.sentences),
        missed=sum(s.mark is _WANTED[stance] and not s.returned_as(stance) for s in claim.sentences),
    )


def _is_wrong(sentence: JudgedSentence, stance: Stance) -> bool:
    allowed = (_WANTED[stance], _PARTS[stance], Mark.NEUTRAL)
    return sentence.returned_as(stance) and sentence.mark not in allowed


def _has_any(claim: JudgedClaim, stance: Stance) -> bool:
    """Whether anything is labelled with the stance; parts alone do not make a supported claim."""
    marks = {sentence.mark for sentence in claim.sentences}
    return _WANTED[stance] in marks or (_PARTS[stance] in marks and claim.label is _LABELS[stance])


def _stance_figures(claims: Sequence[JudgedClaim], stance: Stance) -> StanceFigures:
    each = [counts_of(claim, stance) for claim in claims]
    wanted = [sentence for claim in claims for sentence in claim.sentences if sentence.mark is _WANTED[stance]]
    without = [counts for claim, counts in zip(claims, each, strict=True) if not _has_any(claim, stance)]
    return StanceFigures(
        counts=Counts(
            sum(counts.right for counts in each),
            sum(counts.wrong for counts in each),
            sum(counts.missed for counts in each),
        ),
        below_floor=sum(sentence.stored and sentence.verdict is None for sentence in wanted),
        not_stored=sum(not sentence.stored for sentence in wanted),
        claims_without=len(without),
        returned_without=sum(counts.wrong for counts in without),
        macro=MacroAverages(
            precision=_mean(counts.precision.value for counts in each),
            recall=_mean(counts.recall.value for counts in each),
            f1=_mean(counts.f1 for counts in each),
        ),
    )


def _ranking(sentences: Iterable[JudgedSentence]) -> Ranking | None:
    scored = [
        (sentence.verdict and sentence.verdict.support_score, sentence.mark in (Mark.SUPPORTS, Mark.PART_OF_SUPPORT))
        for sentence in sentences
        if sentence.mark is not Mark.NEUTRAL
    ]
    wanted = sum(is_wanted for _, is_wanted in scored)
    if not wanted:
        return None
    returned = sorted(((score, is_wanted) for score, is_wanted in scored if score is not None), reverse=True)
    # sum of (recall step) * precision, sentences of the same score together
    average = 0.0
    best = Counts(0, 0, wanted)
    threshold: float | None = None
    right = wrong = 0
    for score, group in groupby(returned, key=lambda item: item[0]):
        step = [is_wanted for _, is_wanted in group]
        right += sum(step)
        wrong += len(step) - sum(step)
        average += sum(step) / wanted * right / (right + wrong)
        counts = Counts(right, wrong, wanted - right)
        if (counts.f1 or 0.0) > (best.f1 or 0.0):
            best, threshold = counts, score
    return Ranking(average, best.f1 or 0.0, threshold, best.precision, best.recall)


def _document_figures(claims: Sequence[JudgedClaim]) -> DocumentFigures:
    confusion: dict[DocumentLabel, Counter[DocumentLabel]] = {label: Counter() for label in DocumentLabel}
    for claim in claims:
        if claim.refutes_scored:
            confusion[claim.label][_found_label(claim)] += 1
    supported = sum((_found_label(c) is DocumentLabel.SUPPORTS) == (c.label is DocumentLabel.SUPPORTS) for c in claims)
    best, threshold = _best_cut([(_highest_score(c), c.label is DocumentLabel.SUPPORTS) for c in claims])
    return DocumentFigures(
        label=Rate(
            sum(found[label] for label, found in confusion.items()), sum(found.total() for found in confusion.values())
        ),
        supported=Rate(supported, len(claims)),
        best=best,
        threshold=threshold,
        confusion=confusion,
    )


def _found_label(claim: JudgedClaim) -> DocumentLabel:
    counted = [sentence for sentence in claim.sentences if sentence.mark is not Mark.NEUTRAL]
    if any(sentence.returned_as(Stance.SUPPORTS) for sentence in counted):
        return DocumentLabel.SUPPORTS
    if any(sentence.returned_as(Stance.REFUTES) for sentence in counted):
        return DocumentLabel.REFUTES
    return DocumentLabel.NEI


def _highest_score(claim: JudgedClaim) -> float | None:
    counted = (sentence.verdict for sentence in claim.sentences if sentence.mark is not Mark.NEUTRAL)
    return max((verdict.support_score for verdict in counted if verdict is not None), default=None)


def _best_cut(documents: Sequence[tuple[float | None, bool]]) -> tuple[Rate, float | None]:
    """How many documents "score >= threshold" gets right at best, and that threshold; None where it is above all."""
    right = most = sum(not supported for _, supported in documents)
    threshold: float | None = None
    scored = sorted(((score, supported) for score, supported in documents if score is not None), reverse=True)
    for score, group in groupby(scored, key=lambda item: item[0]):
        right += sum(1 if supported else -1 for _, supported in group)
        if right > most:
            most, threshold = right, score
    return Rate(most, len(documents)), threshold


def _error_kind(claim: JudgedClaim, sentence: JudgedSentence, stance: Stance) -> str | None:
    if sentence.mark is _WANTED[stance] and not sentence.returned_as(stance):
        return f"{stance} missed: {_why_missed(sentence, stance)}"
    if _is_wrong(sentence, stance):
        return f"{stance} wrong: {_why_wrong(claim, sentence, stance)}"
    return None


def _why_missed(sentence: JudgedSentence, stance: Stance) -> str:
    verdict = sentence.verdict
    if not sentence.stored:
        return "no stored sentence is this one"
    if verdict is None:
        return "below the candidate floor"
    if verdict.stance is not Stance.NOT_ENOUGH_INFO:
        return f"judged as {verdict.stance}"
    if differing := _aspects(verdict, CheckVerdict.DIFFERS):
        return f"a check differs ({differing})"
    if stance is Stance.REFUTES:
        return "no check differs"
    if unstated := _aspects(verdict, CheckVerdict.UNSTATED, but=_NO_REASON):
        return f"unstated ({unstated})"
    return (
        "low coverage"
        if _aspects(verdict, CheckVerdict.UNSTATED, but=frozenset({Aspect.ATTRIBUTION}))
        else "below the threshold"
    )


def _why_wrong(claim: JudgedClaim, sentence: JudgedSentence, stance: Stance) -> str:
    if sentence.mark in _OPPOSITE[stance]:
        [opposite] = {Stance.SUPPORTS, Stance.REFUTES} - {stance}
        return f"label {opposite}"
    if not _has_any(claim, stance):
        return f"nothing {stance} this claim"
    return "other"


def _aspects(verdict: Verdict, found: CheckVerdict, but: frozenset[Aspect] = frozenset()) -> str:
    aspects = {check.aspect for check in verdict.checks if check.verdict is found} - but
    return ", ".join(aspect for aspect in Aspect if aspect in aspects)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
