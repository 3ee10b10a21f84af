import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from service.adapters.verifier.cross_encoder import MODEL_FOLDER, Entailment
from service.adapters.verifier.decision import Decision, Regression, features
from service.domain.checks import ask, examine
from service.domain.evidence import Stance
from tests.unit.domain.reading import claim_of, reading_of

CLAIM = claim_of("Norway sells 90% of its herring to Chile.")
SAYS_IT = examine(ask(CLAIM), reading_of("Norway sells 90% of its herring to Chile."))
DIFFERS = examine(ask(CLAIM), reading_of("Norway sells 70% of its herring to Chile."))
ASKS = examine(ask(CLAIM), reading_of("Does Norway sell 90% of its herring to Chile?"))
SURE, AGAINST, OPEN = Entailment(0.99, 0.0), Entailment(0.0, 0.99), Entailment(0.1, 0.1)

DECISION = Decision(
    reading=Regression(-3.0, {"stated": 4.0, "reworded": 4.0, "in_context": 4.0, "resolved": 0.0}, 0.5),
    supports=Regression(0.0, {"model_supports": 1.0}, 0.6),
    refutes=Regression(0.0, {"model_refutes": 1.0}, 0.5),
    model_sha256="",
)


def test_the_model_alone_decides_where_no_check_differs() -> None:
    assert DECISION.stance(SAYS_IT, SURE)[0] is Stance.SUPPORTS
    assert DECISION.stance(SAYS_IT, AGAINST)[0] is Stance.REFUTES
    assert DECISION.stance(SAYS_IT, OPEN)[0] is Stance.NOT_ENOUGH_INFO


def test_a_check_that_differs_keeps_the_score_below_the_threshold() -> None:
    stance, score = DECISION.stance(DIFFERS, SURE)

    assert stance is not Stance.SUPPORTS
    assert score < DECISION.supports.threshold


def test_a_question_refutes_nothing() -> None:
    assert DECISION.stance(ASKS, AGAINST)[0] is Stance.NOT_ENOUGH_INFO


def test_a_score_is_the_probability_of_the_regression() -> None:
    regression = Regression(-1.0, {"stated": 2.0}, 0.5)

    assert regression.probability({"stated": 0.5}) == 0.5
    assert regression.probability({"stated": 1.0}) == pytest.approx(0.7311, abs=1e-4)


def test_the_model_is_never_taken_for_surer_than_it_can_be() -> None:
    assert features(SAYS_IT, Entailment(1.0, 0.0)) == features(SAYS_IT, Entailment(0.999, 0.001))


def test_a_sentence_is_read_where_it_holds_enough_of_the_claim() -> None:
    little = examine(ask(CLAIM), reading_of("Chile is far away from here."))

    assert DECISION.is_worth_reading(SAYS_IT)
    assert not DECISION.is_worth_reading(little)


def test_what_can_neither_support_nor_refute_is_not_read() -> None:
    other_year = examine(
        ask(claim_of("Norway sold 90% of its herring to Chile in 2023.")),
        reading_of("Norway sold 90% of its herring to Chile in 2021."),
    )

    assert other_year.rule_out_support
    assert not DECISION.is_worth_reading(other_year)
    assert DECISION.is_worth_reading(DIFFERS)


def test_a_decision_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "decision.json").write_text(DECISION.dump(), encoding="utf-8")

    assert Decision.load(tmp_path) == DECISION


def test_any_other_weight_is_another_decision() -> None:
    other = replace(DECISION, supports=replace(DECISION.supports, intercept=0.001))

    assert other.fingerprint != DECISION.fingerprint


def test_the_weights_were_fitted_for_the_model_beside_them() -> None:
    found = hashlib.sha256((MODEL_FOLDER / "model.onnx").read_bytes()).hexdigest()

    assert Decision.load().model_sha256 == found


def test_every_weight_is_of_a_feature_that_is_known() -> None:
    decision, known = Decision.load(), features(SAYS_IT, OPEN)

    for regression in (decision.reading, decision.supports, decision.refutes):
        assert regression.weights.keys() <= known.keys()
