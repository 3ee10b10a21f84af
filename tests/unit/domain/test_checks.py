import pytest

from service.domain.checks import Findings, ask, examine
from service.domain.evidence import Aspect, Check, CheckVerdict
from tests.unit.domain.reading import claim_of, reading_of

AGREES, DIFFERS, UNSTATED = CheckVerdict.AGREES, CheckVerdict.DIFFERS, CheckVerdict.UNSTATED


def findings(claim: str, sentence: str, *, before: tuple[str, ...] = (), published: str | None = None) -> Findings:
    return examine(ask(claim_of(claim)), reading_of(sentence, before=before, published=published))


def check(aspect: Aspect, claim: str, sentence: str, *, published: str | None = None) -> Check | None:
    found = [check for check in findings(claim, sentence, published=published).checks if check.aspect is aspect]
    return found[0] if found else None


def verdict(aspect: Aspect, claim: str, sentence: str, *, published: str | None = None) -> CheckVerdict | None:
    found = check(aspect, claim, sentence, published=published)
    return found.verdict if found else None


def test_a_reason_names_both_sides_and_the_span_quotes_the_sentence() -> None:
    sentence = "Officials said nearly 70% of the herring came from Norway."

    found = check(Aspect.QUANTITY, "More than 70% of the herring came from Norway.", sentence)

    assert found is not None
    assert found.verdict is DIFFERS
    assert found.reason == "claim: More than 70%, sentence: nearly 70%"
    assert found.sentence_span is not None
    assert sentence[slice(*found.sentence_span)] == found.sentence == "nearly 70%"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("About 90 per cent of the herring came from Norway.", AGREES),
        ("70% of the herring came from Norway.", DIFFERS),
        ("Most of the herring came from Norway.", UNSTATED),
        ("90% of the salmon and 70% of the herring came from Norway.", DIFFERS),
        ("90% of the salmon came from Norway.", DIFFERS),
        ("The herring cost $90 and came from Norway.", UNSTATED),
    ],
)
def test_a_share_is_held_against_the_share_of_the_same(sentence: str, wanted: CheckVerdict) -> None:
    assert verdict(Aspect.QUANTITY, "90% of the herring came from Norway.", sentence) is wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Twelve of the 19 divers were Danish.", AGREES),
        ("Fifteen of the 19 divers were Danish.", DIFFERS),
        ("Fifteen boats brought 19 Danish divers.", UNSTATED),
    ],
)
def test_a_count_is_held_against_a_count_of_the_same(sentence: str, wanted: CheckVerdict) -> None:
    assert verdict(Aspect.QUANTITY, "Twelve of the 19 divers were Danish.", sentence) is wanted


def test_as_much_of_something_else_differs() -> None:
    claim = "The port took 5 million tonnes of grain."

    assert verdict(Aspect.QUANTITY, claim, "The port took 5 million tonnes of coal.") is DIFFERS
    assert verdict(Aspect.QUANTITY, claim, "The port took 5 million tonnes of Danish grain.") is AGREES
    assert verdict(Aspect.QUANTITY, claim, "Of grain, the port took 5 million tonnes.") is AGREES


def test_the_start_of_a_change_is_not_the_present_value() -> None:
    found = verdict(Aspect.QUANTITY, "The club has 9,000 members.", "The club shrank from 9,000 to 1,200 members.")

    assert found is DIFFERS


def test_what_it_rose_by_is_not_what_it_rose_to() -> None:
    found = check(Aspect.QUANTITY, "Profit rose to $5 million.", "Profit rose by $5 million.")

    assert found is not None
    assert (found.verdict, found.reason) == (DIFFERS, "claim: to $5 million, sentence: by $5 million")


def test_another_ordinal_of_the_same_differs() -> None:
    found = verdict(Aspect.QUANTITY, "It was the ferry's 15th voyage.", "It was the ferry's tenth voyage.")

    assert found is DIFFERS


