"""Reading articles from files."""

import gzip
import io
from pathlib import Path

import pytest

from service.application.sources import RefusalCode
from service.commands.documents import (
    Document,
    NoText,
    Unreadable,
    decode_text,
    find_files,
    read_file,
    read_lines,
)

MOST = 1_000


def written(path: Path, data: bytes = b"{}") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_folder_gives_its_articles_by_name_and_passes_over_other_and_hidden_files(tmp_path: Path) -> None:
    names = ["b.json", "a.txt", "deep/c.NDJSON", "deep/d.jsonl", "picture.png", ".hidden/e.json", ".f.json"]
    for name in names:
        written(tmp_path / name)

    found = list(find_files([tmp_path]))

    assert found == [tmp_path / name for name in ("a.txt", "b.json", "deep/c.NDJSON", "deep/d.jsonl")]


def test_a_hidden_folder_that_was_named_is_read(tmp_path: Path) -> None:
    article = written(tmp_path / ".articles" / "a.json")

    found = list(find_files([tmp_path / ".articles"]))

    assert found == [article]


def test_a_missing_file_and_one_of_another_kind_are_told_apart(tmp_path: Path) -> None:
    picture = written(tmp_path / "picture.png")

    found = list(find_files([tmp_path / "none.json", picture]))

    assert found == [
        Unreadable(str(tmp_path / "none.json"), "there is no such file"),
        Unreadable(str(picture), "its name must end in .json, .ndjson, .jsonl, .txt"),
    ]


def test_a_json_file_holds_one_article(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", b'\xef\xbb\xbf{"text": "Caf\xc3\xa9s opened."}\n')

    found = list(read_file(path, max_bytes=MOST, text_fields={}))

    assert found == [Document(str(path), {"text": "Cafés opened."}, 30)]


def test_a_plain_text_is_taken_unchanged_with_what_was_said_of_it(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"Rain fell.\r\n\r\n It stopped. \n")

    [document] = read_file(path, max_bytes=MOST, text_fields={"published_at": "2024-04"})

    assert isinstance(document, Document)
    assert document.content == {"published_at": "2024-04", "text": "Rain fell.\r\n\r\n It stopped. \n"}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b'{"text": ', "is no valid JSON"),
        ("a.json", b"", "is no valid JSON"),
        ("a.json", b'{"text": "\\ud800"}', "is no valid JSON"),
        ("a.txt", b"Caf\xe9", "is no UTF-8: byte 3 is 0xe9"),
        ("a.txt", b"x" * 1_001, "is longer than 1 000 bytes"),
    ],
)
def test_a_faulty_file_is_unreadable_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = written(tmp_path / name, data)

    [found] = read_file(path, max_bytes=MOST, text_fields={})

    assert isinstance(found, Unreadable)
    assert found.where == str(path)
    assert found.reason.startswith(reason)


def test_a_bad_line_costs_itself_alone_and_blank_lines_nothing() -> None:
    lines = io.BytesIO(b'{"id": "a"}\n\nno\n{"id": "b"}')

    found = list(read_lines(lines, "feed", max_bytes=MOST))

    assert [item.where for item in found] == ["feed line 1", "feed line 3", "feed line 4"]
    assert [type(item) for item in found] == [Document, Unreadable, Document]


@pytest.mark.parametrize("length", [1_001, 2_000, 5_000])
def test_a_line_that_is_too_long_is_passed_over_whole(length: int) -> None:
    lines = io.BytesIO(b'"' + b"x" * (length - 2) + b'"\n{"id": "b"}\n')

    found = list(read_lines(lines, "feed", max_bytes=MOST))

    assert found == [
        Unreadable("feed line 1", "is longer than 1 000 bytes", MOST, RefusalCode.TOO_LARGE, line=1),
        Document("feed line 2", {"id": "b"}, 12, line=2),
    ]


def test_a_line_of_the_most_bytes_is_read() -> None:
    line = b'"' + b"x" * (MOST - 2) + b'"'

    found = list(read_lines(io.BytesIO(line + b"\n" + line), "feed", max_bytes=MOST))

    assert [item.where for item in found if isinstance(item, Document)] == ["feed line 1", "feed line 2"]


def test_a_folder_that_may_not_be_read_as_a_file_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "a.json"
    folder.mkdir()

    [found] = read_file(folder, max_bytes=MOST, text_fields={})

    assert found == Unreadable(str(folder), "Is a directory")


def test_compressed_files_are_read_as_what_is_in_them(tmp_path: Path) -> None:
    whole = written(tmp_path / "a.json.gz", gzip.compress(b'{"id": "a"}'))
    lines = written(tmp_path / "b.NDJSON.GZ", gzip.compress(b'{"id": "b"}\n{"id": "c"}\n'))

    found = [item for path in find_files([tmp_path]) if isinstance(path, Path) for item in read(path)]

    assert [item.where for item in found] == [f"{lines} line 1", f"{lines} line 2", str(whole)] or [
        item.where for item in found
    ] == [str(whole), f"{lines} line 1", f"{lines} line 2"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(b"x" * 1_001), RefusalCode.TOO_LARGE),
        (gzip.compress(bytes(100_000_000)), RefusalCode.TOO_LARGE),
        (gzip.compress(b'{"id": "a"}')[:-5], RefusalCode.BROKEN),
        (b"no gzip", RefusalCode.BROKEN),
        (gzip.compress(b"x" * 500)[:12] + b"\xff" * 9, RefusalCode.BROKEN),
    ],
)
@pytest.mark.parametrize("name", ["a.json.gz", "a.ndjson.gz"])
def test_a_bomb_and_a_damaged_file_are_refused(tmp_path: Path, name: str, data: bytes, code: RefusalCode) -> None:
    found = read(written(tmp_path / name, data))

    assert isinstance(found[-1], Unreadable)
    assert found[-1].code is code


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café".encode(), "Café"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        ("Café".encode("utf-16"), "Café"),
        (b"\xfe\xff" + "Café".encode("utf-16-be"), "Café"),
        (b"Caf\xe9", NoText("is no UTF-8: byte 3 is 0xe9")),
        (b"\xff\xfeC\x00a", NoText("is no UTF-16: byte 2 is 0x61")),
    ],
)
def test_a_text_is_decoded_where_there_is_no_doubt(data: bytes, text: str | NoText) -> None:
    found = decode_text(data)

    assert found == text or (isinstance(found, NoText) and isinstance(text, NoText))


def test_lines_that_are_done_are_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ndjson", b'{"id": "a"}\n\n{"id": "b"}\n')

    found = list(read_file(path, max_bytes=MOST, text_fields={}, after=1))

    assert [item.where for item in found] == [f"{path} line 3"]


def read(path: Path) -> list[Document | Unreadable]:
    return list(read_file(path, max_bytes=MOST, text_fields={}))
