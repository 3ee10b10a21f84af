from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.verifier.stacked import StackedVerifier, dated, shown_to_model
from service.domain.analysis import analyze_claim
from service.domain.checks import ask
from service.domain.evidence import CheckVerdict, Stance, Verdict
from tests.unit.domain.reading import CLAIMED_AT, claim_of, reading_of

VERIFIER = StackedVerifier.load()


def judge(
    claim: str, sentence: str, *, before: tuple[str, ...] = (), title: str | None = None, published: str | None = None
) -> Verdict:
    reading = reading_of(sentence, before=before, title=title, published=published)
    (verdict,) = VERIFIER.verify(claim_of(claim), [reading])
    return verdict


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "In 2023, 90% of Chile's herring came from Norway.",
            "Two officials said that in 2023 about 90% of Chile's herring came from Norway, which is far away.",
        ),
        ("Seatrek supplies engines for ferries.", "Nordhavn, Bluewater and Seatrek supply engines for Danish ferries."),
        ("Exports to Norway grew 5%.", "Exports to Norway climbed by 5 per cent."),
        ("Norway does not sell arms to Chile.", "Oslo says that it does not sell arms to Chile."),
        (
            "The council voted 51-48 to close the harbour.",
            "It ended with the council voting 51-48 to close the harbour.",
        ),
        ("Brandt was ordered to pay $88,000.", "The court ordered Ada Brandt to pay $88,000 in March."),
    ],
)
def test_a_sentence_that_states_the_claim_supports_it(claim: str, sentence: str) -> None:
    verdict = judge(claim, sentence)

    assert verdict.stance is Stance.SUPPORTS
    assert verdict.support_score >= 0.5


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("90% of Chile's herring came from Norway.", "70% of Chile's herring came from Norway."),
        ("More than 70% of Chile's herring came from Norway.", "Nearly 70% of Chile's herring came from Norway."),
        ("Norway sells arms to Chile.", "Norway does not sell arms to Chile."),
        ("The council upheld the harbour ban.", "The council overturned the harbour ban."),
        ("Seatrek has stopped selling engines to Chile.", "Seatrek sells engines to Chile."),
    ],
)
def test_a_sentence_that_cannot_be_true_with_the_claim_refutes_it(claim: str, sentence: str) -> None:
    assert judge(claim, sentence).stance is Stance.REFUTES


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Brandt sued Lindqvist over the ferry.", "Lindqvist sued Brandt over the ferry."),
        ("Seatrek sells engines to Chile.", "Nordhavn sells engines to Chile."),
        ("Norway bought the Danish ferry in 2022.", "Norway bought the Danish ferry in 2023."),
        ("Norway sold arms to Chile.", "Norway is considering a plan to sell arms to Chile at a later time."),
        ("The club has 9,000 members.", "The club fell from 9,000 members to 1,200 members."),
        ("No diver was hurt in the harbour fire.", "The insurer did not pay for the harbour fire."),
        (
            "Seatrek paid $2 million for the ferry.",
            "Seatrek paid $5 million for the ferry and $2 million for the dock.",
        ),
        ("More than 90% of it came from Norway.", "More than 70% of it came from Norway."),
        ("Chile bought 5 million tonnes of herring.", "Chile bought more than 4 million tonnes of herring."),
        ("Seatrek sold its ferries to Chile.", "Did Seatrek sell its ferries to Chile?"),
        ("Ana Rivas took bribes.", "Ana Rivas resigned."),
        ("Seatrek", "Seatrek sells engines to Chile."),
    ],
)
def test_what_leaves_the_claim_open_does_not_support_it(claim: str, sentence: str) -> None:
    assert judge(claim, sentence).stance is not Stance.SUPPORTS


@pytest.mark.parametrize(
    "sentence", ["Did Seatrek sell its ferries to Chile?", "Seatrek plans to sell its ferries to Chile."]
)
def test_a_question_or_a_plan_does_not_refute_a_denial(sentence: str) -> None:
    assert judge("Seatrek did not sell its ferries to Chile.", sentence).stance is Stance.NOT_ENOUGH_INFO


def test_last_year_is_read_from_the_day_of_publication() -> None:
    claim, sentence = "Norway bought the Danish ferry in 2023.", "Norway bought the Danish ferry last year."

    assert judge(claim, sentence, published="2024-04-12").stance is Stance.SUPPORTS
    assert judge(claim, sentence, published="2022-04-12").stance is not Stance.SUPPORTS