@pytest.mark.parametrize(
    ("sentence", "published", "wanted"),
    [
        ("Norway bought the ferry in 2023.", None, AGREES),
        ("Norway bought the ferry in 2022.", None, DIFFERS),
        ("Norway bought the ferry last year.", "2024-04-12", AGREES),
        ("Norway bought the ferry last year.", "2025-04-12", DIFFERS),
        ("Norway bought the ferry last year.", None, UNSTATED),
        ("Norway bought the ferry in March 2023.", None, AGREES),
        ("Norway bought the ferry.", None, UNSTATED),
    ],
)
def test_dates_are_read_from_the_day_of_publication(sentence: str, published: str | None, wanted: CheckVerdict) -> None:
    assert verdict(Aspect.DATE, "Norway bought the ferry in 2023.", sentence, published=published) is wanted


@pytest.mark.parametrize(
    ("claim", "sentence", "unstated"),
    [
        ("Norway bought the ferry in April 2024.", "Norway bought the ferry.", 0),
        ("Norway bought the ferry in 2024.", "Norway bought the ferry on Tuesday.", 0),
        ("Norway bought the ferry in March 2023.", "Norway bought the ferry.", 1),
        ("Norway bought the ferry in 2024.", "Norway bought the ferry years ago.", 1),
        ("Norway bought the ferry in 2024.", "Norway had once bought the ferry.", 1),
    ],
)
def test_what_has_no_date_is_of_the_days_before_publication(claim: str, sentence: str, unstated: int) -> None:
    assert findings(claim, sentence, published="2024-04-12").unstated_dates == unstated


def test_a_date_that_grants_one_date_of_the_claim_does_not_contradict_the_other() -> None:
    found = findings("The club won 12 games in 2024, up from 9 in 2023.", "The club won 12 games, up from 9 in 2023.")

    assert [check.verdict for check in found.checks if check.aspect is Aspect.DATE] == [UNSTATED, AGREES]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Ada Brandt sold the ferry.", "Brandt sold the ferry."),
        ("Ada Brandt sold the ferry.", "A. Brandt sold the ferry."),
        ("Ada Brandt sold the ferry.", "President Brandt sold the ferry."),
        ("Seatrek Marine Systems sold the ferry.", "Seatrek sold the ferry."),
        ("Norway sold the ferry.", "The Norwegian government sold the ferry."),
        ("Norway sold the ferry.", "Oslo sold the ferry."),
        ("The Office of Harbour Works sold the ferry.", "The OHW sold the ferry."),
        ("The OHW sold the ferry.", "The Office of Harbour Works sold the ferry."),
    ],
)
def test_a_name_is_met_in_its_other_forms(claim: str, sentence: str) -> None:
    assert verdict(Aspect.NAME, claim, sentence) is AGREES


@pytest.mark.parametrize(
    ("claim", "sentence", "stated"),
    [
        ("The European Union fined Veltron.", "The EU fined the firm.", "EU"),
        ("Otto Brandt opened the bridge.", "On Monday, Mayor Brandt opened the bridge.", "Brandt"),
        ("Otto Brandt opened the bridge.", "The bridge was opened by Otto Brandt.", "Otto Brandt"),
    ],
)
def test_a_name_is_quoted_in_the_form_that_the_sentence_has(claim: str, sentence: str, stated: str) -> None:
    found = check(Aspect.NAME, claim, sentence)

    assert found is not None
    assert (found.verdict, found.sentence) == (AGREES, stated)
    assert found.sentence_span is not None
    assert sentence[slice(*found.sentence_span)] == stated
    assert stated in found.reason


