"""Which sentences are the same one, carried over; all pairs are made up."""

import random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.copies import copy_groups, is_copy
from service.domain.evidence import ArticleHeader, Candidate, SentenceKey

SMELTER = "The Velmora copper smelter employs 4,200 people on two sites in the north of Tarnovia."
RULING = (
    "The high court in Brennick ruled on Tuesday that Andamar Motors must recall 18,000 electric buses because of a "
    "fault in their brakes."
)
QUOTE = "“We will not close a single line before the new bridge has been opened to traffic,” the minister said."

COPIES = {
    "word for word": (SMELTER, SMELTER),
    "marks and quotes": (
        '"We have no choice but to raise our fares this winter", the operator said.',
        "“We have no choice but to raise our fares this winter,” the operator said",
    ),
    "letter case": (
        "The Council Of Lindhaven approved the harbour plan by nine votes to four.",
        "The council of Lindhaven approved the harbour plan by nine votes to four.",
    ),
    "no-break spaces and soft hyphens": (
        "The works sold 3,100\u00a0tonnes of re\u00adfined copper to buyers in Kessel last year.",
        "The works sold 3,100 tonnes of refined copper to buyers in Kessel last year.",
    ),
    "percent in letters": (
        "Exports of timber rose by 14% in the first half of the year, the ministry said.",
        "Exports of timber rose by 14 per cent in the first half of the year, the ministry said.",
    ),
    "percent in one word": (
        "About 62% of the town's households heat with wood, a survey found.",
        "About 62 percent of the town’s households heat with wood, a survey found.",
    ),
    "British and American spelling": (
        "The harbour authority organised a defence of its labour policy at the theatre.",
        "The harbor authority organized a defense of its labor policy at the theater.",
    ),
    "periods in an abbreviation": (
        "The U.S. delegation left the talks in Kessel on Friday without an agreement.",
        "The US delegation left the talks in Kessel on Friday without an agreement.",
    ),
    "numbers in letters": (
        "Rescuers pulled twelve miners out of the flooded shaft near Orrin on Sunday night.",
        "Rescuers pulled 12 miners out of the flooded shaft near Orrin on Sunday night.",
    ),
    "a number with its magnitude short": (
        "The bank set aside $3bn for loans that it does not expect to see again.",
        "The bank set aside $3 billion for loans that it does not expect to see again.",
    ),
    "a demonym for the country": (
        "Officials said the Chinese shipyard had delivered two ferries to Ondal ahead of schedule.",
        "Officials said China's shipyard had delivered two ferries to Ondal ahead of schedule.",
    ),
    "one verb changed": (
        RULING,
        RULING.replace("ruled", "decided"),
    ),
    "small words changed": (
        "The owner of the smelter said that it has hired 300 people since the start of the year.",
        "The smelter's owner said it has hired 300 people since the start of this year.",
    ),
    "lengthened by an attribution": (
        RULING,
        RULING.removesuffix(".") + ", according to court papers seen by the Lantern.",
    ),
    "led in by an attribution": (
        "The dam at Hollin lost a third of its water in six weeks of drought.",
        "According to the regional water board, the dam at Hollin lost a third of its water in six weeks of drought.",
    ),
    "shortened": (
        "The Ondal ferry line carried 1.2 million passengers in 2024.",
        "The Ondal ferry line carried 1.2 million passengers in 2024, a tenth more than the year before, and plans to "
        "buy a second ship.",
    ),
    "short and wholly contained": (
        "Lindhaven's harbour handled 40% more grain.",
        "Lindhaven's harbour handled 40% more grain, its director told reporters.",
    ),
    "a denial added behind it": (
        "The port of Merrow shipped 90,000 tonnes of grain to the islands in March.",
        "The port of Merrow shipped 90,000 tonnes of grain to the islands in March, but it did not say to whom.",
    ),
    "an explanation put in": (
        "The grid operator Norrel will switch off the last coal unit at Dunmore in October.",
        "The grid operator Norrel will switch off the last coal unit at Dunmore, which opened in 1971, in October.",
    ),
    "a quote with its speaker left out": (QUOTE, QUOTE.removesuffix(" the minister said.")),
    "a quote with its speaker named more fully": (
        "“Our crews found the wreck where the old chart had marked it,” Holt said.",
        "“Our crews found the wreck where the old chart had marked it,” said Captain Anna Holt, who led the search.",
    ),
    "a quote whose speaker comes first": (
        "“These families will get back the land that was taken from them,” said the governor, Piotr Lem.",
        "The governor, Piotr Lem, said: “These families will get back the land that was taken from them.”",
    ),
    "clauses in another order": (
        "According to figures of the Kessel customs office, imports of steel from Tarnovia jumped from 200 tonnes "
        "in 2021 to over 500 tonnes in 2022.",
        "Imports of steel from Tarnovia surged from 200 tonnes in 2021 to over 500 tonnes in 2022, according to "
        "figures of the Kessel customs office, a state agency that was founded a century ago.",
    ),
    "an outlet's name short and in full": (
        "The board had known of the leak for a year, two former managers told the MW.",
        "The board had known of the leak for a year, two former managers told the Meridian Wire.",
    ),
    "a quote that names somebody, whose speaker comes first": (
        "“We will see Borea in court, and we will not settle for less than the whole sum,” Anna Holt said.",
        "Anna Holt said: “We will see Borea in court, and we will not settle for less than the whole sum.”",
    ),
    "names of a list in another order": (
        "The ferries to Ondal, Merrow and Kessel will not run before the storm has passed, the line said.",
        "The ferries to Merrow, Ondal and Kessel will not run before the storm has passed, the line said.",
    ),
    "boilerplate": (
        "The company did not immediately respond to a request for comment.",
        "The company did not immediately respond to a request for comment.",
    ),
    "very short and equal": ("Nobody was hurt.", "Nobody was hurt."),
}