def test_what_a_pronoun_stands_for_may_stand_before() -> None:
    claim, sentence = "Seatrek bought the Danish ferry Aurora in March.", "It bought the Danish ferry Aurora in March."

    resolved = judge(claim, sentence, before=("Seatrek grew fast.",))
    unresolved = judge(claim, sentence, before=("Nordhavn grew fast.",))

    assert resolved.stance is Stance.SUPPORTS
    assert resolved.support_score > unresolved.support_score


WORDS = st.sampled_from(
    ["Norway", "Chile", "Brandt", "sold", "sued", "not", "90%", "70%", "more than", "ferries", "in 2023", "last year"]
)


@given(st.lists(WORDS, min_size=1).map(" ".join), st.lists(WORDS).map(" ".join))
def test_a_differing_check_never_goes_with_support(claim: str, sentence: str) -> None:
    verdict = judge(claim, sentence, published="2024-04-12")

    assert 0 <= verdict.support_score <= 1
    if any(check.verdict is CheckVerdict.DIFFERS for check in verdict.checks):
        assert verdict.stance is not Stance.SUPPORTS


@given(st.text(max_size=200), st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_any_text_gets_a_verdict_with_spans_inside_it(claim: str, sentence: str) -> None:
    verdict = judge(claim, sentence)

    for check in verdict.checks:
        if check.sentence_span is not None:
            assert sentence[slice(*check.sentence_span)] == check.sentence


def test_a_verdict_does_not_depend_on_what_else_is_read() -> None:
    claim = claim_of("90% of the herring came from Norway.")
    readings = [reading_of(f"{share}% of the herring came from Norway.") for share in (90, 70, 50)]

    together = VERIFIER.verify(claim, readings)

    assert together == [VERIFIER.verify(claim, [reading])[0] for reading in readings]


@pytest.mark.parametrize(("text", "language"), [("Seatrek", None), ("Seatrek a vendu son ferry au Chili.", "fr")])
def test_nothing_is_said_of_a_claim_that_cannot_be_checked(text: str, language: str | None) -> None:
    claim = analyze_claim(text, claimed_at=CLAIMED_AT, language=language)

    [verdict] = VERIFIER.verify(claim, [reading_of(text, claim=claim)])

    assert verdict.stance is Stance.NOT_ENOUGH_INFO
    assert [check.reason for check in verdict.checks] == ["the claim cannot be checked; its warning says why"]


def test_of_what_stands_before_a_sentence_the_model_is_shown_the_names_alone() -> None:
    claim = claim_of("Seatrek sold 90% of its herring to Chile.")
    reading = reading_of("It sold 90% of its herring there.", before=("Seatrek says Chile is its best customer.",))

    shown = shown_to_model(ask(claim), reading)

    assert (shown.sentence, shown.before, shown.title) == ("It sold 90% of its herring there.", "Seatrek, Chile", "")


def test_a_context_that_adds_nothing_to_the_claim_is_not_shown() -> None:
    claim = claim_of("Seatrek sold its herring to Chile.")
    reading = reading_of("Seatrek sold its herring to Chile.", before=("Nordhavn is near.",), title="Fish from Norway")

    shown = shown_to_model(ask(claim), reading)

    assert (shown.before, shown.title) == ("", "")


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        ("Norway sold the ferry last year.", "2024-04-12", "Norway sold the ferry last year (2023)."),
        ("Norway sold the ferry last month.", "2024-04-12", "Norway sold the ferry last month (March 2024)."),
        ("Norway sold the ferry last year.", None, "Norway sold the ferry last year."),
        ("Norway sold the ferry in 2023.", "2024-04-12", "Norway sold the ferry in 2023."),
    ],
)
def test_a_date_is_written_out_for_the_model(sentence: str, published: str | None, expected: str) -> None:
    reading = reading_of(sentence, published=published)

    assert dated(sentence, reading.facts.dates) == expected


def test_a_copy_is_judged_like_its_original() -> None:
    claim = claim_of("90% of the herring came from Norway.")
    readings = [reading_of("Of the herring, 90% came from Norway, officials said.")] * 3

    assert len(set(VERIFIER.verify(claim, readings))) == 1


def test_a_sentence_that_is_known_not_to_be_english_is_not_judged() -> None:
    claim = claim_of("Corvane comprou Belmar em 2023.")
    reading = reading_of("Corvane comprou Belmar em 2023.")

    foreign, unclear = VERIFIER.verify(claim, [replace(reading, language="pt"), reading])

    assert foreign.stance is Stance.NOT_ENOUGH_INFO
    assert [check.reason for check in foreign.checks] == [
        "the sentence's language is 'pt'; the verifier reads English alone"
    ]
    assert unclear.stance is Stance.SUPPORTS
