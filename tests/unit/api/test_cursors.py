"""Opaque cursors of listings."""

import pytest

from service.api.cursors import (
    articles_cursor,
    check_revision,
    read_articles_cursor,
    read_sentences_cursor,
    sentences_cursor,
)
from service.domain.errors import CursorExpired, MalformedCursor


def test_a_cursor_leads_back_to_its_place() -> None:
    assert read_articles_cursor(articles_cursor("grain-1")) == "grain-1"
    assert read_sentences_cursor(sentences_cursor(2, 40)) == (2, 40)


@pytest.mark.parametrize("cursor", ["", "x", "é", "====", "a" * 300, articles_cursor("grain-1")[:-1], "\x00"])
def test_a_cursor_that_was_never_given_out_is_malformed(cursor: str) -> None:
    with pytest.raises(MalformedCursor):
        read_sentences_cursor(cursor)


def test_a_cursor_of_another_listing_is_malformed() -> None:
    with pytest.raises(MalformedCursor):
        read_articles_cursor(sentences_cursor(1, 5))


def test_sentences_of_a_replaced_article_are_not_listed_on() -> None:
    with pytest.raises(CursorExpired):
        check_revision(1, 2)
