import pytest

from service.adapters.verifier.cross_encoder import CrossEncoder, Entailment
from service.adapters.verifier.encoding import Shown

CLAIM = "Seatrek sold the ferry Aurora to Chile for about $2 million."
READINGS = [
    Shown("Chile has bought the ferry Aurora from Seatrek for around $2 million, officials said on Tuesday."),
    Shown("Seatrek bought the ferry Aurora from Chile for about $2 million."),
    Shown("It went to Chile for about two million dollars.", before="Seatrek has sold the ferry Aurora."),
    Shown("The company has not sold the Aurora.", title="Seatrek denies that it sold a ferry to Chile"),
    Shown("Herring is cheap this year, and the harbour of Valparaiso is full of it, " + "fishermen said, " * 30 + "."),
]


@pytest.fixture(scope="module")
def one_thread() -> CrossEncoder:
    return CrossEncoder(threads=1)


def test_a_pair_has_one_score_whatever_else_is_read_and_on_how_many_threads(one_thread: CrossEncoder) -> None:
    together = CrossEncoder(threads=4).judge(CLAIM, READINGS * 3)

    alone = [one_thread.judge(CLAIM, [shown])[0] for shown in READINGS]

    assert together == alone * 3


def test_chances_are_shares_of_one(one_thread: CrossEncoder) -> None:
    for entailment in one_thread.judge(CLAIM, READINGS):
        assert 0 <= entailment.supports <= 1
        assert 0 <= entailment.refutes <= 1
        assert entailment.supports + entailment.refutes <= 1.000001


def test_a_sale_in_other_words_is_read_as_support_and_a_denied_one_as_refutation(one_thread: CrossEncoder) -> None:
    sold, _, _, denied, aside = one_thread.judge(CLAIM, READINGS)

    assert sold.supports > 0.5
    assert denied.refutes > denied.supports
    assert max(aside.supports, aside.refutes) < 0.5


def test_nothing_to_read_gives_nothing(one_thread: CrossEncoder) -> None:
    assert one_thread.judge(CLAIM, []) == []


def test_any_text_is_read(one_thread: CrossEncoder) -> None:
    (entailment,) = one_thread.judge("", [Shown("\ud800\x00 \u202e\U0001f600")])

    assert isinstance(entailment, Entailment)