NO_COPIES = {
    "another number": (SMELTER, SMELTER.replace("4,200", "2,400")),
    "another number in letters": (SMELTER, SMELTER.replace("two sites", "three sites")),
    "one and two": (
        "The inquiry found that one engineer had warned the board of cracks in the dam before it broke.",
        "The inquiry found that two engineers had warned the board of cracks in the dam before it broke.",
    ),
    "another year": (
        "The Ondal ferry line carried more passengers in 2024 than in any year since the bridge was built.",
        "The Ondal ferry line carried more passengers in 2023 than in any year since the bridge was built.",
    ),
    "another percentage": (
        "Shares of the smelter's owner rose 3% on Monday after it published its yearly results.",
        "Shares of the smelter's owner rose 5% on Monday after it published its yearly results.",
    ),
    "template": ("Shares rose 3% on Monday.", "Shares fell 2% on Friday."),
    "another weekday": (
        "Trains between Brennick and Lindhaven will not run on Monday because of repairs to the line.",
        "Trains between Brennick and Lindhaven will not run on Thursday because of repairs to the line.",
    ),
    "another month": (
        "The number of visitors to the castle fell to its lowest level for ten years in March, the trust said.",
        "The number of visitors to the castle fell to its lowest level for ten years in August, the trust said.",
    ),
    "another name at the start": (SMELTER, SMELTER.replace("Velmora", "Dunmore")),
    "another name inside": (RULING, RULING.replace("Andamar Motors", "Borea Coaches")),
    "another country": (
        "The ministry said that buses made in France had to be inspected before the end of the year.",
        "The ministry said that buses made in Chile had to be inspected before the end of the year.",
    ),
    "another place at the end": (SMELTER, SMELTER.replace("Tarnovia", "Kessel")),
    "another name whose initials are a common word": (
        "The sum was worked out as a favour to the council by the ratepayers' lobby Fair Share Orrin.",
        "The sum was worked out as a favour to the council by the ratepayers' lobby Anna Sedlak.",
    ),
    "another first name": (
        "The prize for the best novel of the year went to Anna Holt at a ceremony in the town hall.",
        "The prize for the best novel of the year went to Ruth Holt at a ceremony in the town hall.",
    ),
    "a negation put in": (
        "The owner of the smelter has agreed to pay for the treatment of all workers who fell ill.",
        "The owner of the smelter has not agreed to pay for the treatment of all workers who fell ill.",
    ),
    "a contracted negation put in": (
        "The bridge will open to lorries before the winter, the road agency told the council on Tuesday.",
        "The bridge won't open to lorries before the winter, the road agency told the council on Tuesday.",
    ),
    "a negation put in before the last word": (
        "The bus that links the villages round the lake with the station at Orrin is free.",
        "The bus that links the villages round the lake with the station at Orrin is not free.",
    ),
    "never": (
        "The ministry had been told of the cracks in the dam by its own engineers, the inquiry found.",
        "The ministry had never been told of the cracks in the dam by its own engineers, the inquiry found.",
    ),
    "denied": (
        "The works released mercury into the river between May and August of last year.",
        "The mayor denied that the works released mercury into the river between May and August of last year.",
    ),
    "may": (
        "The grid operator Norrel will switch off the last coal unit at Dunmore in October, its owner said.",
        "The grid operator Norrel may switch off the last coal unit at Dunmore in October, its owner said.",
    ),
    "the opposite verb": (
        "Exports of timber from the northern districts rose sharply in the first half of the year, the ministry said.",
        "Exports of timber from the northern districts fell sharply in the first half of the year, the ministry said.",
    ),
    "the other way round": (
        "In a letter to the court in Brennick last week Andamar accused Borea of stealing the design of its brakes.",
        "In a letter to the court in Brennick last week Borea accused Andamar of stealing the design of its brakes.",
    ),
    "the other way round, with names of several words": (
        "In a letter to the court last week Andamar Motors accused Borea of stealing the design of its brakes.",
        "In a letter to the court last week Borea accused Andamar Motors of stealing the design of its brakes.",
    ),
    "more and less": (
        "The survey found that at least 300 of the town's wells had run dry by the end of the summer.",
        "The survey found that fewer than 300 of the town's wells had run dry by the end of the summer.",
    ),
    "nearly and over": (
        "The Ondal ferry line carried nearly 40% more passengers than in the year before, its owner said.",
        "The Ondal ferry line carried over 40% more passengers than in the year before, its owner said.",
    ),
    "another weekday with its case": (
        "The outcome of Sunday's vote in Lindhaven will not be known before the end of the month.",
        "The outcome of Monday's vote in Lindhaven will not be known before the end of the month.",
    ),
    "a figure that stands there already": (
        "Of the 14 wells that the town of Orrin has drilled since the drought began 9 have run dry again.",
        "Of the 9 wells that the town of Orrin has drilled since the drought began 9 have run dry again.",
    ),
    "a quote with another speaker": (
        "“We will not be told by anyone how to run our own harbour,” said the mayor, Anna Holt.",
        "“We will not be told by anyone how to run our own harbour,” said the union's head, Piotr Lem.",
    ),
    "a quote with another speaker behind the same verb": (
        "“Nobody in this town was asked before the works were sold,” Holt said.",
        "“Nobody in this town was asked before the works were sold,” Lem said.",
    ),
    "a paraphrase": (
        "The Velmora smelter employs 4,200 people on two sites in northern Tarnovia.",
        "On its two sites in the north of Tarnovia, some 4,200 people work for the smelter at Velmora.",
    ),
    "a paraphrase of a quote": (
        "“We will not close a single line before the new bridge has been opened to traffic,” the minister said.",
        "The minister promised to keep all lines until traffic flows over the bridge.",
    ),
    "the same frame with another matter": (
        "The ministry said in a statement on Tuesday that it would look into the sale of the harbour.",
        "The ministry said in a statement on Tuesday that three miners had been found alive.",
    ),
    "a long frame with another matter": (
        "The ministry of health said in a statement on Tuesday that two of its wards would close.",
        "The ministry of health said in a statement on Tuesday that nobody had been infected.",
    ),
    "a figure taken up in another sentence": (
        "Nearly 70% of the region's approximately 900 tonnes of copper ore in the last quarter came from Velmora.",
        "About 90 per cent of the tin was mined at Orrin, the officials said, alongside 70 per cent of the region's "
        "approximately 900 tonnes of ores that had been shipped in the last quarter.",
    ),
    "a long name in common": (
        "The Tarnovian Union of Steel and Copper Workers urged its members to reject the offer.",
        "The Tarnovian Union of Steel and Copper Workers, in an open letter to the board of the smelter, said on "
        "Sunday that the members would strike.",
    ),
    "a short phrase contained by accident": (
        "He spoke to reporters.",
        "The owner of the smelter declined to comment when he spoke to reporters at the gate on Monday.",
    ),
    "short with one word changed": ("The mayor was not hurt.", "The driver was not hurt."),
    "half of it": (
        "The council of Lindhaven approved the plan for a new harbour, and the works will begin in May.",
        "The council of Lindhaven approved the plan after a debate of nine hours in which the opposition walked out, "
        "and the courts may still stop it.",
    ),
    "nothing in common": (SMELTER, RULING),
    "no words": ("—", "…"),
}


