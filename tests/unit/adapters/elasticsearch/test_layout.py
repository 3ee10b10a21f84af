from typing import Any

from service.adapters.elasticsearch.layout import (
    Generation,
    Layout,
    announce_actions,
    read_layout,
    seal_actions,
    switch_actions,
)
from service.adapters.elasticsearch.mapping import Names

NAMES = Names("news")
ARTICLES = "news-articles-000001"


def indices(*sentences: dict[str, Any], commits: str = "news-articles-open-4") -> dict[str, Any]:
    articles: dict[str, Any] = {ARTICLES: {"aliases": {"news-articles": {}, commits: {}}, "mappings": {}}}
    return articles | {name: about for each in sentences for name, about in each.items()}


def sentences(number: int, version: str, *aliases: str) -> dict[str, Any]:
    mappings = {"_meta": {"analysis_version": version}}
    return {f"news-sentences-{number:06d}": {"aliases": {alias: {} for alias in aliases}, "mappings": mappings}}


def generation(number: int, version: str = "1") -> Generation:
    return Generation(number, f"news-sentences-{number:06d}", version)


CURRENT = sentences(1, "1", "news-sentences-generation-1", "news-sentences-analysis-1")
NEXT = sentences(2, "2", "news-sentences-generation-2", "news-sentences-next")


def steady() -> Layout:
    return Layout(NAMES, ARTICLES, 4, False, generation(1), None, ())


def carried_out(found: dict[str, Any], actions: list[dict[str, Any]]) -> dict[str, Any]:
    """What the indices are after the actions."""
    for action in actions:
        [(verb, about)] = action.items()
        aliases = found[about["index"]]["aliases"]
        if verb == "add":
            aliases[about["alias"]] = {}
        else:
            del aliases[about["alias"]]
    return found


def test_no_indices_make_no_layout() -> None:
    assert read_layout(NAMES, {}) is None
    assert read_layout(NAMES, indices()) is None
    assert read_layout(NAMES, CURRENT) is None


def test_the_aliases_tell_the_epoch_and_what_is_read() -> None:
    layout = read_layout(NAMES, indices(CURRENT))

    assert layout == steady()
    assert layout.commits == "news-articles-open-4"
    assert layout.readable == "news-sentences-analysis-1"


def test_writers_write_to_the_generations_of_their_own_text_analysis() -> None:
    layout = read_layout(NAMES, indices(CURRENT, NEXT))

    assert layout is not None
    assert layout.targets("1") == (generation(1),)
    assert layout.targets("2") == (generation(2, "2"),)


def test_an_index_without_a_role_is_what_an_unfinished_reindex_left() -> None:
    layout = read_layout(NAMES, indices(CURRENT, sentences(3, "1", "news-sentences-generation-3")))

    assert layout is not None
    assert layout.others == (generation(3),)


def test_a_new_generation_has_a_free_number_of_the_other_parity() -> None:
    assert steady().free_number == 2
    assert Layout(NAMES, ARTICLES, 4, False, generation(1), generation(2), ()).free_number == 4
    assert Layout(NAMES, ARTICLES, 4, False, generation(2), None, (generation(5),)).free_number == 7


def test_every_change_of_the_layout_renames_the_writers_alias() -> None:
    upcoming = generation(2)
    changes = (announce_actions(steady(), upcoming), seal_actions(steady()), switch_actions(steady(), upcoming))

    for actions in changes:
        assert actions[0] == {"remove": {"index": ARTICLES, "alias": "news-articles-open-4", "must_exist": True}}
        assert actions[1]["add"]["alias"] in {"news-articles-open-5", "news-articles-sealed-5"}


def test_after_the_switch_the_new_generation_is_the_one_that_is_read() -> None:
    found = indices(CURRENT, NEXT)
    before = read_layout(NAMES, found)
    assert before is not None

    after = read_layout(NAMES, carried_out(found, switch_actions(before, generation(2, "2"))))

    assert after == Layout(NAMES, ARTICLES, 5, False, generation(2, "2"), None, (generation(1),))
