import pytest

from service.domain.evaluation import (
    Cost,
    Counts,
    DocumentLabel,
    Figures,
    JudgedClaim,
    JudgedSentence,
    Mark,
    Rate,
    StanceFigures,
    counts_of,
    errors_of,
    figures_of,
)
from service.domain.evidence import Aspect, Check, CheckVerdict, Stance, Verdict

S, R, N = Stance.SUPPORTS, Stance.REFUTES, Stance.NOT_ENOUGH_INFO


def sentence(
    mark: Mark, stance: Stance | None, score: float = 0.5, *checks: Check, stored: bool = True
) -> JudgedSentence:
    verdict = None if stance is None else Verdict(stance, score, checks)
    return JudgedSentence("sentence 0", "The ferry sank.", mark, verdict, stored)


def claim(
    *sentences: JudgedSentence,
    label: DocumentLabel = DocumentLabel.SUPPORTS,
    sentences_scored: bool = True,
    refutes_scored: bool = True,
    only_positives: bool = False,
) -> JudgedClaim:
    return JudgedClaim(
        "1",
        "The ferry sank in 2024.",
        label,
        sentences,
        Cost(searched=10, candidates=len(sentences), seconds=0.5),
        sentences_scored,
        refutes_scored,
        only_positives,
    )


def check(aspect: Aspect, verdict: CheckVerdict) -> Check:
    return Check(aspect, verdict, "because")


def kinds(judged: JudgedClaim) -> list[str]:
    return [error.kind for error in errors_of([judged])]


def supports_of(figures: Figures) -> StanceFigures:
    assert figures.supports is not None
    return figures.supports


class TestRates:
    def test_the_interval_of_a_few_is_wide_and_stays_within_0_and_1(self) -> None:
        # Wilson's interval of 8 of 10, and of 10 of 10, as statsmodels' proportion_confint gives them.
        assert Rate(8, 10).interval == pytest.approx((0.4902, 0.9433), abs=1e-4)
        assert Rate(10, 10).interval == pytest.approx((0.7225, 1.0), abs=1e-4)

    def test_a_share_of_nothing_is_unknown(self) -> None:
        assert (Rate(0, 0).value, Rate(0, 0).interval) == (None, None)
        assert Counts(0, 0, 0).f1 is None

    def test_f1_is_the_harmonic_mean(self) -> None:
        counts = Counts(right=6, wrong=2, missed=6)

        assert (counts.precision.value, counts.recall.value, counts.f1) == (0.75, 0.5, 0.6)


class TestSentences:
    def test_each_is_right_wrong_or_missed_for_its_stance(self) -> None:
        judged = claim(
            sentence(Mark.SUPPORTS, S),
            sentence(Mark.SUPPORTS, N),
            sentence(Mark.SUPPORTS, None),
            sentence(Mark.SUPPORTS, R),
            sentence(Mark.NEITHER, S),
            sentence(Mark.NEITHER, None),
            sentence(Mark.REFUTES, R),
        )

        assert counts_of(judged, S) == Counts(right=1, wrong=1, missed=3)
        assert counts_of(judged, R) == Counts(right=1, wrong=1, missed=0)

    @pytest.mark.parametrize("stance", [S, R, N, None])
    def test_a_neutral_one_is_left_out_of_every_figure(self, stance: Stance | None) -> None:
        without = figures_of([claim(sentence(Mark.SUPPORTS, N, 0.4))])

        figures = figures_of([claim(sentence(Mark.SUPPORTS, N, 0.4), sentence(Mark.NEUTRAL, stance, 0.9))])

        assert (figures.supports, figures.refutes, figures.ranking, figures.documents) == (
            without.supports,
            without.refutes,
            without.ranking,
            without.documents,
        )

    def test_a_part_is_neither_right_nor_missed_but_wrong_as_the_opposite(self) -> None:
        parts = claim(sentence(Mark.PART_OF_SUPPORT, S), sentence(Mark.PART_OF_SUPPORT, N))
        opposite = claim(sentence(Mark.PART_OF_SUPPORT, R))

        assert counts_of(parts, S) == Counts(0, 0, 0)
        assert counts_of(opposite, R) == Counts(right=0, wrong=1, missed=0)

    def test_missed_ones_that_were_no_candidates_are_counted_by_reason(self) -> None:
        supports = supports_of(
            figures_of([claim(sentence(Mark.SUPPORTS, None), sentence(Mark.SUPPORTS, None, stored=False))])
        )

        assert (supports.counts.missed, supports.below_floor, supports.not_stored) == (2, 1, 1)

    def test_supports_for_a_claim_without_any_are_counted_apart(self) -> None:
        supported = claim(sentence(Mark.SUPPORTS, S), sentence(Mark.NEITHER, S))
        unsupported = claim(sentence(Mark.NEITHER, S), sentence(Mark.NEITHER, S), label=DocumentLabel.NEI)
        half_covered = claim(sentence(Mark.PART_OF_SUPPORT, S), sentence(Mark.NEITHER, S), label=DocumentLabel.NEI)

        supports = supports_of(figures_of([supported, unsupported, half_covered]))

        assert (supports.claims_without, supports.returned_without) == (2, 3)

    def test_means_over_claims_weigh_each_claim_alike(self) -> None:
        good = claim(*[sentence(Mark.SUPPORTS, S)] * 8)
        bad = claim(sentence(Mark.SUPPORTS, N), sentence(Mark.NEITHER, S))
        silent = claim(sentence(Mark.NEITHER, N), label=DocumentLabel.NEI)

        macro = supports_of(figures_of([good, bad, silent])).macro

        assert (macro.precision, macro.recall, macro.f1) == (0.5, 0.5, 0.5)

    def test_refutes_are_not_scored_where_they_are_unknown(self) -> None:
        figures = figures_of([claim(sentence(Mark.NEITHER, R), label=DocumentLabel.NEI, refutes_scored=False)])

        assert figures.refutes is None
        assert figures.caveats.refutes_unknown == 1