def candidate(article_id: str, text: str, position: int = 0) -> Candidate:
    key = SentenceKey(article_id, 1, position)
    return Candidate(key, 1000, text, 0, len(text), ArticleHeader(article_id, 1))


def grouped(*candidates: Candidate) -> list[list[str]]:
    return [[member.key.sentence_id for member in group] for group in copy_groups(candidates)]


@pytest.mark.parametrize(("left", "right"), COPIES.values(), ids=COPIES)
def test_a_sentence_carried_over_is_a_copy(left: str, right: str) -> None:
    assert is_copy(left, right)
    assert is_copy(right, left)


@pytest.mark.parametrize(("left", "right"), NO_COPIES.values(), ids=NO_COPIES)
def test_a_sentence_that_says_something_else_is_no_copy(left: str, right: str) -> None:
    assert not is_copy(left, right)
    assert not is_copy(right, left)


def test_a_group_is_the_same_sentence_in_several_articles() -> None:
    short, full = COPIES["shortened"]
    candidates = [candidate("b", SMELTER), candidate("c", full), candidate("a", SMELTER, 3), candidate("d", short)]

    assert grouped(*candidates, candidate("e", RULING)) == [["a:1:3", "b:1:0"], ["c:1:0", "d:1:0"]]


def test_an_article_that_repeats_itself_copies_nobody() -> None:
    assert grouped(candidate("a", SMELTER, 0), candidate("a", SMELTER, 5)) == []


