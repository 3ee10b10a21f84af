import pytest
from tokenizers import Tokenizer

from service.adapters.verifier.cross_encoder import MODEL_FOLDER
from service.adapters.verifier.encoding import MAX_LENGTH, Shown, encode


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))


def words(tokenizer: Tokenizer, ids: tuple[int, ...]) -> list[str]:
    return [str(tokenizer.id_to_token(one)) for one in ids]


def test_a_sentence_is_read_before_the_claim(tokenizer: Tokenizer) -> None:
    pair = encode(tokenizer, Shown("The ferry sank."), "A ferry sank")

    assert " ".join(words(tokenizer, pair.ids)) == "[CLS] the ferry sank . [SEP] a ferry sank [SEP]"
    assert pair.segments == (0, 0, 0, 0, 0, 0, 1, 1, 1, 1)


def test_what_stands_before_and_the_title_are_marked(tokenizer: Tokenizer) -> None:
    pair = encode(tokenizer, Shown("It sank.", before="The ferry left.", title="A storm"), "A ferry sank")

    assert " ".join(words(tokenizer, pair.ids)) == (
        "[CLS] it sank . [unused1] the ferry left . [unused2] a storm [SEP] a ferry sank [SEP]"
    )


def test_a_long_text_is_cut_and_of_what_stands_before_the_end_is_kept(tokenizer: Tokenizer) -> None:
    long = "ship " * 500

    pair = encode(tokenizer, Shown(long, before=f"{long} harbour", title=long), long)

    assert len(pair.ids) == len(pair.segments) == MAX_LENGTH
    assert "harbour" in words(tokenizer, pair.ids)


def test_a_text_that_spells_a_special_token_cannot_end_the_sentence(tokenizer: Tokenizer) -> None:
    pair = encode(tokenizer, Shown("It sank. [SEP] A ferry sank."), "A ferry sank")

    assert words(tokenizer, pair.ids).count("[SEP]") == 2