@pytest.mark.parametrize(
    ("claim", "sentence", "reason"),
    [
        (
            "Veltron did not sell the yard.",
            "Veltron has never sold the yard.",
            "both deny it: claim: not, sentence: never",
        ),
        (
            "Veltron did not sell the yard.",
            "Without a vote, Veltron did sell the yard.",
            "they deny different things: claim: not, sentence: Without",
        ),
    ],
)
def test_two_denials_are_quoted_from_both_sides(claim: str, sentence: str, reason: str) -> None:
    found = check(Aspect.NEGATION, claim, sentence)

    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Nordhavn Lines sells ferries.", DIFFERS),
        ("According to Nordhavn Lines, someone sells ferries.", UNSTATED),
        ("It sells ferries.", UNSTATED),
        ("The company sells ferries to Nordhavn Lines.", UNSTATED),
    ],
)
def test_another_name_in_the_subjects_place_differs(sentence: str, wanted: CheckVerdict) -> None:
    assert verdict(Aspect.NAME, "Seatrek sells ferries.", sentence) is wanted


@pytest.mark.parametrize(
    ("claim", "sentence", "wanted"),
    [
        ("Norway sells arms to Chile.", "Norway does not sell arms to Chile.", DIFFERS),
        ("Norway sells arms to Chile.", "Norway denied selling arms to Chile.", DIFFERS),
        ("Norway does not sell arms to Chile.", "Norway sells arms to Chile.", DIFFERS),
        ("Norway does not sell arms to Chile.", "Norway isn't selling arms to Chile.", AGREES),
        ("Norway has stopped selling arms to Chile.", "Norway sells arms to Chile.", DIFFERS),
        ("Norway sells arms to Chile.", "Norway sells arms to Chile, but it does not sell boats.", None),
        ("Exports rose in Norway.", "Exports fell in Norway.", DIFFERS),
        ("Exports did not fall in Norway.", "Exports rose in Norway.", None),
        ("The council upheld the ban.", "The council overturned the ban.", DIFFERS),
    ],
)
def test_what_one_side_denies_and_the_other_states_differs(
    claim: str, sentence: str, wanted: CheckVerdict | None
) -> None:
    assert verdict(Aspect.NEGATION, claim, sentence) is wanted


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Did Norway sell arms to Chile?", "?"),
        ("\u201cHas Norway sold arms to Chile?\u201d", "?"),
        ("If Norway sold arms to Chile, Peru would protest.", "If"),
        ("Norway was acquitted of selling arms to Chile.", "acquitted of"),
    ],
)
def test_a_question_a_condition_and_an_acquittal_state_nothing(sentence: str, cue: str) -> None:
    found = check(Aspect.MODALITY, "Norway sold arms to Chile.", sentence)

    assert found is not None
    assert (found.verdict, found.sentence) == (DIFFERS, cue)


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Brandt was accused of stealing a ferry.", "accused of"),
        ("Brandt was charged with stealing a ferry.", "charged with"),
        ("Brandt is suspected of stealing a ferry.", "suspected of"),
        ("Brandt allegedly stole a ferry.", "allegedly"),
        ("Prosecutors allege that Brandt stole a ferry.", "allege"),
    ],
)
def test_an_accusation_leaves_the_claim_open_and_is_no_support(sentence: str, cue: str) -> None:
    found = findings("Brandt stole a ferry.", sentence)

    modality = [check for check in found.checks if check.aspect is Aspect.MODALITY]
    assert [(check.verdict, check.sentence) for check in modality] == [(UNSTATED, cue)]
    assert (found.accused, found.rule_out_support) == (True, True)


def test_an_accusation_is_support_where_the_claim_is_one() -> None:
    found = findings("Brandt was accused of theft.", "Brandt was accused of theft on Monday.")

    assert not found.rule_out_support


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Norway denied selling arms to Chile.", True),
        ("Norway says that it does not sell arms to Chile.", True),
        ("Norway rejected reports that it sells arms to Chile.", True),
        ("Norway does not sell arms to Chile.", False),
        ("Inspectors said that Norway does not sell arms to Chile.", False),
    ],
)
def test_a_denial_is_known_as_somebodys_word(sentence: str, denied: bool) -> None:
    found = findings("Norway sells arms to Chile.", sentence)

    assert found.denied is denied
    assert found.rule_out_support


