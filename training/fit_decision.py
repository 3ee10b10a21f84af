"""Fit the decision over checks and model: `python -m training.fit_decision`; see training/README.md.

Every figure that is printed is cross-validated by claim: a claim is judged by weights that were fitted on others.
"""

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from service.adapters.verifier.cross_encoder import MODEL_FOLDER, CrossEncoder, Entailment
from service.adapters.verifier.decision import (
    DECISION_FILE,
    Decision,
    Regression,
    features,
    rules_out_refutation,
)
from service.adapters.verifier.stacked import shown_to_model
from service.domain.checks import Findings, ask, examine
from service.domain.evidence import Stance
from training.labelled import LabelledSet, article_set, page_set, pair_sets

CLAIMS = Path(__file__).parent / "claims"
_FOLDS = 10
_PENALTY = 1.0
# The claims on real pages are few, and are what is judged in use: each of their sentences counts as five.
_REAL = ("seed_claims.dev", "news_claims.dev")
_REAL_WEIGHT = 5.0
# Single pairs of other kinds tell the sieve what else may matter. News has few refutations, so that pairs count there
# too; of RTE's nobody says which ones refute.
_PAIRS = ("fever_symmetric.dev", "nli_small.rte_dev")
_PAIR_SHARES: dict[Stance, dict[str, float]] = {Stance.SUPPORTS: {}, Stance.REFUTES: {"fever_symmetric.dev": 0.3}}
# How much recall counts beside precision: a wrong source costs an editor more than a missed one.
_BETA = 0.5
# Of the supports and refutations that would be found with every candidate read, the sieve may lose this share.
_LOST_SHARE = 0.005

_MODEL = ("model_supports", "model_refutes", "model_supports_stated", "model_refutes_frame")
READING_FEATURES = (
    *("stated", "reworded", "in_context", "resolved", "heaviest_missing", "closeness", "frame"),
    *("missing_names", "absent_names", "absent_with_rivals", "only_names", "missing_predicate"),
    *("unstated_quantities", "distinct_quantity", "leaves_open", "unstated_dates"),
    *("differing", "differing_elsewhere", "refuting_frame", "contradiction", "suspended", "unasserted"),
    *("misses_denied", "denied", "accused"),
)
SUPPORT_FEATURES = (
    *("stated", "reworded", "in_context", "resolved", "heaviest_missing", "closeness"),
    *("missing_names", "unstated_quantities", "only_names", "absent_names", "absent_with_rivals"),
    *("distinct_quantity", "suspended", "differing", "leaves_open", "misses_denied", "denied", "missing_predicate"),
    *("accused", "unstated_dates"),
    *_MODEL,
)
REFUTE_FEATURES = (
    *("frame", "closeness", "missing_names", "contradiction", "differing", "differing_elsewhere", "unasserted"),
    *("denied", "missing_predicate", "refuting_frame"),
    *_MODEL,
)

Probabilities = NDArray[numpy.float64]
Answers = NDArray[numpy.bool_]
Shares = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a labelled claim: what was found, how the model reads it, and what it is."""

    source: str
    claim: str
    findings: Findings
    entailment: Entailment
    label: Stance

    @property
    def features(self) -> dict[str, float]:
        """Everything that the regressions over checks and model may weigh."""
        return features(self.findings, self.entailment)


@dataclass(frozen=True, slots=True)
class Material:
    """Candidates of all sets, and by set and stance how many labelled sentences are no candidates."""

    examples: tuple[Example, ...]
    below_floor: Mapping[tuple[str, Stance], int]


def main() -> None:
    """Write decision.json beside the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with gold/")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER, help="the folder of the exported model")
    parser.add_argument("--threads", type=int, default=None)
    arguments = parser.parse_args()
    encoder = CrossEncoder(arguments.model, threads=arguments.threads)
    material = read_material(labelled_sets(arguments.shared), encoder)
    model_sha256 = hashlib.sha256((arguments.model / "model.onnx").read_bytes()).hexdigest()
    decision = fit(material, model_sha256)
    (arguments.model / DECISION_FILE).write_text(decision.dump(), encoding="utf-8")


def labelled_sets(shared: Path) -> list[LabelledSet]:
    """Every labelled set that the decision is fitted on."""
    gold = shared / "gold"
    return [
        page_set("seed_claims.dev", gold / "seed_sentences.json", gold / "seed_claims.dev.jsonl"),
        article_set("news_claims.dev", gold / "news_articles.dev.jsonl", gold / "news_claims.dev.jsonl"),
        *(
            article_set(path.name.split(".")[0], path, path.with_name(path.name.replace(".articles.", ".claims.")))
            for path in sorted(CLAIMS.glob("*.articles.jsonl"))
        ),
        *(one for name in _PAIRS for one in pair_sets(name, shared / "data" / "dev" / f"{name}.jsonl.gz")),
    ]


def read_material(sets: Sequence[LabelledSet], encoder: CrossEncoder) -> Material:
    """Examine every candidate of every claim, and let the model read each."""
    examples: list[Example] = []
    below: dict[tuple[str, Stance], int] = {(one.name, stance): 0 for one in sets for stance in Stance}
    for one in sets:
        for labelled in one.claims:
            asked = ask(labelled.claim)
            candidates = list(one.candidates(labelled))
            shown = [shown_to_model(asked, reading) for _, reading, _ in candidates]
            entailments = encoder.judge(labelled.claim.text, shown)
            for (_, reading, label), entailment in zip(candidates, entailments, strict=True):
                findings = examine(asked, reading)
                examples.append(Example(one.name, labelled.claim.text, findings, entailment, label))
            found = {place for place, _, _ in candidates}
            for place, stance in labelled.stances.items():
                below[one.name, stance] += place not in found
    return Material(tuple(examples), below)


