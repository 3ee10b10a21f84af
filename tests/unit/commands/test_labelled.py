from pathlib import Path

import orjson
import pytest

from service.commands.labelled import UnfitInput, read_claims, read_library, read_rows
from service.settings import Limits

LIMITS = Limits()
ROW = {
    "claim": "Orvane grew.",
    "sentences": ["It grew."],
    "support": [0],
    "label": "SUPPORTS",
    "level": "sentence",
}
CLAIM = {"claim": "Orvane grew.", "support": [{"file": "one.txt", "start": 0, "end": 8}], "refute": []}


def lines(path: Path, *rows: object) -> Path:
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))
    return path


def test_a_row_without_id_is_known_by_its_line(tmp_path: Path) -> None:
    path = lines(tmp_path / "rows.jsonl", ROW, {**ROW, "id": "seven"}, ROW)

    assert [row.id for row in read_rows(path, LIMITS, most=None)] == ["1", "seven", "3"]
    assert len(read_rows(path, LIMITS, most=2)) == 2


def test_claims_of_all_files_count_towards_the_limit(tmp_path: Path) -> None:
    paths = [lines(tmp_path / "a.jsonl", CLAIM, CLAIM), lines(tmp_path / "b.jsonl", CLAIM)]

    claims = read_claims(paths, LIMITS, most=3)

    assert [claim.where for claim in claims] == [f"{paths[0]} line 1", f"{paths[0]} line 2", f"{paths[1]} line 1"]
    assert len(read_claims(paths, LIMITS, most=1)) == 1


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "holds no claim"), (b"{", "line 1: is no valid JSON"), (b"{}", "line 1: ")]
)
def test_a_file_that_is_not_of_the_form_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(content)

    for read in (lambda: read_rows(path, LIMITS, most=None), lambda: read_claims([path], LIMITS, most=None)):
        with pytest.raises(UnfitInput, match=says) as caught:
            read()
        assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_or_not_packed_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnfitInput, match="cannot be read"):
        read_rows(tmp_path / "none.jsonl", LIMITS, most=None)
    with pytest.raises(UnfitInput, match="cannot be read"):
        read_rows(lines(tmp_path / "plain.jsonl.gz", ROW), LIMITS, most=None)


def test_a_page_keeps_its_line_ends_and_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"It grew.\r\nIt shrank.")
    (tmp_path / "notes.md").write_bytes(b"No page.")

    library = read_library([], [tmp_path], LIMITS)

    assert [(draft.id, draft.text) for draft in library.drafts] == [("one.txt", "It grew.\r\nIt shrank.")]


def test_an_article_in_sentences_keeps_where_they_stand(tmp_path: Path) -> None:
    path = lines(tmp_path / "articles.jsonl", {"article": "a1", "sentences": ["It grew.", "It shrank."]})

    library = read_library([path], [], LIMITS)

    assert library.offsets == {"a1": ((0, 8), (9, 19))}


def test_two_pages_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text("It grew.")

    with pytest.raises(UnfitInput, match=r"two articles or pages have the id 'one.txt'"):
        read_library([], [tmp_path / "a", tmp_path / "b"], LIMITS)


@pytest.mark.parametrize(("name", "content", "says"), [("a.md", b"x", "no .txt file"), ("a.txt", b"\xff", "UTF-8")])
def test_a_folder_without_readable_pages_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(UnfitInput, match=says):
        read_library([], [tmp_path], LIMITS)