def test_a_denial_agrees_with_what_it_denies() -> None:
    found = findings("Norway does not sell arms to Chile.", "Norway denied selling arms to Chile.")

    assert (found.denied, found.rule_out_support) == (False, False)


@pytest.mark.parametrize(
    ("claim", "sentence", "wanted", "reason"),
    [
        (
            "Exports rose.",
            "Exports rose, the ministry said.",
            UNSTATED,
            "the sentence reports what is said by: the ministry",
        ),
        (
            "Otto Brandt said that exports rose.",
            "Exports rose, according to Brandt.",
            AGREES,
            "says so in the claim: Otto Brandt, in the sentence: Brandt",
        ),
        (
            "Otto Brandt said that exports rose.",
            "Exports rose, said Ana Rivas.",
            DIFFERS,
            "says so in the claim: Otto Brandt, in the sentence: Ana Rivas",
        ),
        (
            "Otto Brandt said that exports rose.",
            "Exports rose, officials said.",
            UNSTATED,
            "says so in the claim: Otto Brandt, in the sentence: officials",
        ),
        (
            "Otto Brandt said that exports rose.",
            "Exports rose.",
            UNSTATED,
            "the claim reports what Otto Brandt says; the sentence states it in its own voice",
        ),
    ],
)
def test_who_says_so_is_compared(claim: str, sentence: str, wanted: CheckVerdict, reason: str) -> None:
    found = check(Aspect.ATTRIBUTION, claim, sentence)

    assert found is not None
    assert (found.verdict, found.reason) == (wanted, reason)


def test_another_name_behind_the_same_words_differs() -> None:
    found = check(Aspect.NAME, "The harbour of Arica took 5 ships.", "The harbour of Iquique took 5 ships.")

    assert found is not None
    assert (found.verdict, found.reason) == (DIFFERS, "claim: Arica, sentence: Iquique")


@pytest.mark.parametrize(
    "sentence", ["Ola Brandt sold the ferry.", "O. Brandt sold the ferry.", "Ola and Ida Brandt sold the ferry."]
)
def test_a_namesake_is_somebody_else(sentence: str) -> None:
    assert verdict(Aspect.NAME, "Ada Brandt sold the ferry.", sentence) is not AGREES


def test_a_last_word_that_another_name_ends_in_does_not_name_it() -> None:
    claim, other = "Arica Foods closed a cannery.", "The cannery was closed by Iquique Foods."

    assert verdict(Aspect.NAME, claim, other) is not AGREES
    assert verdict(Aspect.NAME, "Ana Rivas closed a cannery.", "The cannery was closed by Rivas.") is AGREES


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Norway is considering selling arms to Chile.", "considering"),
        ("Norway has an option to sell arms to Chile.", "option to"),
        ("Norway will sell arms to Chile.", "will sell"),
    ],
)
def test_a_plan_is_not_the_deed(sentence: str, cue: str) -> None:
    found = check(Aspect.MODALITY, "Norway sold arms to Chile.", sentence)

    assert found is not None
    assert (found.verdict, found.sentence) == (DIFFERS, cue)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Norway plans to sell arms to Chile.", "Norway is considering selling arms to Chile."),
        ("Norway sold arms to Chile.", "Norway may have sold arms to Chile."),
        ("Norway will sell arms to Chile.", "Norway plans to sell arms to Chile."),
    ],
)
def test_a_doubt_leaves_the_claim_open(claim: str, sentence: str) -> None:
    assert verdict(Aspect.MODALITY, claim, sentence) is UNSTATED