class TestRanking:
    def test_average_precision_adds_the_precision_at_each_step_of_recall(self) -> None:
        ranking = figures_of(
            [
                claim(
                    sentence(Mark.SUPPORTS, S, 0.9),
                    sentence(Mark.NEITHER, N, 0.6),
                    sentence(Mark.SUPPORTS, N, 0.4),
                    sentence(Mark.SUPPORTS, None),
                )
            ]
        ).ranking

        assert ranking is not None
        assert ranking.average_precision == pytest.approx(1 / 3 * 1 + 1 / 3 * 2 / 3)

    def test_sentences_of_one_score_come_together(self) -> None:
        ranking = figures_of([claim(sentence(Mark.NEITHER, S, 0.7), sentence(Mark.SUPPORTS, S, 0.7))]).ranking

        assert ranking is not None
        assert (ranking.average_precision, ranking.best_f1) == (0.5, pytest.approx(2 / 3))

    def test_the_best_threshold_counts_parts_as_wanted(self) -> None:
        ranking = figures_of(
            [
                claim(
                    sentence(Mark.SUPPORTS, S, 0.9),
                    sentence(Mark.PART_OF_SUPPORT, N, 0.3),
                    sentence(Mark.NEITHER, N, 0.1),
                )
            ]
        ).ranking

        assert ranking is not None
        assert (ranking.best_f1, ranking.threshold) == (1.0, 0.3)

    def test_there_is_none_without_anything_wanted(self) -> None:
        assert figures_of([claim(sentence(Mark.NEITHER, S, 0.9), label=DocumentLabel.NEI)]).ranking is None


