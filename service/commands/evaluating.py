"""What `claimlink evaluate` prints: one JSON object, or tables for people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from service.domain.evaluation import (
    Caveats,
    Cost,
    DocumentFigures,
    DocumentLabel,
    Figures,
    JudgedClaim,
    JudgementError,
    Ranking,
    Rate,
    StanceFigures,
    errors_of,
    figures_of,
)
from service.domain.published import format_time

_RATE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Judged claims with what they were judged by: the verifier's version, and the date of claims without one."""

    claims: Sequence[JudgedClaim]
    verifier: str
    claimed_at: datetime


def evaluation_body(evaluation: Evaluation, *, most_errors: int) -> dict[str, Any]:
    """All figures, and of each kind of error the count and the first ones; docs/evaluating.md explains the keys."""
    figures = figures_of(evaluation.claims)
    return {
        "verifier": evaluation.verifier,
        "claimed_at": format_time(evaluation.claimed_at),
        "claims": figures.claims,
        "labels": {label.value: figures.labels[label] for label in DocumentLabel},
        "supports": figures.supports and _stance_body(figures.supports),
        "refutes": figures.refutes and _stance_body(figures.refutes),
        "ranking": figures.ranking and _ranking_body(figures.ranking),
        "documents": figures.documents and _documents_body(figures.documents),
        "caveats": _caveats_body(figures.caveats),
        "cost": _cost_body(figures.cost),
        "errors": {
            kind: {"count": len(errors), "first": [_error_body(error) for error in errors[:most_errors]]}
            for kind, errors in _by_kind(evaluation.claims).items()
        },
    }


def evaluation_tables(evaluation: Evaluation, *, most_errors: int) -> RenderableType:
    """The same for people to read."""
    figures = figures_of(evaluation.claims)
    lines = [
        *_scope_lines(figures, evaluation.verifier),
        *_ranking_lines(figures.ranking),
        *_document_lines(figures.documents),
        *_caveat_lines(figures.caveats),
    ]
    parts: list[RenderableType] = [_sentence_table(figures), Text(), *map(Text, lines), Text()]
    parts.append(_kinds_table(evaluation.claims))
    if most_errors:
        for kind, errors in _by_kind(evaluation.claims).items():
            parts += [Text(), Text(kind, style="bold"), *(_error_text(error) for error in errors[:most_errors])]
    return Group(*parts)


def _by_kind(claims: Sequence[JudgedClaim]) -> dict[str, list[JudgementError]]:
    errors = sorted(errors_of(claims), key=lambda error: error.kind)
    return {kind: list(group) for kind, group in groupby(errors, key=lambda error: error.kind)}


def _stance_body(figures: StanceFigures) -> dict[str, Any]:
    counts, macro = figures.counts, figures.macro
    return {
        "right": counts.right,
        "wrong": counts.wrong,
        "missed": counts.missed,
        "precision": _rate_body(counts.precision),
        "recall": _rate_body(counts.recall),
        "f1": _rounded(counts.f1),
        "missed_below_floor": figures.below_floor,
        "missed_not_stored": figures.not_stored,
        "claims_without": figures.claims_without,
        "returned_for_claims_without": figures.returned_without,
        "macro": {
            "precision": _rounded(macro.precision),
            "recall": _rounded(macro.recall),
            "f1": _rounded(macro.f1),
        },
    }


def _ranking_body(ranking: Ranking) -> dict[str, Any]:
    return {
        "average_precision": _rounded(ranking.average_precision),
        "best_f1": _rounded(ranking.best_f1),
        "threshold": ranking.threshold,
        "precision": _rate_body(ranking.precision),
        "recall": _rate_body(ranking.recall),
    }


def _documents_body(documents: DocumentFigures) -> dict[str, Any]:
    return {
        "label_accuracy": _rate_body(documents.label),
        "supported_accuracy": _rate_body(documents.supported),
        "best_supported_accuracy": {**_rate_body(documents.best), "threshold": documents.threshold},
        "confusion": {
            label.value: {found.value: counts[found] for found in DocumentLabel}
            for label, counts in documents.confusion.items()
        },
    }


def _caveats_body(caveats: Caveats) -> dict[str, Any]:
    return {
        "claims_with_only_positives": caveats.only_positives,
        "claims_with_document_label_only": caveats.documents_only,
        "claims_with_refutes_unknown": caveats.refutes_unknown,
        "sentences_that_are_parts": caveats.parts,
    }


def _cost_body(cost: Cost) -> dict[str, Any]:
    return {
        "sentences_searched": cost.searched,
        "candidates": cost.candidates,
        "seconds": round(cost.seconds, 3),
        "candidates_per_second": _per_second(cost),
    }


def _rate_body(rate: Rate) -> dict[str, Any]:
    interval = rate.interval
    return {
        "value": _rounded(rate.value),
        "hits": rate.hits,
        "total": rate.total,
        "interval": interval and [_rounded(bound) for bound in interval],
    }


