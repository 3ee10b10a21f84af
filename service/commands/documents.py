"""Files on disk, or lines on standard input, as articles in the form that `POST /v1/articles` takes."""

import gzip
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import orjson

from service.application.batches import bounded_lines
from service.application.sources import RefusalCode

SUFFIXES = (".json", ".ndjson", ".jsonl", ".txt")
LINE_SUFFIXES = (".ndjson", ".jsonl")

_ZIPPED = ".gz"


@dataclass(frozen=True, slots=True)
class Document:
    """One article as found: `where` names its place for a person, `size` is its length in bytes, `line` its number."""

    where: str
    content: Any
    size: int
    line: int = 1


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place where no article could be read, and why."""

    where: str
    reason: str
    size: int = 0
    code: RefusalCode = RefusalCode.UNREADABLE
    line: int = 1


def kind_of(path: Path) -> str:
    """The file's suffix in lower case, that before .gz for a compressed one."""
    name = path.name.lower().removesuffix(_ZIPPED)
    return Path(name).suffix


def find_files(
    paths: Sequence[Path], *, suffixes: Sequence[str] = SUFFIXES, named: Sequence[str] = ()
) -> Iterator[Path | Unreadable]:
    """The files that the paths name, each directory's own in the order of their names.

    Within a directory other suffixes than `suffixes` and hidden files are passed over; a file that was named is not,
    and may have one of `named` as well. Either may be followed by .gz.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if kind_of(file) in suffixes
                and file.is_file()
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        elif not path.exists():
            yield Unreadable(str(path), "there is no such file")
        elif kind_of(path) not in (*suffixes, *named):
            yield Unreadable(str(path), f"its name must end in {', '.join((*suffixes, *named))}")
        else:
            yield path


@contextmanager
def open_file(path: Path) -> Iterator[IO[bytes]]:
    """A file's bytes, those within where its name ends in .gz; raises OSError."""
    with path.open("rb") as file:
        if path.name.lower().endswith(_ZIPPED):
            with gzip.GzipFile(fileobj=file) as unzipped:
                yield unzipped  # type: ignore[misc]  # it is an IO in all but name
        else:
            yield file


def read_bytes(path: Path, *, max_bytes: int) -> bytes | Unreadable:
    """All of a file, unpacked; nothing of one that holds more than `max_bytes`."""
    try:
        size = path.stat().st_size
        with open_file(path) as file:
            data = file.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        return _unreadable(str(path), error)
    if len(data) > max_bytes:
        return Unreadable(str(path), _too_long(max_bytes), size, RefusalCode.TOO_LARGE)
    return data


def read_file(
    path: Path, *, max_bytes: int, text_fields: Mapping[str, Any], after: int = 0
) -> Iterator[Document | Unreadable]:
    """The articles of one file: NDJSON has one a line, JSON one, and plain text is one article's text.

    `text_fields` are what a plain text cannot state itself, such as its outlet. Of an article longer than `max_bytes`
    nothing is kept. Of NDJSON the lines up to number `after` are passed over.
    """
    suffix = kind_of(path)
    if suffix in LINE_SUFFIXES:
        try:
            with open_file(path) as file:
                yield from read_lines(file, str(path), max_bytes=max_bytes, after=after)
        except (OSError, EOFError, zlib.error) as error:
            yield _unreadable(str(path), error)
        return
    data = read_bytes(path, max_bytes=max_bytes)
    if isinstance(data, Unreadable):
        yield data
    elif suffix == ".txt":
        text = decode_text(data)
        where = str(path)
        yield (
            Document(where, {**text_fields, "text": text}, len(data))
            if isinstance(text, str)
            else Unreadable(where, text.reason, len(data), text.code)
        )
    else:
        yield _json_document(str(path), data)


def read_lines(file: IO[bytes], name: str, *, max_bytes: int, after: int = 0) -> Iterator[Document | Unreadable]:
    """The articles of NDJSON, one a line; blank lines hold none, and those up to number `after` are passed over."""
    for number, line in enumerate(bounded_lines(file, max_bytes), start=1):
        where = f"{name} line {number}"
        if number <= after:
            continue
        if line is None:
            yield Unreadable(where, _too_long(max_bytes), max_bytes, RefusalCode.TOO_LARGE, number)
        elif line.strip():
            yield replace(_json_document(where, line), line=number)


@dataclass(frozen=True, slots=True)
class NoText:
    """Why bytes are no text."""

    reason: str
    code: RefusalCode = RefusalCode.BROKEN


def decode_text(data: bytes) -> str | NoText:
    """A plain text in UTF-8, or in UTF-16 with its byte order mark. No other one is guessed: it is quoted."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
        return NoText(f"is no {name}: byte {error.start} is 0x{data[error.start]:02x}")


def _json_document(where: str, data: bytes) -> Document | Unreadable:
    try:
        return Document(where, orjson.loads(data.removeprefix(b"\xef\xbb\xbf")), len(data))
    except orjson.JSONDecodeError as error:
        return Unreadable(where, f"is no valid JSON: {error}", len(data), RefusalCode.BROKEN)


def _unreadable(where: str, error: Exception) -> Unreadable:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    code = RefusalCode.BROKEN if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error) else RefusalCode.UNREADABLE
    return Unreadable(where, reason, code=code)


def _too_long(max_bytes: int) -> str:
    return f"is longer than {max_bytes:,} bytes".replace(",", " ")
