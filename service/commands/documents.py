"""Files on disk, or lines on standard input, as articles in the form that `POST /v1/articles` takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from service.application.batches import bounded_lines

SUFFIXES = (".json", ".ndjson", ".jsonl", ".txt")

_LINE_SUFFIXES = (".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class Document:
    """One article as found: `where` names its place for a person, `size` is its length in bytes."""

    where: str
    content: Any
    size: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place where no article could be read, and why."""

    where: str
    reason: str
    size: int = 0


def find_files(paths: Sequence[Path]) -> Iterator[Path | Unreadable]:
    """The files that the paths name, each directory's own in the order of their names.

    Within a directory other suffixes than SUFFIXES and hidden files are passed over; a file that was named is not.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in SUFFIXES
                and file.is_file()
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        elif not path.exists():
            yield Unreadable(str(path), "there is no such file")
        elif path.suffix.lower() not in SUFFIXES:
            yield Unreadable(str(path), f"its name must end in {', '.join(SUFFIXES)}")
        else:
            yield path


def read_file(path: Path, *, max_bytes: int, text_fields: Mapping[str, Any]) -> Iterator[Document | Unreadable]:
    """The articles of one file: NDJSON has one a line, JSON one, and plain text is one article's text.

    `text_fields` are what a plain text cannot state itself, such as its outlet. Of an article longer than `max_bytes`
    nothing is kept.
    """
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            if suffix in _LINE_SUFFIXES:
                yield from read_lines(file, str(path), max_bytes=max_bytes)
                return
            data = file.read(max_bytes + 1)
    except OSError as error:
        yield Unreadable(str(path), error.strerror or str(error))
        return
    if len(data) > max_bytes:
        yield Unreadable(str(path), _too_long(max_bytes), path.stat().st_size)
    elif suffix == ".txt":
        yield _text_document(str(path), data, text_fields)
    else:
        yield _json_document(str(path), data)


def read_lines(file: IO[bytes], name: str, *, max_bytes: int) -> Iterator[Document | Unreadable]:
    """The articles of NDJSON, one a line; blank lines hold none."""
    for number, line in enumerate(bounded_lines(file, max_bytes), start=1):
        where = f"{name} line {number}"
        if line is None:
            yield Unreadable(where, _too_long(max_bytes), max_bytes)
        elif line.strip():
            yield _json_document(where, line)


def total_size(files: Iterable[Path | Unreadable]) -> int:
    """Bytes of all files together."""
    return sum(file.stat().st_size for file in files if isinstance(file, Path))


def _json_document(where: str, data: bytes) -> Document | Unreadable:
    try:
        return Document(where, orjson.loads(data.removeprefix(b"\xef\xbb\xbf")), len(data))
    except orjson.JSONDecodeError as error:
        return Unreadable(where, f"is no valid JSON: {error}", len(data))


def _text_document(where: str, data: bytes, text_fields: Mapping[str, Any]) -> Document | Unreadable:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Unreadable(where, f"is no UTF-8: byte {error.start} is 0x{data[error.start]:02x}", len(data))
    return Document(where, {**text_fields, "text": text}, len(data))


def _too_long(max_bytes: int) -> str:
    return f"is longer than {max_bytes:,} bytes".replace(",", " ")