class TestDocuments:
    def test_one_support_makes_a_supported_document_and_else_one_refutation_a_refuted_one(self) -> None:
        claims = [
            claim(sentence(Mark.SUPPORTS, S), sentence(Mark.NEITHER, R)),
            claim(sentence(Mark.REFUTES, R), sentence(Mark.NEITHER, N), label=DocumentLabel.REFUTES),
            claim(sentence(Mark.NEITHER, N), label=DocumentLabel.NEI),
            claim(sentence(Mark.REFUTES, S), label=DocumentLabel.REFUTES),
        ]

        documents = figures_of(claims).documents

        assert documents is not None
        assert (documents.label, documents.supported) == (Rate(3, 4), Rate(3, 4))
        assert documents.confusion[DocumentLabel.REFUTES] == {DocumentLabel.REFUTES: 1, DocumentLabel.SUPPORTS: 1}

    def test_supported_or_not_at_the_best_threshold(self) -> None:
        claims = [
            claim(sentence(Mark.SUPPORTS, N, 0.4)),
            claim(sentence(Mark.SUPPORTS, S, 0.8)),
            claim(sentence(Mark.NEITHER, N, 0.3), label=DocumentLabel.NEI),
            claim(sentence(Mark.NEITHER, None), label=DocumentLabel.NEI),
        ]

        documents = figures_of(claims).documents

        assert documents is not None
        assert (documents.supported, documents.best, documents.threshold) == (Rate(3, 4), Rate(4, 4), 0.4)

    def test_where_every_score_is_wrong_the_best_is_to_support_nothing(self) -> None:
        documents = figures_of([claim(sentence(Mark.NEITHER, S, 0.9), label=DocumentLabel.NEI)]).documents

        assert documents is not None
        assert (documents.best, documents.threshold) == (Rate(1, 1), None)

    def test_of_unknown_refutations_only_supported_or_not_counts(self) -> None:
        documents = figures_of(
            [claim(sentence(Mark.NEITHER, R), label=DocumentLabel.NEI, refutes_scored=False)]
        ).documents

        assert documents is not None
        assert (documents.label, documents.supported) == (Rate(0, 0), Rate(1, 1))

    def test_a_label_of_the_document_alone_scores_no_sentence(self) -> None:
        judged = claim(sentence(Mark.NEITHER, S, 0.9), sentences_scored=False)

        figures = figures_of([judged])

        assert (figures.supports, figures.refutes, figures.ranking) == (None, None, None)
        assert figures.documents is not None
        assert figures.documents.label == Rate(1, 1)
        assert errors_of([judged]) == []


class TestKindsOfErrors:
    @pytest.mark.parametrize(
        ("missed", "why"),
        [
            (sentence(Mark.SUPPORTS, None, stored=False), "no stored sentence is this one"),
            (sentence(Mark.SUPPORTS, None), "below the candidate floor"),
            (
                sentence(
                    Mark.SUPPORTS,
                    N,
                    0.2,
                    check(Aspect.NAME, CheckVerdict.DIFFERS),
                    check(Aspect.QUANTITY, CheckVerdict.DIFFERS),
                    check(Aspect.COVERAGE, CheckVerdict.UNSTATED),
                ),
                "a check differs (quantity, name)",
            ),
            (sentence(Mark.SUPPORTS, N, 0.2, check(Aspect.DATE, CheckVerdict.UNSTATED)), "unstated (date)"),
            (
                sentence(
                    Mark.SUPPORTS,
                    N,
                    0.2,
                    check(Aspect.COVERAGE, CheckVerdict.UNSTATED),
                    check(Aspect.ATTRIBUTION, CheckVerdict.UNSTATED),
                ),
                "low coverage",
            ),
            (sentence(Mark.SUPPORTS, N, 0.2, check(Aspect.COVERAGE, CheckVerdict.AGREES)), "below the threshold"),
        ],
    )
    def test_a_missed_support_is_told_by_what_the_checks_say(self, missed: JudgedSentence, why: str) -> None:
        assert kinds(claim(missed)) == [f"supports missed: {why}"]

    def test_a_support_that_was_judged_to_refute_is_two_errors(self) -> None:
        assert kinds(claim(sentence(Mark.SUPPORTS, R))) == [
            "supports missed: judged as refutes",
            "refutes wrong: label supports",
        ]

    def test_a_missed_refutation_names_the_check_that_differs_or_says_that_none_does(self) -> None:
        differs = sentence(Mark.REFUTES, N, 0.1, check(Aspect.QUANTITY, CheckVerdict.DIFFERS))

        judged = claim(differs, sentence(Mark.REFUTES, N), label=DocumentLabel.REFUTES)

        assert kinds(judged) == ["refutes missed: a check differs (quantity)", "refutes missed: no check differs"]

    @pytest.mark.parametrize(
        ("judged", "why"),
        [
            (claim(sentence(Mark.NEITHER, S), label=DocumentLabel.NEI), "nothing supports this claim"),
            (claim(sentence(Mark.NEITHER, S), sentence(Mark.SUPPORTS, S)), "other"),
        ],
    )
    def test_a_wrong_support_is_told_by_the_labels(self, judged: JudgedClaim, why: str) -> None:
        assert kinds(judged) == [f"supports wrong: {why}"]
