"""Files of labelled claims, and the articles and pages that they are labelled on."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from marshmallow import Schema, ValidationError

from schemas.articles import article_input_schema
from schemas.evaluation import DraftInSentences, claim_schema, row_schema, sentences_schema
from schemas.refusals import invalid_input
from service.application.batches import batches
from service.application.evaluate import LabelledClaim, LabelledRow, Span
from service.application.index_articles import ArticleDraft, index_articles
from service.application.services import Services
from service.commands.documents import Document, Unreadable, find_files, read_file
from service.commands.indexing import describe
from service.domain.errors import ClaimlinkError, InvalidInput
from service.settings import Limits


class UnfitInput(ClaimlinkError):
    """A file of labelled claims or of articles that is not in one of the forms."""


@dataclass(frozen=True, slots=True)
class Library:
    """The articles that claims are labelled on; `offsets` are those of the sentences that an article came in, by id."""

    drafts: tuple[ArticleDraft, ...]
    offsets: dict[str, tuple[Span, ...]]


def read_rows(path: Path, limits: Limits, *, most: int | None) -> list[LabelledRow]:
    """Claims with documents of their own, at most so many; raises UnfitInput."""
    schema = row_schema(limits)
    rows: list[LabelledRow] = []
    for document in islice(_lines(path), most):
        row: LabelledRow = _loaded(schema, document)
        rows.append(row if row.id else replace(row, id=_line_of(document)))
    if not rows:
        raise UnfitInput(f"{path}: holds no claim")
    return rows


def read_claims(paths: Sequence[Path], limits: Limits, *, most: int | None) -> list[LabelledClaim]:
    """Claims labelled on articles or pages, at most so many of all files together; raises UnfitInput."""
    schema = claim_schema(limits)
    claims: list[LabelledClaim] = []
    for document in islice((document for path in paths for document in _lines(path)), most):
        claim: LabelledClaim = _loaded(schema, document)
        claims.append(replace(claim, id=claim.id or _line_of(document), where=document.where))
    if not claims:
        raise UnfitInput(f"{', '.join(map(str, paths))}: holds no claim")
    return claims


def read_library(articles: Sequence[Path], pages: Sequence[Path], limits: Limits) -> Library:
    """Articles from files and folders, and every .txt file of the folders of pages, which is one; raises UnfitInput."""
    posted, in_sentences = article_input_schema(limits), sentences_schema(limits)
    drafts: list[ArticleDraft] = []
    offsets: dict[str, tuple[Span, ...]] = {}
    for document in _articles(articles, limits):
        if isinstance(document.content, dict) and "sentences" in document.content:
            loaded: DraftInSentences = _loaded(in_sentences, document)
            drafts.append(loaded.draft)
            offsets[loaded.draft.id or ""] = loaded.offsets
        else:
            drafts.append(_loaded(posted, document))
    drafts += [ArticleDraft(id=page.name, text=_page_text(page)) for folder in pages for page in _pages(folder)]
    seen: set[str | None] = set()
    for draft in drafts:
        if draft.id is not None and draft.id in seen:
            raise UnfitInput(f"two articles or pages have the id {draft.id!r}")
        seen.add(draft.id)
    return Library(tuple(drafts), offsets)


def store_library(services: Services, library: Library) -> None:
    """Store the articles; raises UnfitInput where one cannot be."""
    for batch in batches(library.drafts, lambda draft: len(draft.text or draft.html or "")):
        for draft, result in zip(batch, index_articles(services, batch), strict=True):
            if isinstance(result, InvalidInput):
                raise UnfitInput(f"article {draft.id}: {describe(result)}")


def _articles(paths: Sequence[Path], limits: Limits) -> Iterator[Document]:
    for file in find_files(paths):
        documents = (
            [file]
            if isinstance(file, Unreadable)
            else read_file(file, max_bytes=limits.bulk_line_bytes, text_fields={"id": file.name})
        )
        for document in documents:
            if isinstance(document, Unreadable):
                raise UnfitInput(f"{document.where}: {document.reason}")
            yield document


def _pages(folder: Path) -> list[Path]:
    pages = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt" and path.is_file())
    if not pages:
        raise UnfitInput(f"{folder}: holds no .txt file")
    return pages


def _page_text(path: Path) -> str:
    try:
        # Line ends stay as they are: offsets count them.
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise UnfitInput(f"{path}: cannot be read as UTF-8: {error}") from error


def _lines(path: Path) -> Iterator[Document]:
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _document(f"{path} line {number}", line)
    except (OSError, EOFError, zlib.error) as error:
        raise UnfitInput(f"{path}: cannot be read: {error}") from error


def _opened(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")


def _document(where: str, line: bytes) -> Document:
    try:
        return Document(where, orjson.loads(line), len(line))
    except orjson.JSONDecodeError as error:
        raise UnfitInput(f"{where}: is no valid JSON: {error}") from error


def _loaded(schema: Schema, document: Document) -> Any:
    try:
        return schema.load(document.content)
    except ValidationError as error:
        raise UnfitInput(f"{document.where}: {describe(invalid_input(error.messages))}") from error


def _line_of(document: Document) -> str:
    return document.where.rsplit(" ", 1)[-1]
