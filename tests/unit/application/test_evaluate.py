"""Judging labelled claims, on the embedded store with a verifier that does as the sentence says."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.application.evaluate import (
    LabelledClaim,
    LabelledQuote,
    LabelledRow,
    Level,
    MisplacedLabel,
    evaluate_claims,
    evaluate_rows,
)
from service.application.index_articles import ArticleDraft, index_article
from service.application.services import Services
from service.domain.claim import Claim
from service.domain.evaluation import DocumentLabel, JudgedClaim, Mark
from service.domain.evidence import Context, Reading, Stance, Verdict
from service.settings import Settings
from service.wiring import build_services

TODAY = datetime(2025, 1, 15, tzinfo=UTC)
CLAIM = "The Velmora copper smelter employs 4,200 people."
SUPPORT = "The Velmora copper smelter employs 4,200 people, its owner said."
REFUTATION = "The Velmora copper smelter employs 4,200 people no longer."
ELSEWHERE = "Rain fell in Holm all day."


class Obedient:
    """Reads "no longer" as a refutation, "people." as neither, and all else as support."""

    version = "obedient"

    def __init__(self) -> None:
        self.contexts: list[Context] = []
        self.claimed_at: list[datetime] = []

    def verify(self, claim: Claim, readings: Sequence[Reading]) -> list[Verdict]:
        self.claimed_at.append(claim.claimed_at)
        self.contexts += [reading.context for reading in readings]
        return [_obedient(reading.candidate.text) for reading in readings]


def _obedient(text: str) -> Verdict:
    if "people." in text:
        return Verdict(Stance.NOT_ENOUGH_INFO, 0.1)
    return Verdict(Stance.REFUTES, 0.2) if "no longer" in text else Verdict(Stance.SUPPORTS, 0.9)


@pytest.fixture
def verifier() -> Obedient:
    return Obedient()


@pytest.fixture
def services(tmp_path: Path, verifier: Obedient) -> Iterator[Services]:
    services = replace(build_services(Settings(data_dir=tmp_path)), verifier=verifier)
    yield services
    services.store.close()


def row(
    *sentences: str,
    support: Set[int] = frozenset(),
    refute: Set[int] = frozenset(),
    label: DocumentLabel = DocumentLabel.SUPPORTS,
    level: Level = Level.SENTENCE,
    binary: bool = False,
) -> LabelledRow:
    return LabelledRow("1", CLAIM, sentences, frozenset(support), frozenset(refute), label, level, binary)


def judged_row(services: Services, labelled: LabelledRow, *, below_floor: bool = False) -> JudgedClaim:
    [judged] = evaluate_rows(services, [labelled], claimed_at=TODAY, below_floor=below_floor)
    return judged


def marks(judged: JudgedClaim) -> list[Mark]:
    return [sentence.mark for sentence in judged.sentences]


def stances(judged: JudgedClaim) -> list[Stance | None]:
    return [sentence.verdict.stance if sentence.verdict else None for sentence in judged.sentences]


def quote(start: int, end: int, mark: Mark = Mark.SUPPORTS, article_id: str = "a") -> LabelledQuote:
    return LabelledQuote("/support/0", article_id, mark, start=start, end=end)


def judged_claim(services: Services, *quotes: LabelledQuote) -> JudgedClaim:
    labelled = LabelledClaim("1", "gold.jsonl line 1", CLAIM, quotes)
    [judged] = evaluate_claims(services, [labelled], {}, claimed_at=TODAY)
    return judged


class TestRows:
    def test_sentences_are_found_by_floor_then_read(self, services: Services) -> None:
        judged = judged_row(services, row(SUPPORT, REFUTATION, CLAIM, ELSEWHERE, support={0}, refute={1}))

        assert stances(judged) == [Stance.SUPPORTS, Stance.REFUTES, Stance.NOT_ENOUGH_INFO, None]
        assert marks(judged) == [Mark.SUPPORTS, Mark.REFUTES, Mark.NEITHER, Mark.NEITHER]
        assert (judged.cost.searched, judged.cost.candidates) == (4, 3)

    def test_those_below_the_floor_are_judged_where_asked_for(self, services: Services) -> None:
        judged = judged_row(services, row(ELSEWHERE, ""), below_floor=True)

        assert stances(judged) == [Stance.SUPPORTS, Stance.SUPPORTS]

    @pytest.mark.parametrize("level", [Level.SENTENCE, Level.SILVER, Level.DOC])
    def test_sentences_of_a_text_are_read_between_their_neighbours(
        self, services: Services, verifier: Obedient, level: Level
    ) -> None:
        judged_row(services, row("One.", "Two.", "Three.", SUPPORT, "Four.", level=level))

        assert verifier.contexts == [Context(("Two.", "Three."), "Four.")]

    @pytest.mark.parametrize("level", [Level.PAIR, Level.SET])
    def test_sentences_of_a_pair_or_a_set_are_read_alone(
        self, services: Services, verifier: Obedient, level: Level
    ) -> None:
        judged_row(services, row("One.", SUPPORT, level=level))

        assert verifier.contexts == [Context()]

    @pytest.mark.parametrize(
        ("level", "label", "support", "mark"),
        [
            (Level.SENTENCE, DocumentLabel.SUPPORTS, {0, 1}, Mark.SUPPORTS),
            (Level.SET, DocumentLabel.SUPPORTS, {0, 1}, Mark.PART_OF_SUPPORT),
            (Level.SET, DocumentLabel.SUPPORTS, {0}, Mark.SUPPORTS),
            (Level.SENTENCE, DocumentLabel.NEI, {0}, Mark.PART_OF_SUPPORT),
        ],
    )
    def test_what_holds_only_jointly_or_in_part_is_marked_as_a_part(
        self, services: Services, level: Level, label: DocumentLabel, support: set[int], mark: Mark
    ) -> None:
        judged = judged_row(services, row(SUPPORT, CLAIM, support=support, label=label, level=level))

        assert marks(judged)[0] is mark

    def test_levels_say_what_is_scored(self, services: Services) -> None:
        silver = judged_row(services, row(SUPPORT, level=Level.SILVER))
        document = judged_row(services, row(SUPPORT, level=Level.DOC))
        binary = judged_row(services, row(SUPPORT, level=Level.PAIR, binary=True))

        assert (silver.only_positives, silver.sentences_scored, silver.refutes_scored) == (True, True, True)
        assert (document.sentences_scored, document.refutes_scored) == (False, True)
        assert (binary.sentences_scored, binary.refutes_scored) == (True, False)

    def test_a_claim_of_its_own_date_is_read_from_that(self, services: Services, verifier: Obedient) -> None:
        own = datetime(2020, 5, 1, tzinfo=UTC)

        list(evaluate_rows(services, [row(SUPPORT), replace(row(SUPPORT), claimed_at=own)], claimed_at=TODAY))

        assert verifier.claimed_at == [TODAY, own]

    def test_a_claim_of_common_words_finds_nothing(self, services: Services) -> None:
        judged = judged_row(services, replace(row("It is what it is."), claim="It is."))

        assert stances(judged) == [None]


class TestClaims:
    TEXT = f"{SUPPORT} {REFUTATION} {ELSEWHERE}"

    @pytest.fixture(autouse=True)
    def article(self, services: Services) -> None:
        index_article(services, ArticleDraft(id="a", text=self.TEXT))
        index_article(services, ArticleDraft(id="b", text=f"{ELSEWHERE} {SUPPORT}"))

    def test_labelled_sentences_get_the_verdicts_and_what_else_is_returned_follows(self, services: Services) -> None:
        judged = judged_claim(services, quote(0, len(SUPPORT)))

        assert {(s.place, s.mark, s.verdict and s.verdict.stance) for s in judged.sentences} == {
            ("a:0", Mark.SUPPORTS, Stance.SUPPORTS),
            (f"a:{len(SUPPORT) + 1}", Mark.NEITHER, Stance.REFUTES),
            (f"b:{len(ELSEWHERE) + 1}", Mark.NEITHER, Stance.SUPPORTS),
        }
        assert (judged.label, judged.cost.searched, judged.cost.candidates) == (DocumentLabel.SUPPORTS, 5, 3)

    def test_a_labelled_sentence_that_is_cut_otherwise_is_still_the_same(self, services: Services) -> None:
        judged = judged_claim(services, quote(4, len(SUPPORT) + 10))

        assert judged.sentences[0].verdict is not None
        assert judged.sentences[0].verdict.stance is Stance.SUPPORTS
        assert {s.place for s in judged.sentences} == {
            "a:4",
            f"a:{len(SUPPORT) + 1}",
            f"b:{len(ELSEWHERE) + 1}",
        }

    def test_a_labelled_sentence_below_the_floor_has_no_verdict(self, services: Services) -> None:
        start = self.TEXT.index(ELSEWHERE)

        judged = judged_claim(services, quote(start, len(self.TEXT)))

        assert (judged.sentences[0].verdict, judged.sentences[0].stored) == (None, True)

    def test_one_that_is_no_sentence_of_the_store_is_reported_as_such(self, services: Services) -> None:
        index_article(
            services, ArticleDraft(id="titled", text=f"Velmora smelter\n\n{SUPPORT}", title="Velmora smelter")
        )

        judged = judged_claim(services, quote(0, 15, article_id="titled"))

        assert (judged.sentences[0].text, judged.sentences[0].stored) == ("Velmora smelter", False)

    def test_a_neutral_one_is_marked_so_that_it_is_left_out(self, services: Services) -> None:
        judged = judged_claim(services, quote(0, len(SUPPORT), Mark.NEUTRAL))

        assert ("a:0", Mark.NEUTRAL) in {(s.place, s.mark) for s in judged.sentences}
        assert judged.label is DocumentLabel.NEI

    def test_a_text_without_place_is_wherever_it_stands(self, services: Services) -> None:
        index_article(services, ArticleDraft(id="twice", text=f"{SUPPORT} {ELSEWHERE} {SUPPORT}"))

        judged = judged_claim(services, LabelledQuote("/supports/0", "twice", Mark.SUPPORTS, text=SUPPORT))

        assert marks(judged)[:2] == [Mark.SUPPORTS, Mark.SUPPORTS]

    def test_an_index_counts_the_sentences_that_the_article_came_in(self, services: Services) -> None:
        labelled = LabelledClaim("1", "", CLAIM, (LabelledQuote("/refute/0", "a", Mark.REFUTES, index=1),))
        offsets = {"a": [(0, len(SUPPORT)), (len(SUPPORT) + 1, len(SUPPORT) + 1 + len(REFUTATION))]}

        [judged] = evaluate_claims(services, [labelled], offsets, claimed_at=TODAY)

        assert (judged.sentences[0].text, stances(judged)[0]) == (REFUTATION, Stance.REFUTES)

    @pytest.mark.parametrize(
        ("misplaced", "says"),
        [
            (quote(0, 5, article_id="none"), "no article or page has the id 'none'"),
            (quote(0, 10_000), "'a' holds no such text there"),
            (LabelledQuote("/support/0", "a", Mark.SUPPORTS, text="Snow fell."), "'a' holds no such text there"),
            (LabelledQuote("/support/0", "a", Mark.SUPPORTS, text="Snow", start=0, end=4), "'a' holds no such text"),
            (LabelledQuote("/support/0", "a", Mark.SUPPORTS, index=7), "'a' holds no such text there"),
        ],
    )
    def test_a_label_that_is_not_in_the_articles_is_refused_by_line_and_field(
        self, services: Services, misplaced: LabelledQuote, says: str
    ) -> None:
        with pytest.raises(MisplacedLabel, match=f"^gold.jsonl line 1: /support/0: {says}"):
            judged_claim(services, misplaced)
