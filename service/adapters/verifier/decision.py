"""From what was found of a claim in a sentence, and how the model reads the two, to a stance and its probability."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from service.adapters.verifier.cross_encoder import MODEL_FOLDER, Entailment
from service.domain.checks import Findings
from service.domain.evidence import Aspect, CheckVerdict, Stance

DECISION_FILE = "decision.json"

# A probability nearer to 0 or 1 than this says no more than this.
_SUREST = 0.002
_MOST_COUNTED = 2
# On labelled claims 93 of 100 sentences that contradict so much of a claim's frame, so close together, refute it.
_REFUTING_FRAME = 0.75
_REFUTING_CLOSENESS = 0.3
# How far a score stays below the threshold where the model has not read the sentence.
_BELOW = 0.01
# What is left of a score where a check differs: of such candidates of labelled claims 5 in 100 support, of the others
# 15.
_LEFT_WHERE_RULED_OUT = 0.3
_FLAGS = (
    "distinct_quantity",
    "suspended",
    "unasserted",
    "contradiction",
    "leaves_open",
    "only_names",
    "misses_denied",
    "denied",
    "accused",
    "missing_predicate",
)
# Stands for the model's reading where it is not asked: a sentence that it has read comes first.
_UNREAD = Entailment(supports=0.0, refutes=0.0)
# The features are linear in the model's two logits, so that one of these gives the most that any reading could.
_EXTREMES = tuple(Entailment(supports, refutes) for supports in (0.0, 1.0) for refutes in (0.0, 1.0))
_ANOTHER = frozenset({Aspect.NAME, Aspect.DATE})
_ELSEWHERE = frozenset({Aspect.NAME, Aspect.ROLE, Aspect.DATE})

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: p = 1 / (1 + exp(-(intercept + sum of weight x feature))).

    What it tells is taken to hold from a probability of `threshold` on.
    """

    intercept: float
    weights: dict[str, float]
    threshold: float

    def probability(self, features: Features) -> float:
        """The probability, 0..1."""
        return _logistic(self.intercept + sum(weight * features[name] for name, weight in self.weights.items()))

    def holds(self, features: Features) -> bool:
        """Whether the probability reaches the threshold."""
        return self.probability(features) >= self.threshold


@dataclass(frozen=True, slots=True)
class Decision:
    """What was fitted on labelled claims.

    `reading` tells from the checks whether the model should read a sentence: a sieve that loses hardly anything that
    would be found. `supports` and `refutes` weigh checks and model; `model_sha256` names the model file that they were
    fitted for.
    """

    reading: Regression
    supports: Regression
    refutes: Regression
    model_sha256: str

    @property
    def fingerprint(self) -> str:
        """Changes with any weight, and with the model that they were fitted for."""
        return hashlib.sha256(self.dump().encode()).hexdigest()[:12]

    @classmethod
    def load(cls, folder: Path = MODEL_FOLDER) -> "Decision":
        """What training.fit_decision wrote into the folder."""
        stored = json.loads((folder / DECISION_FILE).read_text(encoding="utf-8"))
        regressions = {name: Regression(**stored[name]) for name in ("reading", "supports", "refutes")}
        return cls(**regressions, model_sha256=stored["model_sha256"])

    def dump(self) -> str:
        """The text of a decision file."""
        return json.dumps(asdict(self), indent=2) + "\n"

    def stance(self, findings: Findings, entailment: Entailment) -> tuple[Stance, float]:
        """The stance of a sentence that the model has read, and the probability that it supports the claim."""
        known = features(findings, entailment)
        score = self.supports.probability(known)
        if findings.rule_out_support:
            score *= _LEFT_WHERE_RULED_OUT
        elif score >= self.supports.threshold:
            return Stance.SUPPORTS, score
        if not rules_out_refutation(findings) and self.refutes.probability(known) >= self.refutes.threshold:
            return Stance.REFUTES, score
        return Stance.NOT_ENOUGH_INFO, score

    def unread_score(self, findings: Findings) -> float:
        """The probability of support where the model does not read the sentence: as if it had found little in it."""
        score = self.supports.probability(features(findings, _UNREAD))
        if findings.rule_out_support:
            score *= _LEFT_WHERE_RULED_OUT
        return min(score, self.supports.threshold - _BELOW)

    def is_worth_reading(self, findings: Findings) -> bool:
        """Whether the model should read the sentence, from the checks alone.

        It need not where neither stance could follow, whatever it read.
        """
        if findings.rule_out_support and not self._could_refute(findings):
            return False
        return self.reading.holds(check_features(findings))

    def _could_refute(self, findings: Findings) -> bool:
        return not rules_out_refutation(findings) and any(
            self.refutes.holds(features(findings, extreme)) for extreme in _EXTREMES
        )


def rules_out_refutation(findings: Findings) -> bool:
    """Whether the sentence cannot refute the claim: it asks or plans, or speaks of another time or of somebody else."""
    return findings.unasserted or any(
        check.verdict is CheckVerdict.DIFFERS and check.aspect in _ANOTHER for check in findings.checks
    )


def check_features(findings: Findings) -> dict[str, float]:
    """What the regressions weigh of the checks, by name; shares are 0..1, counts at most 2."""
    differing = [check for check in findings.checks if check.verdict is CheckVerdict.DIFFERS]
    elsewhere = any(check.aspect in _ELSEWHERE for check in differing)
    return {
        "stated": findings.stated,
        "reworded": findings.reworded,
        "in_context": findings.in_context,
        "resolved": findings.resolved,
        "heaviest_missing": findings.heaviest_missing,
        "closeness": findings.closeness,
        "frame": findings.frame,
        "missing_names": min(findings.missing_names, _MOST_COUNTED),
        "absent_names": min(findings.absent_names, _MOST_COUNTED),
        "absent_with_rivals": float(findings.absent_names > 0 and findings.rival_names),
        "unstated_quantities": min(findings.unstated_quantities, _MOST_COUNTED),
        "unstated_dates": min(findings.unstated_dates, _MOST_COUNTED),
        "differing": min(len(differing), _MOST_COUNTED),
        "differing_elsewhere": float(elsewhere),
        "refuting_frame": float(
            findings.contradiction
            and findings.frame >= _REFUTING_FRAME
            and findings.closeness >= _REFUTING_CLOSENESS
            and not (findings.missing_names or elsewhere or findings.unasserted)
        ),
        **{name: float(getattr(findings, name)) for name in _FLAGS},
    }


def model_features(entailment: Entailment, *, held: float, frame: float) -> dict[str, float]:
    """The model's reading in logits, and weighed by the shares of the claim that the sentence holds and speaks of."""
    supports, refutes = _logit(entailment.supports), _logit(entailment.refutes)
    return {
        "model_supports": supports,
        "model_refutes": refutes,
        "model_supports_stated": supports * held,
        "model_refutes_frame": refutes * frame,
    }


def features(findings: Findings, entailment: Entailment) -> dict[str, float]:
    """Checks and reading together."""
    held = findings.stated + findings.reworded
    return check_features(findings) | model_features(entailment, held=held, frame=findings.frame)


def _logit(probability: float) -> float:
    kept = min(max(probability, _SUREST), 1 - _SUREST)
    return math.log(kept / (1 - kept))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