@pytest.mark.parametrize(
    ("claim", "sentence", "wanted"),
    [
        ("Brandt sued Lindqvist.", "Lindqvist sued Brandt.", DIFFERS),
        ("Brandt sued Lindqvist.", "Brandt was sued by Lindqvist.", DIFFERS),
        ("Brandt sued Lindqvist.", "Lindqvist was sued by Brandt.", AGREES),
        ("Seatrek sold the yard to Nordhavn.", "Nordhavn bought the yard from Seatrek.", AGREES),
        ("Seatrek sold the yard to Nordhavn.", "Seatrek bought the yard from Nordhavn.", DIFFERS),
        ("Norway lent Chile money.", "Norway borrowed money from Chile.", DIFFERS),
        ("Brandt beat Lindqvist in the runoff.", "Lindqvist lost the runoff to Brandt.", AGREES),
        ("Brandt beat Lindqvist in the runoff.", "Brandt lost to Lindqvist in the runoff.", DIFFERS),
        ("Brandt succeeded Lindqvist.", "Lindqvist was replaced by Brandt.", AGREES),
        ("Brandt succeeded Lindqvist.", "Lindqvist succeeded Brandt.", DIFFERS),
        ("Lindqvist resigned.", "Lindqvist's deputy resigned.", DIFFERS),
        ("Brandt resigned.", "Brandt succeeded Lindqvist, who resigned.", DIFFERS),
        ("Lindqvist resigned.", "Brandt succeeded Lindqvist, who resigned.", None),
        ("Seatrek supplies optics to Peru.", "Nordhavn, Seatrek and Arica Foods supply optics to Peru.", AGREES),
        ("The union criticised the ministry.", "The ministry criticised the union.", DIFFERS),
        ("Chile is north of Peru.", "Peru is north of Chile.", DIFFERS),
    ],
)
def test_parties_are_held_against_their_roles(claim: str, sentence: str, wanted: CheckVerdict | None) -> None:
    assert verdict(Aspect.ROLE, claim, sentence) is wanted


def test_parties_without_a_verb_are_quoted_too() -> None:
    found = check(Aspect.ROLE, "Norway's loan to Chile grew.", "Chile's loan to Norway grew.")

    assert found is not None
    assert found.reason == "claim: Norway's loan to Chile, sentence: Chile's loan to Norway"


def test_swapped_parties_are_quoted_from_both_sides() -> None:
    sentence = "On Monday Lindqvist sued Brandt over a ferry."

    found = check(Aspect.ROLE, "Brandt sued Lindqvist.", sentence)

    assert found is not None
    assert found.reason == "claim: Brandt sued Lindqvist, sentence: Lindqvist sued Brandt"
    assert found.sentence_span is not None
    assert sentence[slice(*found.sentence_span)] == "Lindqvist sued Brandt"


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("Brandt and Lindqvist have settled their dispute over the ferry.", True),
        ("Brandt met Lindqvist over the ferry.", True),
        ("Brandt will sue Lindqvist over the ferry.", False),
        ("Brandt's lawsuit against Lindqvist over the ferry was filed in May.", False),
    ],
)
def test_a_verb_without_counterpart_is_missed(sentence: str, missing: bool) -> None:
    assert findings("Brandt sued Lindqvist over the ferry.", sentence).missing_predicate is missing


def test_the_first_check_says_which_words_are_missing() -> None:
    first = findings("Norway sold the rusty ferry.", "Norway sold the ferry.").checks[0]

    assert (first.aspect, first.verdict, first.claim) == (Aspect.COVERAGE, UNSTATED, "rusty")


def test_context_counts_only_where_the_sentence_refers_back() -> None:
    before = ("Seatrek opened in 1990.",)

    back = findings("Seatrek employs 300 divers.", "The company employs 300 divers.", before=before)
    apart = findings("Seatrek employs 300 divers.", "Nordhavn employs 300 divers.", before=before)

    assert back.in_context > 0
    assert back.resolved > 0
    assert apart.in_context == 0


