import pytest

from service.domain.facts.attribution import find_attributions


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Officials said that herring exports rose.", "Officials", "said"),
        ("According to the port of Tolm, exports rose.", "the port of Tolm", "According to"),
        ("Exports rose, according to people who know the port.", "people", "according to"),
        ("Otto Brandt told Ana Rivas that exports rose.", "Otto Brandt", "told"),
        ("The report says exports rose.", "The report", "says"),
        ("Exports rose, said Otto Brandt, the mayor.", "Otto Brandt", "said"),
        ("Exports rose, the ministry said on Tuesday.", "the ministry", "said"),
        ("Otto Brandt, the mayor, said the port will close.", "Otto Brandt", "said"),
        ("The mayor of Tolm, Otto Brandt, warned that it may flood.", "Otto Brandt", "warned"),
        ("Otto Brandt, who resigned in May, said the port will close.", "Otto Brandt", "said"),
        ('"It is over," Ana Rivas of the union told Meridian Wire.', "Ana Rivas of the union", "told"),
        ("A pump started the fire, inspectors found.", "inspectors", "found"),
        ("Mr. Brandt (North Party) said the U.S. plant is closed.", "Mr. Brandt", "said"),
        ("\u201cWe will close the mine by June.\u201d", "We", "quotation"),
    ],
)
def test_who_says_so_is_found_before_and_behind_the_verb(text: str, source: str, cue: str) -> None:
    (found,) = find_attributions(text)

    assert (found.text, found.cue) == (source, cue)
    assert text[found.start : found.end] == source


@pytest.mark.parametrize(
    "text",
    [
        "Exports of the United States rose.",
        "The club reported a loss of $3 million.",
        "He is said to own a boat.",
        "The port of Tolm closed in May.",
    ],
)
def test_what_nobody_says_is_the_texts_own(text: str) -> None:
    assert find_attributions(text) == ()


def test_one_report_of_another_has_both_sources() -> None:
    text = "The registry counted 1,240 buses, the ministry said on Tuesday, Meridian Wire reported."

    found = find_attributions(text)

    assert [attribution.text for attribution in found] == ["the ministry", "Meridian Wire"]