def _error_body(error: JudgementError) -> dict[str, Any]:
    verdict = error.sentence.verdict
    return {
        "id": error.claim.id,
        "claim": error.claim.text,
        "place": error.sentence.place,
        "sentence": error.sentence.text,
        "label": error.sentence.mark,
        "stance": verdict and verdict.stance,
        "support_score": verdict and verdict.support_score,
        "reasons": [check.reason for check in verdict.checks] if verdict else [],
    }


def _sentence_table(figures: Figures) -> Table:
    table = _table("Sentences", "supports", "refutes")
    both = (figures.supports, figures.refutes)
    rows: tuple[tuple[str, Callable[[StanceFigures], str]], ...] = (
        ("right", lambda stance: str(stance.counts.right)),
        ("wrong", lambda stance: str(stance.counts.wrong)),
        ("missed", lambda stance: str(stance.counts.missed)),
        ("  below the candidate floor", lambda stance: str(stance.below_floor)),
        ("  not stored as a sentence", lambda stance: str(stance.not_stored)),
        ("precision", lambda stance: _shown_rate(stance.counts.precision)),
        ("recall", lambda stance: _shown_rate(stance.counts.recall)),
        ("F1", lambda stance: _shown(stance.counts.f1)),
        ("precision, mean over claims", lambda stance: _shown(stance.macro.precision)),
        ("recall, mean over claims", lambda stance: _shown(stance.macro.recall)),
        ("F1, mean over claims", lambda stance: _shown(stance.macro.f1)),
        ("claims without any", lambda stance: str(stance.claims_without)),
        ("returned for these", lambda stance: str(stance.returned_without)),
    )
    for name, show in rows:
        table.add_row(name, *("-" if stance is None else show(stance) for stance in both))
    return table


def _scope_lines(figures: Figures, verifier: str) -> list[str]:
    labels = ", ".join(f"{figures.labels[label]} {label}" for label in DocumentLabel)
    cost, speed = figures.cost, _per_second(figures.cost)
    return [
        f"{figures.claims} claims: {labels}",
        f"{cost.searched} sentences searched; {cost.candidates} candidates judged by {verifier} in {cost.seconds:.1f} s"
        + ("" if speed is None else f", {speed:.0f} a second"),
    ]


def _ranking_lines(ranking: Ranking | None) -> list[str]:
    if ranking is None:
        return []
    return [
        f"Support scores: average precision {_shown(ranking.average_precision)}",
        f"Support scores: best F1 {_shown(ranking.best_f1)} at {_shown_threshold(ranking.threshold)} "
        f"(precision {_shown(ranking.precision.value)}, recall {_shown(ranking.recall.value)})",
    ]


def _document_lines(documents: DocumentFigures | None) -> list[str]:
    if documents is None:
        return []
    label = [f"Documents: label right {_shown_rate(documents.label)}"] if documents.label.total else []
    threshold = _shown_threshold(documents.threshold)
    return [
        *label,
        f"Documents: supported or not right {_shown_rate(documents.supported)}",
        f"Documents: supported or not right at best {_shown_rate(documents.best)} at {threshold}",
    ]


def _caveat_lines(caveats: Caveats) -> list[str]:
    notes = {
        "claims have only their positives marked: precision is at least this": caveats.only_positives,
        "claims have a label of the document alone": caveats.documents_only,
        "claims may be refuted without a label that says so: refutes are not scored there": caveats.refutes_unknown,
        "labelled sentences are parts: wanted by the ranking, else left out": caveats.parts,
    }
    return [f"Note: {count} {note}" for note, count in notes.items() if count]


def _kinds_table(claims: Sequence[JudgedClaim]) -> RenderableType:
    kinds = _by_kind(claims)
    if not kinds:
        return Text("No errors.")
    table = _table("Errors", "count")
    for kind, errors in kinds.items():
        table.add_row(kind, str(len(errors)))
    return table


def _error_text(error: JudgementError) -> Text:
    verdict = error.sentence.verdict
    judged = "no candidate" if verdict is None else f"{verdict.stance.replace('_', ' ')} {verdict.support_score:.2f}"
    lines = [
        f"  claim {error.claim.id}: {error.claim.text}",
        f"  {error.sentence.place}: {' '.join(error.sentence.text.split())}",
        f"    {judged}; label: {error.sentence.mark}",
        *(f"    {check.reason}" for check in (verdict.checks if verdict else ())),
        "",
    ]
    return Text("\n".join(lines))


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _shown_rate(rate: Rate) -> str:
    interval = rate.interval
    return "-" if interval is None else f"{_shown(rate.value)} [{_shown(interval[0])}, {_shown(interval[1])}]"


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _shown_threshold(threshold: float | None) -> str:
    return "none" if threshold is None else f"{threshold:.4f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _RATE_DIGITS)


def _per_second(cost: Cost) -> float | None:
    return round(cost.candidates / cost.seconds, 1) if cost.seconds else None
