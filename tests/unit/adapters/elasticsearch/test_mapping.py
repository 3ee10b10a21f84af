from service.adapters.elasticsearch.mapping import (
    Names,
    articles_index,
    build_index_name,
    index_number,
    records_index,
    sentences_index,
)

NAMES = Names("news")


def test_an_index_name_carries_its_number() -> None:
    assert build_index_name("news", "sentences", 12) == "news-sentences-000012"
    assert index_number("news", "sentences", "news-sentences-000012") == 12


def test_names_of_other_deployments_carry_no_number_of_ours() -> None:
    assert index_number("news", "sentences", "news-sentences-2-sentences-000001") is None
    assert index_number("n.ws", "sentences", "news-sentences-000001") is None


def test_the_readers_alias_names_the_text_analysis() -> None:
    assert NAMES.current_sentences("1.2") == "news-sentences-analysis-1.2"


def test_versions_that_no_alias_can_spell_are_told_apart() -> None:
    names = {NAMES.current_sentences(version) for version in ("A", "a", "a b", "a/b", "β")}

    assert len(names) == 5
    assert all(name == name.lower() and name.isascii() and "/" not in name and " " not in name for name in names)


def test_the_writers_alias_changes_with_every_epoch_and_seal() -> None:
    assert NAMES.commits(3, sealed=False) == "news-articles-open-3"
    assert NAMES.commits(3, sealed=True) == "news-articles-sealed-3"


def test_every_mapping_refuses_fields_that_it_does_not_name() -> None:
    bodies = (articles_index(NAMES), sentences_index(NAMES, 1, "1", current=True), records_index(NAMES))

    assert [body["mappings"]["dynamic"] for body in bodies] == ["strict"] * 3


def test_an_index_of_sentences_tells_its_text_analysis_and_its_role() -> None:
    current = sentences_index(NAMES, 1, "7", current=True)
    upcoming = sentences_index(NAMES, 2, "8", current=False)

    assert current["mappings"]["_meta"] == {"analysis_version": "7"}
    assert set(current["aliases"]) == {"news-sentences-generation-1", "news-sentences-analysis-7"}
    assert set(upcoming["aliases"]) == {"news-sentences-generation-2"}