def fit(material: Material, model_sha256: str) -> Decision:
    """The regressions, with a printed report of how they do on claims that they were not fitted on."""
    examples = material.examples
    regressions: dict[Stance, Regression] = {}
    rightly_found = numpy.zeros(len(examples), dtype=bool)
    for stance, names, forbids in (
        (Stance.SUPPORTS, SUPPORT_FEATURES, _forbids_support),
        (Stance.REFUTES, REFUTE_FEATURES, _forbids_refutation),
    ):
        answers = numpy.array([example.label is stance for example in examples])
        shares = _shares(examples, _PAIR_SHARES[stance])
        chance = cross_validated(examples, names, answers, shares)
        chance[[forbids(example) for example in examples]] = 0.0
        missing = {source: count for (source, of), count in material.below_floor.items() if of is stance}
        threshold = report(stance, examples, chance, answers, missing)
        regressions[stance] = regression(examples, names, answers, shares, threshold)
        rightly_found |= (chance >= threshold) & answers
    return Decision(
        reading=_fit_sieve(examples, rightly_found),
        supports=regressions[Stance.SUPPORTS],
        refutes=regressions[Stance.REFUTES],
        model_sha256=model_sha256,
    )


def _fit_sieve(examples: Sequence[Example], rightly_found: Answers) -> Regression:
    """Tells what may matter at all; of what would be found, all but a small share passes."""
    matters = numpy.array([example.label is not Stance.NOT_ENOUGH_INFO for example in examples])
    shares = _shares(examples, dict.fromkeys(_PAIRS, 1.0))
    chance = cross_validated(examples, READING_FEATURES, matters, shares)
    news = rightly_found & numpy.array([example.source not in _PAIRS for example in examples])
    threshold = float(numpy.quantile(chance[news], _LOST_SHARE))
    sieve = regression(examples, READING_FEATURES, matters, shares, threshold)
    for what, own in (("news", [one for one in examples if one.source not in _PAIRS]), ("pairs", _pairs_of(examples))):
        passing = sum(sieve.holds(example.features) for example in own)
        print(f"read by the model: {passing} of {len(own)} candidates of {what}; threshold {threshold:.3f}")
    return sieve


def _pairs_of(examples: Sequence[Example]) -> list[Example]:
    return [example for example in examples if example.source in _PAIRS]


def _forbids_support(example: Example) -> bool:
    return example.findings.rule_out_support


def _forbids_refutation(example: Example) -> bool:
    return rules_out_refutation(example.findings)


def cross_validated(
    examples: Sequence[Example], names: Sequence[str], answers: Answers, shares: Shares
) -> Probabilities:
    """For every example the probability by a regression that has not seen its claim."""
    values = _matrix(examples, names)
    chance = numpy.zeros(len(examples))
    groups = [example.claim for example in examples]
    for seen, unseen in GroupKFold(_FOLDS).split(values, answers, groups):
        model = _regression().fit(values[seen], answers[seen], sample_weight=shares[seen])
        chance[unseen] = model.predict_proba(values[unseen])[:, 1]
    return chance


def regression(
    examples: Sequence[Example], names: Sequence[str], answers: Answers, shares: Shares, threshold: float
) -> Regression:
    """The regression over all examples, its weights rounded to the third decimal."""
    model = _regression().fit(_matrix(examples, names), answers, sample_weight=shares)
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return Regression(round(float(model.intercept_[0]), 3), weights, round(threshold, 3))


def _regression() -> LogisticRegression:
    return LogisticRegression(C=1 / _PENALTY, max_iter=5000)


def _shares(examples: Sequence[Example], pairs: Mapping[str, float]) -> Shares:
    """What each example counts; `pairs` says it of the single pairs, by their set: of those left out, nothing."""
    by_source = {**dict.fromkeys(_REAL, _REAL_WEIGHT), **dict.fromkeys(_PAIRS, 0.0), **pairs}
    return numpy.array([by_source.get(example.source, 1.0) for example in examples])


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[numpy.float64]:
    return numpy.array([[example.features[name] for name in names] for example in examples])


def report(
    stance: Stance, examples: Sequence[Example], chance: Probabilities, answers: Answers, missing: Mapping[str, int]
) -> float:
    """Print precision and recall by set, and return the threshold with the best weighted F-score over all news.

    `missing` holds by set the labelled sentences that were not read.
    """
    sources = numpy.array([example.source for example in examples])
    steps = [float(step) for step in numpy.arange(0.2, 0.951, 0.01)]
    total = sum(missing.values())
    weights = _shares(examples, {})
    lost_weight = sum(
        count * (_REAL_WEIGHT if source in _REAL else 1.0) for source, count in missing.items() if source not in _PAIRS
    )
    threshold = max(steps, key=lambda step: _f_score(chance >= step, answers, weights, lost_weight))
    print(f"{stance}: threshold {threshold:.2f}")
    for name, lost in (*missing.items(), ("all", total)):
        own = numpy.ones(len(sources), dtype=bool) if name == "all" else sources == name
        found = (chance >= threshold) & own
        right, wanted = int((found & answers).sum()), int((answers & own).sum()) + lost
        precision, recall = right / max(1, int(found.sum())), right / max(1, wanted)
        print(f"  {name:24} precision {precision:.3f} ({right} of {int(found.sum())})", end="")
        print(f"  recall {recall:.3f} ({right} of {wanted})")
    return threshold


def _f_score(found: Answers, answers: Answers, weights: Shares, missing: float) -> float:
    """F-beta from weighted counts."""
    right = float(weights[found & answers].sum())
    wanted = float(weights[answers].sum()) + missing
    return (1 + _BETA**2) * right / max(1e-9, _BETA**2 * wanted + float(weights[found].sum()))


if __name__ == "__main__":
    main()