@pytest.mark.parametrize(
    ("before", "title", "wanted", "reason"),
    [
        (
            ("Seatrek opened in 1990.",),
            None,
            AGREES,
            "'The company' stands for Seatrek, named in the sentence before",
        ),
        (
            ("Seatrek opened in 1990.", "It was small then."),
            None,
            AGREES,
            "'The company' stands for Seatrek, named in the sentences before",
        ),
        ((), "Seatrek to move to Arica", AGREES, "'The company' stands for Seatrek, named in the title"),
        (
            ("Seatrek opened in 1990.", "Nordhavn moved to Arica in 1995."),
            None,
            UNSTATED,
            "'The company' may stand for Nordhavn, which is named nearer than Seatrek",
        ),
        (("A ferry sank in 1990.",), None, UNSTATED, "the sentence does not name Seatrek"),
    ],
)
def test_what_the_company_stands_for_is_looked_up(
    before: tuple[str, ...], title: str | None, wanted: CheckVerdict, reason: str
) -> None:
    reading = reading_of("The company employs 300 divers.", before=before, title=title)

    found = examine(ask(claim_of("Seatrek employs 300 divers.")), reading)

    names = [(check.verdict, check.reason) for check in found.checks if check.aspect is Aspect.NAME]
    assert names == [(wanted, reason)]
    assert (found.resolved > 0, found.missing_names) == ((True, 0) if wanted is AGREES else (False, 1))


def test_a_sentence_that_says_it_all_is_fully_stated() -> None:
    found = findings(
        "In 2023, 90% of the herring came from Norway.", "In 2023 about 90% of the herring came from Norway."
    )

    assert found.stated == 1.0
    assert not found.rule_out_support
    assert not found.contradiction


def test_an_ordinal_of_the_claim_that_the_sentence_has_too_is_not_held_against_another_one() -> None:
    sentence = "In May the ferry began its seventh and last season, having earned most in its sixth season."

    found = findings("The ferry's last season was its seventh season.", sentence)

    assert not found.rule_out_support


def test_whom_a_sentence_describes_is_who_did_what_the_description_says() -> None:
    claim = "Ravel Bay was written by Ode Tamm."

    found = findings(claim, "Ravel Bay is a 2010 Danish drama film written by Ode Tamm.")

    assert not found.rule_out_support


@pytest.mark.parametrize(
    ("claimed", "stated"), [("the U. S. Mint", "the U.S. Mint"), ("the Faroe Isles", "the Faeroes")]
)
def test_another_spelling_of_a_name_is_no_other_name(claimed: str, stated: str) -> None:
    claim = f"{claimed[0].upper()}{claimed[1:]} sold 900 coins."

    found = verdict(Aspect.NAME, claim, f"{stated[0].upper()}{stated[1:]} sold 900 coins.")

    assert found is not DIFFERS


def test_what_is_denied_of_one_may_be_true_of_another() -> None:
    claim = "Ode Tamm was not the first woman to lead the party."

    found = findings(claim, "In 1975 Ode Tamm became the second woman to lead the party.")

    assert not found.rule_out_support
    assert not found.contradiction


def test_a_count_that_is_seldom_met_by_chance_is_one_figure_whatever_it_is_said_to_count() -> None:
    assert verdict(Aspect.QUANTITY, "The flood cost 52 lives.", "In the flood 52 people died.") is AGREES
    assert verdict(Aspect.QUANTITY, "The flood cost 5 lives.", "In the flood 5 bridges fell.") is not AGREES


def test_a_number_within_a_name_counts_nothing() -> None:
    claim = "Vrhnik won the Tour of the Two Seas."

    assert check(Aspect.QUANTITY, claim, "Vrhnik came first in the race in 41 hours.") is None


def test_a_share_or_an_amount_of_the_claim_has_to_be_stated() -> None:
    claim = "90% of the herring came from Norway."

    assert findings(claim, "Most of the herring came from Norway.").lacks_amount
    assert findings("The herring cost $90 million.", "The herring cost a fortune.").rule_out_support
    assert not findings("Four ships came from Norway.", "The ships came from Norway.").lacks_amount


def test_a_vote_against_is_the_opposite_of_a_passing_one() -> None:
    sentence = "The union urged members to vote against the bill."

    assert findings("The union urged members to pass the bill.", sentence).contradiction
    assert not findings("The union urged members to vote against the bill.", sentence).contradiction
