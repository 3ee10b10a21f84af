from service.domain.text_fragment import text_fragment_url


def test_a_short_sentence_is_quoted_whole_with_the_directives_own_syntax_escaped() -> None:
    url = text_fragment_url("https://lantern.example/a?b=1#top", "Exports fell by 3-4%, officials said.")

    assert url == "https://lantern.example/a?b=1#:~:text=Exports%20fell%20by%203%2D4%25%2C%20officials%20said."


def test_a_long_sentence_is_quoted_by_its_first_and_last_words() -> None:
    sentence = "one two three four five six seven eight nine ten eleven twelve thirteen"

    url = text_fragment_url("https://lantern.example/a", sentence)

    assert url.endswith("#:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen")
