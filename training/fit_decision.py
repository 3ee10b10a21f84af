"""Fit the decision over checks and model: `python -m training.fit_decision`; see training/README.md."""

from dataclasses import dataclass
from pathlib import Path

from service.adapters.verifier.cross_encoder import CrossEncoder, Entailment
from service.adapters.verifier.stacked import shown_to_model
from service.domain.checks import Findings, ask, examine
from service.domain.evidence import Stance
from training.labelled import LabelledSet, article_set, page_set

CLAIMS = Path(__file__).parent / "claims"
_FOLDS = 10
_PENALTY = 1.0

_MODEL = ("model_supports", "model_refutes")
READING_FEATURES = (
    *("stated", "reworded", "in_context", "resolved", "heaviest_missing", "closeness"),
    *("missing_names", "unstated_quantities", "only_names"),
)
SUPPORT_FEATURES = (
    *READING_FEATURES,
    *("distinct_quantity", "suspended", "differing", "leaves_open", "misses_denied", "denied", "missing_predicate"),
    *_MODEL,
)
REFUTE_FEATURES = (
    *("frame", "closeness", "missing_names", "contradiction", "differing", "differing_elsewhere", "unasserted"),
    *("denied", "missing_predicate"),
    *_MODEL,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a labelled claim: what was found, what the model reads, and what it is."""

    source: str
    claim: str
    findings: Findings
    entailment: Entailment
    label: Stance


def labelled_sets(shared: Path) -> list[LabelledSet]:
    """Every labelled set that the decision is fitted on."""
    gold = shared / "gold"
    return [
        page_set("seed_claims.dev", gold / "seed_sentences.json", gold / "seed_claims.dev.jsonl"),
        article_set("news_claims.dev", gold / "news_articles.dev.jsonl", gold / "news_claims.dev.jsonl"),
        *(
            article_set(path.name.removesuffix(".articles.jsonl"), path, claims_beside(path))
            for path in sorted(CLAIMS.glob("*.articles.jsonl"))
        ),
    ]


def claims_beside(articles: Path) -> Path:
    """The claims that were written for these articles."""
    return articles.with_name(articles.name.replace(".articles.", ".claims."))


def examples(labelled: LabelledSet, encoder: CrossEncoder) -> tuple[list[Example], dict[Stance, int]]:
    """The candidates of every claim, and how many labelled sentences of each stance were no candidates."""
    found: list[Example] = []
    below = dict.fromkeys(Stance, 0)
    for claim in labelled.claims:
        asked = ask(claim.claim)
        candidates = list(labelled.candidates(claim))
        entailments = encoder.judge(claim.claim.text, [shown_to_model(asked, reading) for _, reading, _ in candidates])
        for (_, reading, label), entailment in zip(candidates, entailments, strict=True):
            found.append(Example(labelled.name, claim.claim.text, examine(asked, reading), entailment, label))
        places = {place for place, _, _ in candidates}
        for place, stance in claim.stances.items():
            below[stance] += place not in places
    return found, below