def test_a_sentence_that_an_article_has_twice_is_in_the_group_twice() -> None:
    twice = [candidate("a", SMELTER, 0), candidate("a", SMELTER, 5)]

    assert grouped(*twice, candidate("b", SMELTER)) == [["a:1:0", "a:1:5", "b:1:0"]]


def test_two_halves_of_a_sentence_are_no_copies_of_one_another() -> None:
    first = "The council of Lindhaven approved the plan for a new harbour on Tuesday evening"
    second = "the works on the quay will begin in May and cost nine million crowns"
    groups = grouped(candidate("a", f"{first}, and {second}."), candidate("b", first), candidate("c", second))

    assert groups == [["a:1:0", "b:1:0"]]


def test_small_edits_do_not_add_up_to_another_sentence() -> None:
    words = [f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(60)]
    chain = [candidate(f"a{start:02}", " ".join(words[start : start + 20])) for start in range(0, 40, 5)]

    groups = copy_groups(chain)

    assert all(
        is_copy(one.text, other.text) for group in groups for one in group for other in group if one is not other
    )


def test_the_order_of_the_candidates_does_not_matter() -> None:
    texts = [text for pair in list(COPIES.values())[:12] for text in pair]
    candidates = [candidate(f"a{number:02}", text) for number, text in enumerate(texts)]
    expected = copy_groups(candidates)

    for seed in range(5):
        random.Random(seed).shuffle(candidates)
        assert copy_groups(candidates) == expected


def test_a_phrase_that_everybody_uses_makes_no_copies() -> None:
    frame = "officials who spoke on the condition of anonymity said that the town of {} had {} new wells"
    names = [f"{first}{second}or" for first in "BDFGKLMNPRSTVZ" for second in ("al", "en", "ir", "ov", "ud")]
    candidates = [candidate(name, frame.format(name, number + 2)) for number, name in enumerate(names)]
    copied = [candidate("first", SMELTER), candidate("second", SMELTER)]

    assert grouped(*candidates, *copied) == [["first:1:0", "second:1:0"]]


_words = st.sampled_from(
    ["the", "a", "not", "5", "six", "Velmora", "smelter", "employs", "rose", "fell", "said", "that"]
)
_texts = st.lists(_words, max_size=14).map(" ".join)


@given(_texts, _texts)
def test_being_a_copy_works_both_ways(left: str, right: str) -> None:
    assert is_copy(left, right) == is_copy(right, left)


@given(st.lists(_texts, max_size=6))
def test_no_candidate_is_in_two_groups(texts: list[str]) -> None:
    groups = copy_groups([candidate(f"a{number}", text) for number, text in enumerate(texts)])

    members = [member.key for group in groups for member in group]
    assert len(members) == len(set(members))
    assert all(len(group) > 1 for group in groups)


@pytest.mark.parametrize("text", ["(" * 100_000, "said " * 20_000, "12.34," * 20_000, "A.b'c" * 20_000, "a " * 50_000])
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = perf_counter()

    is_copy(text, text + "x y z")

    assert perf_counter() - start < 5
