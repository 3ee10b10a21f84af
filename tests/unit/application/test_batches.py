from collections.abc import Iterator
from io import BytesIO

from service.application.batches import BATCH_ARTICLES, batches, bounded_lines


def test_batches_are_bounded_in_number_and_size() -> None:
    many = list(range(BATCH_ARTICLES + 1))
    large = [5_000_000] * 3

    assert [len(batch) for batch in batches(many, lambda _: 1)] == [BATCH_ARTICLES, 1]
    assert [len(batch) for batch in batches(large, lambda size: size)] == [2, 1]


def test_a_batch_is_handed_on_before_the_next_item_is_asked_for() -> None:
    asked = []

    def items() -> Iterator[int]:
        for number in range(BATCH_ARTICLES + 1):
            asked.append(number)
            yield number

    next(batches(items(), lambda _: 1))

    assert len(asked) == BATCH_ARTICLES


def test_a_line_that_is_too_long_costs_itself_alone() -> None:
    file = BytesIO(b"12345\n" + b"x" * 200_000 + b"\n67890")

    assert list(bounded_lines(file, 5)) == [b"12345\n", None, b"67890"]


def test_a_last_line_that_is_too_long_is_one_line() -> None:
    assert list(bounded_lines(BytesIO(b"1\n" + b"x" * 200_000), 5)) == [b"1\n", None]
